package io.yizhan.hardware.printer.escpos;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import io.yizhan.hardware.matrix.Bitmap;
import io.yizhan.hardware.printer.Receipt;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A receipt as ESC/POS commands. Our own and not escpos-coffee 4.1.0: that one never sends {@code FS &}, writes Chinese
 * as {@code ?} unless told its charset, and reads no status; what a ticket needs are these ten commands.
 *
 * <p>Names and parameters after Epson's ESC/POS command reference.
 */
final class EscPosEncoder {

    /** 203 dots an inch; the printer's own characters are 12 (ASCII) or 24 dots wide and 24 high. */
    private static final int CHARACTER_DOTS = 24;

    private static final int HALF_CHARACTER_DOTS = CHARACTER_DOTS / 2;
    private static final int LINE_GAP_DOTS = 8;
    private static final int RULE_DOTS = 2;

    /** White around a QR code on each side, by ISO/IEC 18004. */
    private static final int QR_QUIET_MODULES = 4;

    private static final int ESC = 0x1B;
    private static final int FS = 0x1C;
    private static final int GS = 0x1D;
    private static final int LF = 0x0A;

    /** A raster goes out in bands of this size: cheap printers have no more room for one command. */
    private static final int BAND_BYTES_MAX = 4_096;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1_024);
    private final PrinterModel model;
    private final RasterText glyphs;
    private final int widthDots;

    private EscPosEncoder(PrinterModel model, RasterText glyphs) {
        this.model = model;
        this.glyphs = glyphs;
        this.widthDots = model.widthDots();
    }

    /** From the initialisation to the cut. */
    static byte[] encode(Receipt receipt, PrinterModel model, RasterText glyphs) {
        EscPosEncoder encoder = new EscPosEncoder(model, glyphs);
        encoder.initialise();
        for (Receipt.Part part : receipt.parts()) {
            switch (part) {
                case Receipt.Text text -> encoder.text(text);
                case Receipt.Qr qr -> encoder.qr(qr);
                case Receipt.Picture(Bitmap dots) -> encoder.picture(dots);
                case Receipt.Feed feed -> encoder.feed(feed.lines());
                case Receipt.Rule() -> encoder.rule();
            }
        }
        encoder.cut();
        return encoder.out.toByteArray();
    }

    /** ESC @ forgets the Chinese mode in some printers, so FS & follows it each time. */
    private void initialise() {
        put(ESC, '@');
        put(FS, '&');
    }

    private void text(Receipt.Text text) {
        align(text.align());
        put(ESC, 'E', text.bold() ? 1 : 0);
        put(GS, '!', (text.scale() - 1) << 4 | (text.scale() - 1));
        lineSpacing(CHARACTER_DOTS * text.scale() + LINE_GAP_DOTS);
        int cells = widthDots / (HALF_CHARACTER_DOTS * text.scale());
        for (String line : PrintableText.lines(text.text(), cells, glyphs)) {
            if (PrintableText.isOfPrintersFont(line, glyphs)) {
                out.writeBytes(line.getBytes(PrintableText.GB18030));
                put(LF);
            } else {
                Bitmap drawn = glyphs.draw(line, text.scale(), text.bold());
                raster(drawn.window(0, Math.min(drawn.width(), widthDots)));
                put(ESC, 'J', LINE_GAP_DOTS);
            }
        }
    }

    private void align(Receipt.Align align) {
        put(
                ESC,
                'a',
                switch (align) {
                    case LEFT -> 0;
                    case CENTRE -> 1;
                    case RIGHT -> 2;
                });
    }

    private void lineSpacing(int dots) {
        put(ESC, '3', dots);
    }

    private void qr(Receipt.Qr qr) {
        byte[] bytes = qr.text().getBytes(StandardCharsets.UTF_8);
        ByteMatrix squares = squares(bytes);
        // A printer prints nothing at all, and says nothing, where a code is wider than its paper.
        int module = Math.max(1, Math.min(qr.moduleDots(), widthDots / (squares.getWidth() + 2 * QR_QUIET_MODULES)));
        align(Receipt.Align.CENTRE);
        put(ESC, 'J', QR_QUIET_MODULES * module);
        switch (model.qr()) {
            case COMMAND -> qrByPrinter(bytes, module);
            case RASTER ->
                raster(Bitmap.of(
                        squares.getWidth() * module,
                        squares.getHeight() * module,
                        (x, y) -> squares.get(x / module, y / module) == 1));
        }
        put(ESC, 'J', QR_QUIET_MODULES * module);
    }

    /** GS ( k: model 2, size, error correction M, store, print. */
    private void qrByPrinter(byte[] bytes, int module) {
        put(GS, '(', 'k', 4, 0, '1', 'A', '2', 0);
        put(GS, '(', 'k', 3, 0, '1', 'C', module);
        put(GS, '(', 'k', 3, 0, '1', 'E', '1');
        put(GS, '(', 'k', (bytes.length + 3) & 0xFF, (bytes.length + 3) >> 8, '1', 'P', '0');
        out.writeBytes(bytes);
        put(GS, '(', 'k', 3, 0, '1', 'Q', '0');
    }

    private static ByteMatrix squares(byte[] bytes) {
        try {
            String latin = new String(bytes, StandardCharsets.ISO_8859_1);
            return Encoder.encode(latin, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException e) {
            throw new IllegalStateException(
                    bytes.length + " bytes do not fit a QR code, though " + Receipt.Qr.BYTES_MAX + " should", e);
        }
    }

    private void picture(Bitmap dots) {
        align(Receipt.Align.CENTRE);
        int beyond = Math.max(0, dots.width() - widthDots);
        raster(dots.window(beyond / 2, dots.width() - beyond));
        put(ESC, 'J', LINE_GAP_DOTS);
    }

    private void feed(int lines) {
        lineSpacing(CHARACTER_DOTS + LINE_GAP_DOTS);
        put(ESC, 'd', lines);
    }

    /** Drawn: a row of box-drawing characters would have gaps in some fonts. */
    private void rule() {
        align(Receipt.Align.LEFT);
        put(ESC, 'J', LINE_GAP_DOTS);
        raster(Bitmap.of(widthDots, RULE_DOTS, (x, y) -> true));
        put(ESC, 'J', LINE_GAP_DOTS);
    }

    /** GS v 0. */
    private void raster(Bitmap dots) {
        int widthBytes = (dots.width() + 7) / 8;
        int bandRows = BAND_BYTES_MAX / widthBytes;
        for (int top = 0; top < dots.height(); top += bandRows) {
            int rows = Math.min(bandRows, dots.height() - top);
            put(GS, 'v', '0', 0, widthBytes, 0, rows & 0xFF, rows >> 8);
            for (int y = top; y < top + rows; y++) {
                for (int left = 0; left < widthBytes * 8; left += 8) {
                    put(eightDots(dots, left, y));
                }
            }
        }
    }

    private static int eightDots(Bitmap dots, int left, int y) {
        int eight = 0;
        for (int x = left; x < left + 8; x++) {
            eight = eight << 1 | (dots.lit(x, y) ? 1 : 0);
        }
        return eight;
    }

    /** Function B: feeds to the knife first, then cuts and leaves a bridge. */
    private void cut() {
        put(GS, 'V', 'B', 0);
    }

    private void put(int... bytes) {
        for (int b : bytes) {
            out.write(b);
        }
    }
}
