package io.yizhan.terminal.station;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.matrix.TextBoard;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a station shows from afar: lines of text on whatever board it has, also after the board broke and came back. Its
 * station's thread steps it.
 */
public final class Signboard {

    /** Without a board there is nothing to do; so often is looked for a change all the same. */
    static final Duration IDLE = Duration.ofSeconds(5);

    private final @Nullable Attached<TextBoard> board;
    private List<List<String>> lines = List.of();
    private boolean changed;
    private boolean works;

    /**
     * A board that a station may have.
     *
     * @param board null where there is none: then nothing is shown, and nothing is missing
     */
    public record Fitting(Attached.@Nullable Opener<TextBoard> board) {

        Signboard signboard(String part, Faults faults) {
            if (board == null) {
                faults.clearOthers(part, null); // of one that was taken out
                return new Signboard(null);
            }
            return new Signboard(new Attached<>(part, board, faults));
        }
    }

    private Signboard(@Nullable Attached<TextBoard> board) {
        this.board = board;
    }

    /** Shows these lines from the top; each is one text, or several that take turns. */
    void show(List<List<String>> wanted) {
        if (!wanted.equals(lines)) {
            lines = wanted;
            changed = true;
        }
    }

    /**
     * Lets the board send what is due.
     *
     * @return how long until something may be due again
     */
    Duration step() throws InterruptedException {
        if (board == null) {
            return IDLE;
        }
        Optional<TextBoard> device = board.device();
        if (device.isEmpty()) {
            return Attached.PAUSE_MIN;
        }
        TextBoard open = device.get();
        if (!works || changed) {
            open.show(lines);
            changed = false;
        }
        try {
            Duration next = open.step();
            if (!works) {
                board.works();
                works = true;
            }
            return next;
        } catch (LinkException e) {
            works = false;
            board.broke(e);
            return Attached.PAUSE_MIN;
        }
    }

    void close() {
        if (board != null) {
            board.close();
        }
    }
}
