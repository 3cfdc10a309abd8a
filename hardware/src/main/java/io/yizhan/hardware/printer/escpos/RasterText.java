package io.yizhan.hardware.printer.escpos;

import io.yizhan.hardware.matrix.Bitmap;
import io.yizhan.hardware.matrix.GlyphFont;
import java.util.List;

/**
 * Draws lines whose characters a printer's own font may lack (㐀 䶮 𠮷), from glyphs of 16 dots into the printer's cells
 * of 12 or 24 × 24 dots and their multiples. Immutable.
 */
public final class RasterText {

    /** Draws nothing: all is left to the printer's font. */
    public static final RasterText NONE = new RasterText(List.of());

    private static final int CELL = 24;
    private static final int SUB_DOTS = 2;

    private final List<GlyphFont> fonts;

    /** @param fonts a character is taken from the first that has it */
    public RasterText(List<GlyphFont> fonts) {
        this.fonts = List.copyOf(fonts);
    }

    boolean has(int codePoint) {
        return fonts.stream().anyMatch(font -> font.has(codePoint));
    }

    /** The whole line, 24 × scale dots down; a character that no font has is an empty box. */
    Bitmap draw(String line, int scale, boolean bold) {
        List<Bitmap> cells =
                line.codePoints().mapToObj(sign -> cell(sign, scale)).toList();
        int[] starts = new int[cells.size() + 1];
        for (int i = 0; i < cells.size(); i++) {
            starts[i + 1] = starts[i] + cells.get(i).width();
        }
        int strokes = bold ? scale + 1 : 1;
        return Bitmap.of(starts[cells.size()] + strokes - 1, CELL * scale, (x, y) -> {
            // Printers make bold by burning each dot of a character twice, one to the right.
            boolean burnt = false;
            for (int stroke = 0; stroke < strokes && !burnt; stroke++) {
                burnt = lit(cells, starts, x - stroke, y);
            }
            return burnt;
        });
    }

    private static boolean lit(List<Bitmap> cells, int[] starts, int x, int y) {
        for (int i = 0; i < cells.size(); i++) {
            if (x >= 0 && x < starts[i + 1]) {
                return cells.get(i).lit(x - starts[i], y);
            }
        }
        return false;
    }

    /**
     * 16 dots become 24, 48, 72 …: half as many again, times the scale. Each new dot is four quarters, each of which
     * lies in one old dot; it is black when two are, so a stroke of one dot is never lost.
     */
    private Bitmap cell(int sign, int scale) {
        Bitmap glyph = glyph(sign);
        int quarters = 3 * scale;
        return Bitmap.of(glyph.width() * 3 * scale / SUB_DOTS, CELL * scale, (x, y) -> {
            int black = 0;
            for (int quarter = 0; quarter < SUB_DOTS * SUB_DOTS; quarter++) {
                int across = (SUB_DOTS * x + quarter % SUB_DOTS) / quarters;
                int down = (SUB_DOTS * y + quarter / SUB_DOTS) / quarters;
                black += glyph.lit(across, down) ? 1 : 0;
            }
            return black >= SUB_DOTS;
        });
    }

    private Bitmap glyph(int sign) {
        String text = Character.toString(sign);
        return fonts.stream()
                .filter(font -> font.has(sign))
                .findFirst()
                .orElse(fonts.getFirst())
                .draw(text);
    }
}
