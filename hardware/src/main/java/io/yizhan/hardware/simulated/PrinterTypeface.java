package io.yizhan.hardware.simulated;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The printer's characters, drawn with a Chinese font of this machine into cells of 12 or 24 × 24 dots. Where there is
 * none, Chinese characters are empty boxes, and the log says so once.
 */
final class PrinterTypeface {

    /** First those whose ASCII is half as wide as a Chinese character, as in a printer. */
    private static final List<String> FAMILIES = List.of(
            "Noto Sans Mono CJK SC",
            "WenQuanYi Zen Hei Mono",
            "WenQuanYi Micro Hei Mono",
            "Noto Sans CJK SC",
            "WenQuanYi Zen Hei",
            "WenQuanYi Micro Hei",
            "Source Han Sans SC",
            "Unifont",
            Font.DIALOG);

    private static final int CHINESE_SAMPLE = '叫';
    private static final int CELL = PaperStrip.CHARACTER_DOTS;

    /** From the top of a cell: Chinese characters stand 3 dots below the baseline. */
    private static final int BASELINE = 21;

    private static final Logger LOG = LoggerFactory.getLogger(PrinterTypeface.class);
    private static final FontRenderContext DOT_BY_DOT = new FontRenderContext(null, false, true);

    private @Nullable Font font;

    void draw(Graphics2D paper, PaperStrip.Sign sign) {
        Shape shape = shape(sign.codePoint(), sign.width() / sign.scaleX());
        AffineTransform place = AffineTransform.getTranslateInstance(sign.left(), sign.top());
        place.scale(sign.scaleX(), sign.scaleY());
        paper.fill(place.createTransformedShape(shape));
        if (sign.bold()) {
            // Printers make bold by burning each dot twice, one to the right.
            place.translate(1, 0);
            paper.fill(place.createTransformedShape(shape));
        }
    }

    private Shape shape(int codePoint, int cellWidth) {
        Font drawn = font();
        if (!drawn.canDisplay(codePoint)) {
            return box(cellWidth);
        }
        GlyphVector glyph = drawn.createGlyphVector(DOT_BY_DOT, Character.toString(codePoint));
        double advance = glyph.getLogicalBounds().getWidth();
        double narrower = advance > cellWidth ? cellWidth / advance : 1;
        AffineTransform intoCell = AffineTransform.getTranslateInstance((cellWidth - advance * narrower) / 2, BASELINE);
        intoCell.scale(narrower, 1);
        return intoCell.createTransformedShape(glyph.getOutline());
    }

    private static Shape box(int width) {
        Area box = new Area(new Rectangle(1, 2, width - 2, CELL - 4));
        box.subtract(new Area(new Rectangle(2, 3, width - 4, CELL - 6)));
        return box;
    }

    /** Looked for when first needed: it takes a moment, and most tickets are never looked at. */
    private synchronized Font font() {
        Font found = font;
        if (found == null) {
            found = find();
            font = found;
        }
        return found;
    }

    private static Font find() {
        for (String family : FAMILIES) {
            Font candidate = new Font(family, Font.PLAIN, CELL);
            boolean isIt = candidate.getFamily(Locale.ROOT).equalsIgnoreCase(family);
            if (isIt && candidate.canDisplay(CHINESE_SAMPLE)) {
                return candidate;
            }
        }
        LOG.atWarn()
                .addKeyValue("looked_for", FAMILIES)
                .log("no Chinese font is installed: pictures of tickets show boxes; sudo apt install fonts-noto-cjk");
        return new Font(Font.DIALOG, Font.PLAIN, CELL);
    }
}
