package io.yizhan.terminal;

import io.yizhan.hardware.printer.escpos.PrinterModel;
import io.yizhan.hardware.printer.escpos.PrinterModel.Completion;
import io.yizhan.hardware.printer.escpos.PrinterModel.Qr;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A kiosk's paper, and what must be said of its printer since no command asks it.
 *
 * @param paperMm width of the roll: 58 (absent means this) or 80
 * @param qr who draws QR codes: {@code printer} (absent means this), or {@code raster} where it has no command for them
 * @param completion how it says that a ticket is out: {@code job} by its number (absent means this), or {@code status}
 *     where it does not know {@code GS ( H}
 * @param logo a PNG picture that heads each ticket, relative to the settings' folder
 * @param glyphs a file in Unifont's .hex format, asked before the installed one: for a name whose character that lacks
 */
record TicketSettings(
        @Nullable Integer paperMm,
        @Nullable String qr,
        @Nullable String completion,
        @Nullable Path logo,
        @Nullable Path glyphs) {

    private static final int PAPER_MM = 58;

    TicketSettings {
        model(paperMm, qr, completion);
    }

    static TicketSettings byDefault() {
        return new TicketSettings(null, null, null, null, null);
    }

    PrinterModel model() {
        return model(paperMm, qr, completion);
    }

    TicketSettings under(Path folder) {
        return new TicketSettings(
                paperMm,
                qr,
                completion,
                logo == null ? null : folder.resolve(logo),
                glyphs == null ? null : folder.resolve(glyphs));
    }

    private static PrinterModel model(@Nullable Integer paperMm, @Nullable String qr, @Nullable String completion) {
        int dots = switch (paperMm == null ? PAPER_MM : paperMm) {
            case 58 -> PrinterModel.DOTS_58_MM;
            case 80 -> PrinterModel.DOTS_80_MM;
            default ->
                throw new IllegalArgumentException(
                        "kiosk.ticket.paper_mm = " + paperMm + " is no width of paper: expected 58 or 80");
        };
        Qr drawnBy = switch (qr == null ? "printer" : qr) {
            case "printer" -> Qr.COMMAND;
            case "raster" -> Qr.RASTER;
            default -> throw refused("qr", qr, "\"printer\" or \"raster\"");
        };
        Completion told = switch (completion == null ? "job" : completion) {
            case "job" -> Completion.JOB_NUMBER;
            case "status" -> Completion.STATUS;
            default -> throw refused("completion", completion, "\"job\" or \"status\"");
        };
        return new PrinterModel(dots, drawnBy, told);
    }

    private static IllegalArgumentException refused(String key, @Nullable String value, String expected) {
        return new IllegalArgumentException(
                "kiosk.ticket." + key + " = \"" + value + "\" is not known: expected " + expected);
    }
}
