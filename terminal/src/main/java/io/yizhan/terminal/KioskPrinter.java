package io.yizhan.terminal;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.LinkSource;
import io.yizhan.hardware.matrix.Bitmap;
import io.yizhan.hardware.matrix.GlyphFont;
import io.yizhan.hardware.printer.Logo;
import io.yizhan.hardware.printer.TicketPrinter;
import io.yizhan.hardware.printer.escpos.EscPosPrinter;
import io.yizhan.hardware.printer.escpos.PrinterModel;
import io.yizhan.hardware.printer.escpos.RasterText;
import io.yizhan.hardware.simulated.PrinterTraits;
import io.yizhan.hardware.simulated.PrinterTraits.Lack;
import io.yizhan.hardware.simulated.SimulatedPrinter;
import io.yizhan.hardware.simulated.Witness;
import io.yizhan.terminal.station.Attached;
import io.yizhan.terminal.station.TicketLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kiosk's printer by its settings: the driver, what stands on a ticket, and the far end where that is simulated.
 */
record KioskPrinter(
        Attached.Opener<TicketPrinter> opener,
        TicketLayout layout,
        @Nullable SimulatedPrinter simulated) {

    /** A usual thermal printer's. */
    private static final int SPEED_MM_S = 200;

    private static final long FAULT_SEED = 20_261_123;

    /**
     * @param pace of the simulated one
     * @param installed glyphs for what the printer's own font lacks
     * @throws IOException when the settings name a logo or glyphs that cannot be used
     * @throws LinkException when the simulated one finds no place
     */
    static KioskPrinter of(StationSettings.Kiosk settings, double pace, Witness witness, @Nullable GlyphFont installed)
            throws IOException, LinkException {
        TicketSettings ticket = settings.ticketOrDefault();
        PrinterModel model = ticket.model();
        RasterText glyphs = glyphs(ticket.glyphs(), installed);
        TicketLayout layout = new TicketLayout(model.widthDots(), logo(ticket.logo(), model.widthDots()));
        SimulatedPrinter far = settings.printerDevice() instanceof Devices.Printer.Simulated
                ? SimulatedPrinter.atTcp(0, traits(model, pace), witness)
                : null;
        LinkSource wire = switch (settings.printerDevice()) {
            case Devices.Printer.Tcp(String host, int port) -> RealDevices.tcp(host, port);
            case Devices.Printer.DeviceFile(Path path) -> RealDevices.file(path);
            case Devices.Printer.Serial(Path path, int baud) -> RealDevices.serial(path, baud);
            case Devices.Printer.Simulated _ -> RealDevices.tcp("127.0.0.1", far == null ? 0 : far.port());
        };
        return new KioskPrinter(() -> new EscPosPrinter(wire, model, glyphs), layout, far);
    }

    private static PrinterTraits traits(PrinterModel model, double pace) {
        Set<Lack> lacks = EnumSet.noneOf(Lack.class);
        if (model.qr() == PrinterModel.Qr.RASTER) {
            lacks.add(Lack.QR);
        }
        if (model.completion() == PrinterModel.Completion.STATUS) {
            lacks.add(Lack.JOBS);
        }
        int speed = (int) Math.min(PrinterTraits.SPEED_MM_S_MAX, Math.round(SPEED_MM_S / pace));
        return new PrinterTraits(model.widthDots(), speed, lacks, FAULT_SEED);
    }

    private static RasterText glyphs(@Nullable Path own, @Nullable GlyphFont installed) throws IOException {
        List<GlyphFont> fonts = new ArrayList<>();
        if (own != null) {
            fonts.add(GlyphFont.read(own));
        }
        if (installed != null) {
            fonts.add(installed);
        }
        return new RasterText(fonts);
    }

    private static @Nullable Bitmap logo(@Nullable Path png, int widthDots) throws IOException {
        return png == null ? null : Logo.read(png, widthDots);
    }
}
