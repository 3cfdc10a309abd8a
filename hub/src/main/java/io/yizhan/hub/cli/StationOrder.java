package io.yizhan.hub.cli;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.state.StationKind;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A station that a new device is to have: {@code reader}, or with a name of its own {@code reader:north-door}. */
public record StationOrder(StationKind kind, StationId id, int ratingWaitS) {

    /**
     * Reads {@code reader,kiosk,counter:3,board}.
     *
     * @param ratingWaitS how long a citizen may take to press a key of a counter, seconds
     * @throws IllegalArgumentException with a message for the person who wrote it
     */
    public static List<StationOrder> list(String text, int ratingWaitS) {
        Set<StationOrder> orders = new LinkedHashSet<>();
        for (String part : text.split(",", -1)) {
            StationOrder order = one(part.strip(), ratingWaitS);
            if (!orders.add(order)) {
                throw new IllegalArgumentException(
                        "the station %s is named twice: give each a name of its own, such as %s:2"
                                .formatted(order, order.kindWord()));
            }
        }
        return List.copyOf(orders);
    }

    private static StationOrder one(String text, int ratingWaitS) {
        int colon = text.indexOf(':');
        StationKind kind = kind(colon < 0 ? text : text.substring(0, colon));
        StationId id = colon < 0 ? usualName(kind) : new StationId(text.substring(colon + 1));
        return new StationOrder(kind, id, ratingWaitS);
    }

    private static StationKind kind(String word) {
        return Arrays.stream(StationKind.values())
                .filter(kind -> Json.wireName(kind).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"%s\" is no kind of station: write one or more of %s, with commas between them"
                                .formatted(word, kinds())));
    }

    private static StationId usualName(StationKind kind) {
        return switch (kind) {
            case READER -> new StationId("reader-1");
            case KIOSK -> new StationId("kiosk-1");
            case BOARD -> new StationId("hall");
            case VAULT -> new StationId("vault-1");
            case COUNTER ->
                throw new IllegalArgumentException("a counter needs the number on its plate: write counter:3");
        };
    }

    private static String kinds() {
        return Arrays.stream(StationKind.values()).map(Json::wireName).collect(Collectors.joining(", "));
    }

    String kindWord() {
        return Json.wireName(kind);
    }

    @Override
    public String toString() {
        return kindWord() + ":" + id;
    }
}
