package io.yizhan.hardware.bus.linux;

import com.pi4j.context.Context;
import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiMode;
import com.pi4j.plugin.linuxfs.provider.spi.LinuxFsSpiProvider;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.LinkException.Kind;
import io.yizhan.hardware.bus.SpiLink;
import java.nio.file.Path;

/** One chip select of a Raspberry Pi's SPI, mode 0, most significant bit first. */
public final class PiSpi implements SpiLink {

    private final String name;
    private final Context context;
    private final Spi spi;

    private PiSpi(String name, Context context, Spi spi) {
        this.name = name;
        this.context = context;
        this.spi = spi;
    }

    /**
     * @param bus 0 on the pins of every Raspberry Pi
     * @param chipSelect 0 or 1
     * @param hertz clock; long wires to a matrix want 1,000,000 or less
     */
    public static PiSpi open(int bus, int chipSelect, int hertz) throws LinkException {
        String name = "spi" + bus + "." + chipSelect;
        Path device = Path.of("/dev/spidev" + bus + "." + chipSelect);
        Context context = PiContext.open(device, "SPI", LinuxFsSpiProvider.newInstance());
        try {
            Spi spi = PiContext.guarded(
                    name,
                    () -> context.create(Spi.newConfigBuilder(context)
                            .id(name)
                            .bus(bus)
                            .address(chipSelect)
                            .mode(SpiMode.MODE_0)
                            .baud(hertz)
                            .build()));
            return new PiSpi(name, context, spi);
        } catch (LinkException e) {
            context.shutdown();
            throw e;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void write(byte[] frame) throws LinkException {
        int result = PiContext.guarded(name, () -> spi.write(frame));
        if (result < 0) { // Pi4J logs the error of the system and returns it
            throw new LinkException(
                    Kind.FAILED,
                    name + " did not take a frame of " + frame.length + " bytes (" + result
                            + "); look into `dmesg`, and whether spidev's bufsiz is larger than the frame");
        }
    }

    @Override
    public void close() {
        context.shutdown();
    }
}
