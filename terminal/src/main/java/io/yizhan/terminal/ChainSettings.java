package io.yizhan.terminal;

import io.yizhan.hardware.matrix.max7219.ChainLayout;
import io.yizhan.hardware.matrix.max7219.Max7219Matrix;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a station's LEDs hang, {@code [board.chain]} or {@code [counter.chain]}. What is absent is as ready-made boards
 * are most often.
 *
 * @param across modules of 8 × 8 dots in a row; 16 without it
 * @param lines of 16 dots, two rows of modules each: 1 or 2; without it 2 at a board, 1 above a counter
 * @param intensity 0 to 15, of a strip too; 4 without it, as much as eyes like indoors
 * @param modules {@code fc16}, {@code generic}, {@code parola}, {@code icstation}; {@code fc16} without it
 * @param first where the chain begins, seen from the front: {@code right} or {@code left}; {@code right} without it
 * @param rows {@code alike} or {@code snake}; {@code alike} without it
 */
record ChainSettings(
        @Nullable Integer across,
        @Nullable Integer lines,
        @Nullable Integer intensity,
        @Nullable String modules,
        @Nullable String first,
        @Nullable String rows) {

    private static final int ACROSS_MAX = 64;
    private static final int ACROSS_USUAL = 16;
    private static final int LINES_MAX = 2;
    private static final int INTENSITY_USUAL = 4;

    static final ChainSettings USUAL = new ChainSettings(null, null, null, null, null, null);

    ChainSettings {
        check("across", across, 1, ACROSS_MAX);
        check("lines", lines, 1, LINES_MAX);
        check("intensity", intensity, 0, Max7219Matrix.INTENSITY_MAX);
        named("modules", ChainLayout.Module.class, modules, ChainLayout.Module.FC16);
        named("first", ChainLayout.Side.class, first, ChainLayout.Side.RIGHT);
        named("rows", ChainLayout.Rows.class, rows, ChainLayout.Rows.ALIKE);
    }

    /** @param linesUsual where the settings say nothing */
    ChainLayout layout(int linesUsual) {
        return new ChainLayout(
                across == null ? ACROSS_USUAL : across,
                2 * (lines == null ? linesUsual : lines),
                named("modules", ChainLayout.Module.class, modules, ChainLayout.Module.FC16),
                named("first", ChainLayout.Side.class, first, ChainLayout.Side.RIGHT),
                named("rows", ChainLayout.Rows.class, rows, ChainLayout.Rows.ALIKE));
    }

    int brightness() {
        return intensity == null ? INTENSITY_USUAL : intensity;
    }

    private static void check(String setting, @Nullable Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw new IllegalArgumentException("chain." + setting + " " + value + " is outside " + least + "–" + most);
        }
    }

    private static <E extends Enum<E>> E named(String setting, Class<E> kind, @Nullable String word, E usual) {
        if (word == null) {
            return usual;
        }
        return Arrays.stream(kind.getEnumConstants())
                .filter(one -> word(one).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("chain." + setting + " = \"" + word + "\" is none of "
                        + Arrays.stream(kind.getEnumConstants())
                                .map(ChainSettings::word)
                                .collect(Collectors.joining(", "))));
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }
}
