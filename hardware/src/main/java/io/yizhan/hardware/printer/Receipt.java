package io.yizhan.hardware.printer;

import io.yizhan.hardware.matrix.Bitmap;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What stands on a ticket, from top to bottom; the printer cuts after the last part. */
public record Receipt(List<Part> parts) {

    /** Parts of one receipt; more is no ticket. */
    public static final int PARTS_MAX = 100;

    public Receipt {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || parts.size() > PARTS_MAX) {
            throw new IllegalArgumentException("a receipt of " + parts.size() + " parts: expected 1–" + PARTS_MAX);
        }
    }

    /** One part of a receipt. */
    public sealed interface Part {}

    /**
     * A line of text. What is longer than the paper is wide goes on in the next line.
     *
     * @param scale 1 to 8: how many times the printer's own height and width
     */
    public record Text(String text, int scale, boolean bold, Align align) implements Part {

        /** Characters of one text, in UTF-16 units. */
        public static final int LENGTH_MAX = 1_000;

        public Text {
            if (scale < 1 || scale > 8) {
                throw new IllegalArgumentException("text scale " + scale + " is outside 1–8");
            }
            if (text.length() > LENGTH_MAX) {
                throw new IllegalArgumentException(
                        "a text of " + text.length() + " characters: expected at most " + LENGTH_MAX);
            }
        }
    }

    /**
     * A QR code of this text, UTF-8, in the middle.
     *
     * @param moduleDots 1 to 16: the side of its smallest square; made less where the paper is too narrow
     */
    public record Qr(String text, int moduleDots) implements Part {

        /** More than this gives squares that telephones cannot read on 58 mm of paper. */
        public static final int BYTES_MAX = 500;

        public Qr {
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            if (bytes < 1 || bytes > BYTES_MAX) {
                throw new IllegalArgumentException("a QR code of " + bytes + " bytes: expected 1–" + BYTES_MAX);
            }
            if (moduleDots < 1 || moduleDots > 16) {
                throw new IllegalArgumentException("QR squares of " + moduleDots + " dots are outside 1–16");
            }
        }
    }

    /**
     * A picture, dot by dot, in the middle; what is wider than the paper is cut off at both sides.
     *
     * @param dots lit ones are burnt; 8 dots are a millimetre
     */
    public record Picture(Bitmap dots) implements Part {

        /** The widest paper. */
        public static final int WIDTH_DOTS_MAX = 576;

        /** 30 mm: on 80 mm of paper 17 kB, which at 19200 baud take 9 s. */
        public static final int HEIGHT_DOTS_MAX = 240;

        public Picture {
            if (dots.width() < 1
                    || dots.width() > WIDTH_DOTS_MAX
                    || dots.height() < 1
                    || dots.height() > HEIGHT_DOTS_MAX) {
                throw new IllegalArgumentException("a picture of " + dots.width() + " × " + dots.height()
                        + " dots: expected at most " + WIDTH_DOTS_MAX + " × " + HEIGHT_DOTS_MAX);
            }
        }
    }

    /** Empty lines. */
    public record Feed(int lines) implements Part {

        public static final int LINES_MAX = 50;

        public Feed {
            if (lines < 1 || lines > LINES_MAX) {
                throw new IllegalArgumentException("a feed of " + lines + " lines is outside 1–" + LINES_MAX);
            }
        }
    }

    /** A thin rule over the whole width. */
    public record Rule() implements Part {}

    /** Where a line stands. */
    public enum Align {
        LEFT,
        CENTRE,
        RIGHT
    }
}
