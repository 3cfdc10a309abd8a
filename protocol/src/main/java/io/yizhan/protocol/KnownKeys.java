package io.yizhan.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds keys of a document that its record does not know. Jackson tells a missing key before an unknown one, and for
 * a typing mistake that is the wrong message.
 */
final class KnownKeys {

    private KnownKeys() {}

    /** The first unknown key, as a sentence; empty when all are known. */
    static Optional<String> firstUnknown(JsonNode node, Type type) {
        return firstUnknown(node, type, "");
    }

    private static Optional<String> firstUnknown(JsonNode node, Type type, String path) {
        if (node.isArray() && type instanceof ParameterizedType list) {
            for (JsonNode element : node) {
                Optional<String> unknown = firstUnknown(element, list.getActualTypeArguments()[0], path);
                if (unknown.isPresent()) {
                    return unknown;
                }
            }
        }
        if (!node.isObject() || !(type instanceof Class<?> record) || !record.isRecord()) {
            return Optional.empty();
        }
        Map<String, Type> known = new TreeMap<>();
        for (RecordComponent component : record.getRecordComponents()) {
            known.put(snakeCase(component.getName()), component.getGenericType());
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            Type inner = known.get(field.getKey());
            if (inner == null) {
                return Optional.of("there is no setting \"%s\"; known here are: %s"
                        .formatted(path + field.getKey(), String.join(", ", known.keySet())));
            }
            Optional<String> unknown = firstUnknown(field.getValue(), inner, path + field.getKey() + ".");
            if (unknown.isPresent()) {
                return unknown;
            }
        }
        return Optional.empty();
    }

    private static String snakeCase(String component) {
        return ((PropertyNamingStrategies.NamingBase) PropertyNamingStrategies.SNAKE_CASE).translate(component);
    }
}
