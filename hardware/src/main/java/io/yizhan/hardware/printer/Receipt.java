package io.yizhan.hardware.printer;

import java.util.List;

/** What stands on a ticket, from top to bottom; the printer cuts after the last part. */
public record Receipt(List<Part> parts) {

    public Receipt {
        parts = List.copyOf(parts);
    }

    /** One part of a receipt. */
    public sealed interface Part {}

    /**
     * A line of text.
     *
     * @param scale 1 to 8: how many times the printer's own height and width
     */
    public record Text(String text, int scale, boolean bold, Align align) implements Part {
        public Text {
            if (scale < 1 || scale > 8) {
                throw new IllegalArgumentException("text scale " + scale + " is outside 1–8");
            }
        }
    }

    /** A QR code of this text, UTF-8. */
    public record Qr(String text, int moduleDots) implements Part {}

    /** Empty lines. */
    public record Feed(int lines) implements Part {}

    /** A thin rule over the whole width. */
    public record Rule() implements Part {}

    /** Where a line stands. */
    public enum Align {
        LEFT,
        CENTRE,
        RIGHT
    }
}
