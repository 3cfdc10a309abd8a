package io.yizhan.hub.api;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.Id;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The description of the interface, OpenAPI 3.1, made from its table and the records that it names. */
final class OpenApi {

    private static final Pattern IN_PATH = Pattern.compile("\\{([a-z]+)}");

    private final Map<String, Object> schemas = new TreeMap<>();

    private OpenApi() {}

    static Map<String, Object> of(List<ApiRoute> table) {
        OpenApi openApi = new OpenApi();
        Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
        for (ApiRoute route : table) {
            paths.computeIfAbsent(route.path(), path -> new LinkedHashMap<>())
                    .put(route.method().name().toLowerCase(Locale.ROOT), openApi.operation(route));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put(
                "info",
                Map.of(
                        "title", "Yizhan hub",
                        "version", "1",
                        "description", "The records of a service hall. Times are RFC 3339 in the hall's zone."));
        document.put("paths", paths);
        document.put(
                "components",
                Map.of(
                        "securitySchemes",
                        Map.of("token", Map.of("type", "http", "scheme", "bearer")),
                        "schemas",
                        openApi.schemas));
        document.put("security", List.of(Map.of("token", List.of())));
        return document;
    }

    private Map<String, Object> operation(ApiRoute route) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("summary", route.summary());
        operation.put("parameters", parameters(route));
        if (route.body() != null) {
            operation.put(
                    "requestBody",
                    Map.of("required", true, "content", content(type(route.body()), schema(route.body()))));
        }
        Map<String, Object> responses = new LinkedHashMap<>();
        responses.put(route.shape() == ApiRoute.Shape.MADE ? "201" : "200", answer(route));
        responses.put(
                "default",
                Map.of(
                        "description",
                        "A refusal, with what to do.",
                        "content",
                        content("application/problem+json", schema(Problem.class))));
        operation.put("responses", responses);
        return operation;
    }

    private static String type(Class<?> body) {
        return body == byte[].class ? "application/octet-stream" : "application/json";
    }

    private static List<Map<String, Object>> parameters(ApiRoute route) {
        List<Map<String, Object>> parameters = new ArrayList<>();
        Matcher inPath = IN_PATH.matcher(route.path());
        while (inPath.find()) {
            parameters.add(Map.of(
                    "name", inPath.group(1), "in", "path", "required", true, "schema", Map.of("type", "string")));
        }
        for (ApiRoute.Parameter parameter : route.parameters()) {
            parameters.add(Map.of(
                    "name",
                    parameter.name(),
                    "in",
                    "query",
                    "description",
                    parameter.description(),
                    "schema",
                    switch (parameter.type()) {
                        case TEXT -> Map.of("type", "string");
                        case DAY -> Map.of("type", "string", "format", "date");
                        case NUMBER -> Map.of("type", "integer");
                    }));
        }
        return parameters;
    }

    private Map<String, Object> answer(ApiRoute route) {
        Map<String, Object> item = schema(route.answer());
        return Map.of(
                "description",
                route.summary(),
                "content",
                switch (route.shape()) {
                    case ONE, MADE -> content("application/json", item);
                    case LINES -> content("application/jsonl", item);
                    case FILE -> content("application/octet-stream", item);
                    case PAGE ->
                        content(
                                "application/json",
                                Map.of(
                                        "type", "object",
                                        "required", List.of("items"),
                                        "properties",
                                                Map.of(
                                                        "items", Map.of("type", "array", "items", item),
                                                        "next", Map.of("type", "string"))));
                });
    }

    private static Map<String, Object> content(String type, Map<String, Object> schema) {
        return Map.of(type, Map.of("schema", schema));
    }

    private Map<String, Object> schema(Type type) {
        if (type instanceof ParameterizedType list) {
            return Map.of("type", "array", "items", schema(list.getActualTypeArguments()[0]));
        }
        if (!(type instanceof Class<?> named)) {
            throw new IllegalArgumentException("no schema can be made of " + type);
        }
        if (named == String.class || Id.class.isAssignableFrom(named)) {
            return Map.of("type", "string");
        }
        if (named == int.class || named == long.class || named == Integer.class || named == Long.class) {
            return Map.of("type", "integer");
        }
        if (named == boolean.class || named == Boolean.class) {
            return Map.of("type", "boolean");
        }
        if (named == LocalDate.class) {
            return Map.of("type", "string", "format", "date");
        }
        if (named == LocalTime.class) {
            return Map.of("type", "string", "pattern", "^[0-9]{2}:[0-9]{2}(:00)?$");
        }
        if (named == MonthDay.class) {
            return Map.of("type", "string", "pattern", "^--[0-9]{2}-[0-9]{2}$");
        }
        if (named == YearMonth.class) {
            return Map.of("type", "string", "pattern", "^[0-9]{4}-[0-9]{2}$");
        }
        if (named == LocalDateTime.class) {
            return Map.of("type", "string", "description", "of the hall's zone, to the minute: 2026-11-23T08:31");
        }
        if (named == byte[].class) {
            return Map.of("type", "string", "format", "binary");
        }
        if (named == OffsetDateTime.class) {
            return Map.of("type", "string", "format", "date-time");
        }
        if (named.isEnum()) {
            List<String> words = Arrays.stream(named.getEnumConstants())
                    .map(constant -> Json.wireName((Enum<?>) constant))
                    .toList();
            return Map.of("type", "string", "enum", words);
        }
        if (named.isRecord()) {
            return record(named);
        }
        throw new IllegalArgumentException("no schema can be made of " + named);
    }

    private Map<String, Object> record(Class<?> type) {
        String name = type.getSimpleName().replaceFirst("Out$", "");
        if (!schemas.containsKey(name)) {
            Map<String, Object> properties = new LinkedHashMap<>();
            List<String> required = new ArrayList<>();
            for (RecordComponent component : type.getRecordComponents()) {
                String field = component
                        .getName()
                        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                        .toLowerCase(Locale.ROOT);
                properties.put(field, schema(component.getGenericType()));
                if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    required.add(field);
                }
            }
            schemas.put(name, Map.of("type", "object", "properties", properties, "required", required));
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }
}
