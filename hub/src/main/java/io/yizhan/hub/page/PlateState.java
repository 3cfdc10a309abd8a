package io.yizhan.hub.page;

import io.yizhan.hub.book.TrueTime;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.state.Calls;
import org.jspecify.annotations.Nullable;

/** What a counter's plate says of it. */
public enum PlateState {
    OPEN("well"),
    CALLING("look"),
    SERVING("well"),
    PAUSED("look"),
    CLOSED("off");

    private final String mark;

    PlateState(String mark) {
        this.mark = mark;
    }

    public static PlateState of(Today.Plate plate) {
        Calls.@Nullable Stage stage = plate.stage();
        if (stage == Calls.Stage.CALLING) {
            return CALLING;
        }
        if (stage == Calls.Stage.SERVING) {
            return SERVING;
        }
        return switch (plate.plate().condition()) {
            case OPEN -> OPEN;
            case PAUSED -> PAUSED;
            case CLOSED -> CLOSED;
        };
    }

    /** The class of its badge. */
    public String mark() {
        return mark;
    }

    /** Of its word. */
    public String key() {
        return "plate." + Json.wireName(this);
    }

    /** Since when it is so. */
    public @Nullable TrueTime since(Today.Plate plate) {
        return switch (this) {
            case CALLING, SERVING ->
                plate.plate().newest() == null ? null : plate.plate().newest().called();
            case OPEN, PAUSED, CLOSED -> plate.plate().since();
        };
    }
}
