package io.yizhan.hardware.printer.escpos;

/**
 * What must be known of a printer beforehand, since no command asks for it that all printers have.
 *
 * @param widthDots {@value #DOTS_58_MM} (58 mm of paper) or {@value #DOTS_80_MM} (80 mm)
 */
public record PrinterModel(int widthDots, Qr qr, Completion completion) {

    /** Printable width of 58 mm paper, at 8 dots a millimetre. */
    public static final int DOTS_58_MM = 384;

    /** Printable width of 80 mm paper. */
    public static final int DOTS_80_MM = 576;

    public PrinterModel {
        if (widthDots != DOTS_58_MM && widthDots != DOTS_80_MM) {
            throw new IllegalArgumentException("a printer of " + widthDots + " dots: expected " + DOTS_58_MM
                    + " (58 mm) or " + DOTS_80_MM + " (80 mm)");
        }
    }

    /** One that knows all commands. */
    public static PrinterModel of(int widthDots) {
        return new PrinterModel(widthDots, Qr.COMMAND, Completion.JOB_NUMBER);
    }

    /** Who draws QR codes. */
    public enum Qr {
        /** The printer, by {@code GS ( k}. */
        COMMAND,
        /** We, dot by dot: for printers without that command, which print its bytes as letters or drop them. */
        RASTER
    }

    /** How a printer says that a ticket is out. */
    public enum Completion {
        /** {@code GS ( H}: it sends the job's number after the last of it has been printed. */
        JOB_NUMBER,
        /**
         * {@code GS r 1}, for printers without the first: the answer comes when the commands before it, the cut among
         * them, have been carried out. How near that is to the paper's end differs from printer to printer, so it is
         * asked for its state after it as well.
         */
        STATUS
    }
}
