package io.yizhan.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.yizhan.protocol.command.Command;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.id.Id;
import io.yizhan.protocol.journal.LineFormat;
import io.yizhan.protocol.request.Request;
import io.yizhan.protocol.state.StationConfig;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a JSON Schema (2020-12) of each message from its records: a component is required unless it is
 * {@code @Nullable} or a list; names bring their patterns. What constructors check besides stands in
 * {@link SchemaRules}.
 */
final class Schemas {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    private static final String TIME = DAY + "T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}(Z|[+-][0-9]{2}:[0-9]{2})";
    private static final String TICKET = DAY + "/[A-Z]{1,3}/[1-9][0-9]{0,4}";

    /** How a family says which of its records stands there. */
    private static final Map<Class<?>, String> TAGS =
            Map.of(Request.class, "op", Command.class, "op", StationConfig.class, "kind");

    private Schemas() {}

    static ObjectNode of(WireMessage message) {
        ObjectNode schema = JSON.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "urn:yizhan:1:" + message.word());
        schema.put("title", message.word());
        if (message == WireMessage.ENTRY) {
            schema.setAll(record(envelope()));
            schema.set("allOf", factsByType());
        } else {
            schema.setAll(any(message.type()));
        }
        return schema;
    }

    private static ObjectNode any(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic(generic);
        }
        Class<?> plain = (Class<?>) type;
        if (TAGS.containsKey(plain)) {
            return family(plain, TAGS.get(plain));
        }
        if (Id.class.isAssignableFrom(plain)) {
            return text(pattern(plain));
        }
        if (plain.isRecord()) {
            return record(plain);
        }
        if (plain.isEnum()) {
            ObjectNode schema = JSON.objectNode();
            ArrayNode words = schema.putArray("enum");
            Arrays.stream(plain.getEnumConstants()).forEach(word -> words.add(Json.wireName((Enum<?>) word)));
            return schema;
        }
        return scalar(plain);
    }

    private static ObjectNode scalar(Class<?> type) {
        if (type == OffsetDateTime.class) {
            return text(TIME);
        }
        if (type == LocalDate.class) {
            return text(DAY);
        }
        if (type == Json.Tree.class) { // only an entry's data: an unknown type's may be anything
            ObjectNode something = JSON.objectNode();
            something.putObject("not").put("type", "null");
            return something;
        }
        String name = switch (type.getSimpleName()) {
            case "String" -> "string";
            case "boolean", "Boolean" -> "boolean";
            case "int", "long", "Integer", "Long" -> "integer";
            default -> throw new IllegalArgumentException("say here what " + type + " is on the wire");
        };
        return JSON.objectNode().put("type", name);
    }

    private static ObjectNode generic(ParameterizedType type) {
        ObjectNode schema = JSON.objectNode();
        if (type.getRawType() == List.class) {
            schema.put("type", "array");
            schema.set("items", any(type.getActualTypeArguments()[0]));
        } else {
            schema.put("type", "object");
            schema.set("additionalProperties", any(type.getActualTypeArguments()[1]));
        }
        return schema;
    }

    private static ObjectNode record(Class<?> type) {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        ArrayNode required = JSON.arrayNode();
        ObjectNode properties = schema.putObject("properties");
        for (RecordComponent component : type.getRecordComponents()) {
            String name = snakeCase(component.getName());
            ObjectNode property = any(component.getGenericType());
            SchemaRules.narrow(type, component.getName(), property);
            boolean list = component.getType() == List.class;
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            properties.set(name, nullable || list ? orNull(property) : property);
            if (!nullable && !list) {
                required.add(name);
            }
        }
        schema.set("required", required);
        SchemaRules.of(type).ifPresent(schema::setAll);
        return schema;
    }

    private static ObjectNode family(Class<?> family, String tag) {
        ObjectNode schema = JSON.objectNode();
        ArrayNode oneOf = schema.putArray("oneOf");
        for (Class<?> type : Json.alternatives(family)) {
            ObjectNode alternative = record(type);
            ObjectNode properties = JSON.objectNode();
            properties.putObject(tag).put("const", Json.wireName(type));
            properties.setAll((ObjectNode) alternative.get("properties"));
            alternative.set("properties", properties);
            ((ArrayNode) alternative.get("required")).insert(0, tag);
            oneOf.add(alternative);
        }
        return schema;
    }

    private static ArrayNode factsByType() {
        ArrayNode all = JSON.arrayNode();
        for (Class<?> type : Json.alternatives(Fact.class)) {
            ObjectNode one = all.addObject();
            ObjectNode when = one.putObject("if").putObject("properties");
            when.putObject("v").put("const", 1);
            when.putObject("type").put("const", Json.wireName(type));
            one.putObject("then").putObject("properties").set("data", record(type));
        }
        return all;
    }

    private static ObjectNode orNull(ObjectNode schema) {
        if (schema.get("enum") instanceof ArrayNode words) {
            words.addNull();
        } else if (schema.has("type")) {
            schema.set("type", JSON.arrayNode().add(schema.get("type")).add("null"));
        }
        return schema;
    }

    private static ObjectNode text(String pattern) {
        return JSON.objectNode().put("type", "string").put("pattern", "^" + pattern + "$");
    }

    /** Of a name that is one string, from the rule that its constructor checks. */
    private static String pattern(Class<?> id) {
        if (id.getRecordComponents().length != 1) {
            return TICKET;
        }
        try {
            Field rule = id.getDeclaredField("RULE");
            rule.setAccessible(true);
            return String.valueOf(rule.get(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(id + " has no RULE", e);
        }
    }

    private static Class<?> envelope() {
        return Arrays.stream(LineFormat.class.getDeclaredClasses())
                .filter(Class::isRecord)
                .findFirst()
                .orElseThrow();
    }

    private static String snakeCase(String component) {
        return component.replaceAll("(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
