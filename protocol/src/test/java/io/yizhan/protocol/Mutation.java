package io.yizhan.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message with one thing wrong, or at least different. */
record Mutation(String what, JsonNode json) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final List<JsonNode> VALUES = List.of(
            JSON.nullNode(),
            JSON.numberNode(1),
            JSON.numberNode(0),
            JSON.numberNode(-1),
            JSON.numberNode(70_000),
            JSON.numberNode(1.5),
            JSON.booleanNode(true),
            JSON.booleanNode(false),
            JSON.textNode("x"),
            JSON.textNode("X-Y"),
            JSON.textNode("不"),
            JSON.textNode(""),
            JSON.arrayNode(),
            JSON.arrayNode().addNull(),
            JSON.arrayNode().add("x"),
            JSON.objectNode());

    /** Every field and element left out, and replaced by one of each kind of value. */
    static List<Mutation> all(JsonNode json) {
        List<Mutation> all = new ArrayList<>();
        for (String pointer : pointers(json, "")) {
            all.add(mutate(json, pointer, null));
            VALUES.forEach(value -> all.add(mutate(json, pointer, value)));
        }
        return all;
    }

    private static List<String> pointers(JsonNode node, String at) {
        List<String> all = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                all.add(at + "/" + field.getKey());
                all.addAll(pointers(field.getValue(), at + "/" + field.getKey()));
            });
        }
        for (int i = 0; node instanceof ArrayNode && i < node.size(); i++) {
            all.add(at + "/" + i);
            all.addAll(pointers(node.get(i), at + "/" + i));
        }
        return all;
    }

    private static Mutation mutate(JsonNode json, String pointer, @Nullable JsonNode value) {
        JsonNode copy = json.deepCopy();
        int slash = pointer.lastIndexOf('/');
        String last = pointer.substring(slash + 1);
        switch (copy.at(pointer.substring(0, slash))) {
            case ObjectNode object when value == null -> object.remove(last);
            case ObjectNode object -> object.set(last, value);
            case ArrayNode array when value == null -> array.remove(Integer.parseInt(last));
            case ArrayNode array -> array.set(Integer.parseInt(last), value);
            default -> throw new IllegalArgumentException(pointer);
        }
        return new Mutation(pointer + (value == null ? " left out" : " = " + value), copy);
    }

    @Override
    public String toString() {
        return what;
    }
}
