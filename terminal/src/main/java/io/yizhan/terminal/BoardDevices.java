package io.yizhan.terminal;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.SpiLink;
import io.yizhan.hardware.bus.linux.PiSpi;
import io.yizhan.hardware.bus.linux.SerialLinks;
import io.yizhan.hardware.bus.linux.TcpLink;
import io.yizhan.hardware.bus.linux.TcpSpi;
import io.yizhan.hardware.matrix.DottedBoard;
import io.yizhan.hardware.matrix.GlyphFont;
import io.yizhan.hardware.matrix.TextBoard;
import io.yizhan.hardware.matrix.max7219.ChainLayout;
import io.yizhan.hardware.matrix.max7219.Max7219Matrix;
import io.yizhan.hardware.matrix.strip.StripBoard;
import io.yizhan.hardware.simulated.SimulatedMatrix;
import io.yizhan.terminal.station.Attached;
import io.yizhan.terminal.station.Signboard;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The board of one station: a simulated chain or a real one, or a strip. */
final class BoardDevices {

    /** Long wires to a matrix want no more. */
    private static final int SPI_HERTZ = 1_000_000;

    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);

    private final Devices.Leds kind;
    private final ChainLayout layout;
    private final int brightness;
    private final @Nullable GlyphFont font;
    private final @Nullable SimulatedMatrix simulated;

    /**
     * @param linesUsual lines of 16 dots where the settings say nothing
     * @param font null only where no station has dots
     */
    BoardDevices(Devices.Leds kind, @Nullable ChainSettings chain, int linesUsual, @Nullable GlyphFont font) {
        ChainSettings settings = chain == null ? ChainSettings.USUAL : chain;
        this.kind = kind;
        this.layout = settings.layout(linesUsual);
        this.brightness = settings.brightness();
        this.font = font;
        this.simulated = kind instanceof Devices.Leds.Simulated ? new SimulatedMatrix(layout) : null;
    }

    /** The far end, where it is simulated. */
    @Nullable
    SimulatedMatrix simulated() {
        return simulated;
    }

    Signboard.Fitting fitting() {
        Attached.@Nullable Opener<TextBoard> opener = switch (kind) {
            case Devices.Leds.None _ -> null;
            case Devices.Leds.Simulated _ -> () -> dots(Objects.requireNonNull(simulated));
            case Devices.Leds.Spi(int bus, int chipSelect) -> () -> dots(PiSpi.open(bus, chipSelect, SPI_HERTZ));
            case Devices.Leds.Tcp(String host, int port) ->
                () -> dots(new TcpSpi(TcpLink.open(host, port, CONNECT_MAX)));
            case Devices.Leds.Strip(var path, int baud) ->
                () -> StripBoard.open(SerialLinks.open(path, baud), StripBoard.FIRST_ADDRESS, brightness);
        };
        return new Signboard.Fitting(opener);
    }

    private TextBoard dots(SpiLink link) throws LinkException {
        return new DottedBoard(new Max7219Matrix(link, layout, brightness), Objects.requireNonNull(font));
    }
}
