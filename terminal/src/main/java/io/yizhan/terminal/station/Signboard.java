package io.yizhan.terminal.station;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.matrix.Bitmap;
import io.yizhan.hardware.matrix.GlyphFont;
import io.yizhan.hardware.matrix.LedMatrix;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines of text on LEDs, 16 dots each: a line that fits stands in the middle, a longer one scrolls, several texts of
 * one line take turns. Its station's thread steps it.
 */
public final class Signboard {

    /** A text that scrolls moves a dot in this time: about 4 characters a second. */
    static final Duration STEP = Duration.ofMillis(60);

    /** How long one of several texts stands. */
    static final Duration TURN = Duration.ofSeconds(3);

    /** Also a picture that does not change is sent so often: modules forget it when their supply drops. */
    static final Duration REFRESH = Duration.ofSeconds(5);

    /** Dark dots between the end of a scrolling text and its beginning. */
    private static final int GAP_DOTS = 32;

    private final @Nullable Attached<LedMatrix> matrix;
    private final @Nullable GlyphFont font;
    private List<List<String>> lines = List.of();
    private List<List<Bitmap>> drawn = List.of();
    private long sinceNanos = System.nanoTime();
    private long shownAtNanos = sinceNanos;
    private boolean fresh = true;
    private int[] shownAt = {};

    /**
     * LEDs that a station may have.
     *
     * @param matrix null where there are none: then nothing is shown, and nothing is missing
     * @param font null only where there are no LEDs
     */
    public record Fitting(
            Attached.@Nullable Opener<LedMatrix> matrix,
            @Nullable GlyphFont font) {

        Signboard signboard(String part, Faults faults) {
            return new Signboard(matrix == null ? null : new Attached<>(part, matrix, faults), font);
        }
    }

    private Signboard(@Nullable Attached<LedMatrix> matrix, @Nullable GlyphFont font) {
        this.matrix = matrix;
        this.font = font;
    }

    /** Shows these lines from the top; each is one text, or several that take turns. */
    void show(List<List<String>> wanted) {
        if (wanted.equals(lines)) {
            return;
        }
        GlyphFont glyphs = font;
        if (glyphs == null) {
            return;
        }
        lines = wanted;
        drawn = wanted.stream()
                .map(texts -> texts.stream().map(glyphs::draw).toList())
                .toList();
        sinceNanos = System.nanoTime();
        fresh = true;
    }

    /**
     * Sends a picture if another one is due.
     *
     * @return how long until the next one may be due
     */
    Duration step() throws InterruptedException {
        Attached<LedMatrix> attached = matrix;
        if (attached == null) {
            return REFRESH;
        }
        LedMatrix leds = attached.device().orElse(null);
        if (leds == null) {
            fresh = true;
            return Attached.PAUSE_MIN;
        }
        long now = System.nanoTime();
        List<Bitmap> windows = new ArrayList<>();
        int[] at = new int[drawn.size() * 2];
        for (int line = 0; line < drawn.size(); line++) {
            windows.add(window(drawn.get(line), now - sinceNanos, leds.width(), at, line * 2));
        }
        boolean moved = !Arrays.equals(at, shownAt);
        if (fresh || moved || now - shownAtNanos >= REFRESH.toNanos()) {
            try {
                leds.show(joined(windows, leds.width(), leds.height()));
                attached.works();
                fresh = false;
                shownAt = at;
                shownAtNanos = now;
            } catch (LinkException e) {
                attached.broke(e);
            }
        }
        return scrolls(leds.width()) ? STEP : takesTurns() ? Duration.ofMillis(500) : REFRESH;
    }

    void close() {
        if (matrix != null) {
            matrix.close();
        }
    }

    private static Bitmap window(List<Bitmap> texts, long sinceNanos, int width, int[] at, int place) {
        if (texts.isEmpty()) {
            return Bitmap.of(width, GlyphFont.HEIGHT, (x, y) -> false);
        }
        long round = texts.stream().mapToLong(text -> lasts(text, width)).sum();
        long left = texts.size() == 1 ? sinceNanos : sinceNanos % round;
        int turn = 0;
        while (texts.size() > 1 && left >= lasts(texts.get(turn), width)) {
            left -= lasts(texts.get(turn), width);
            turn++;
        }
        Bitmap text = texts.get(turn);
        at[place] = turn;
        if (text.width() <= width) {
            return text.window((text.width() - width) / 2, width);
        }
        int period = text.width() + GAP_DOTS;
        int moved = (int) (left / STEP.toNanos() % period);
        at[place + 1] = moved;
        return Bitmap.of(width, text.height(), (x, y) -> text.lit((x + moved) % period, y));
    }

    private static long lasts(Bitmap text, int width) {
        return text.width() <= width ? TURN.toNanos() : STEP.toNanos() * (text.width() + GAP_DOTS);
    }

    private static Bitmap joined(List<Bitmap> windows, int width, int height) {
        return Bitmap.of(width, height, (x, y) -> {
            int line = y / GlyphFont.HEIGHT;
            return line < windows.size() && windows.get(line).lit(x, y % GlyphFont.HEIGHT);
        });
    }

    private boolean scrolls(int width) {
        return drawn.stream().anyMatch(texts -> texts.stream().anyMatch(text -> text.width() > width));
    }

    private boolean takesTurns() {
        return drawn.stream().anyMatch(texts -> texts.size() > 1);
    }
}
