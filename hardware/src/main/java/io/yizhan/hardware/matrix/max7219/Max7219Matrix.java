package io.yizhan.hardware.matrix.max7219;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.SpiLink;
import io.yizhan.hardware.matrix.Bitmap;
import io.yizhan.hardware.matrix.LedMatrix;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * 8 × 8 modules, a MAX7219 each, all in one chain; {@link ChainLayout} says which hangs where.
 *
 * <p>A frame is one write of 2 bytes (register, value) for each module; the pair that is sent first is pushed through
 * to the last module (MAX7219 data sheet, "Serial-Addressing Modes" and table 2). Dots light up for the whole frame at
 * once, when chip select rises.
 */
public final class Max7219Matrix implements LedMatrix {

    /** Highest brightness; 0 is the lowest, and still lit. */
    public static final int INTENSITY_MAX = 15;

    /**
     * With the first picture after this time the registers are set up again: a module that lost its supply for a moment
     * comes back shut down, and nothing on this bus can be read.
     */
    static final Duration SETUP_EVERY = Duration.ofSeconds(4);

    private static final int DIGIT_0 = 0x01;
    private static final int DECODE = 0x09;
    private static final int INTENSITY = 0x0A;
    private static final int SCAN_LIMIT = 0x0B;
    private static final int SHUTDOWN = 0x0C;
    private static final int DISPLAY_TEST = 0x0F;

    private final SpiLink link;
    private final ChainLayout layout;
    private final int intensity;
    private final LongSupplier nanoTime;
    private boolean everSetUp;
    private long setUpAtNanos;

    /** @param intensity 0 to {@value #INTENSITY_MAX} */
    public Max7219Matrix(SpiLink link, ChainLayout layout, int intensity) {
        this(link, layout, intensity, System::nanoTime);
    }

    Max7219Matrix(SpiLink link, ChainLayout layout, int intensity, LongSupplier nanoTime) {
        if (intensity < 0 || intensity > INTENSITY_MAX) {
            throw new IllegalArgumentException("an intensity of " + intensity + " is outside 0–" + INTENSITY_MAX);
        }
        this.link = link;
        this.layout = layout;
        this.intensity = intensity;
        this.nanoTime = nanoTime;
    }

    @Override
    public int width() {
        return layout.width();
    }

    @Override
    public int height() {
        return layout.height();
    }

    @Override
    public void show(Bitmap picture) throws LinkException {
        long now = nanoTime.getAsLong();
        boolean setup = !everSetUp || now - setUpAtNanos >= SETUP_EVERY.toNanos();
        if (setup) {
            toAll(DISPLAY_TEST, 0);
            toAll(SCAN_LIMIT, ChainLayout.DOTS - 1);
            toAll(DECODE, 0);
            toAll(INTENSITY, intensity);
        }
        int[][] values = values(picture);
        for (int register = 0; register < values.length; register++) {
            link.write(frame(DIGIT_0 + register, values[register]));
        }
        if (setup) {
            // Last, so that after power comes back nobody sees what the registers happened to hold.
            toAll(SHUTDOWN, 1);
            everSetUp = true;
            setUpAtNanos = now;
        }
    }

    @Override
    public void close() {
        link.close();
    }

    private void toAll(int register, int value) throws LinkException {
        int[] values = new int[layout.modules()];
        Arrays.fill(values, value);
        link.write(frame(register, values));
    }

    /** By register, then by module. */
    private int[][] values(Bitmap picture) {
        int[][] values = new int[ChainLayout.DOTS][layout.modules()];
        for (int y = 0; y < height(); y++) {
            for (int x = 0; x < width(); x++) {
                if (picture.lit(x, y)) {
                    values[layout.registerAt(x, y)][layout.moduleAt(x, y)] |= layout.bitAt(x, y);
                }
            }
        }
        return values;
    }

    private static byte[] frame(int register, int[] valueOfModule) {
        byte[] frame = new byte[2 * valueOfModule.length];
        for (int module = 0; module < valueOfModule.length; module++) {
            int at = 2 * (valueOfModule.length - 1 - module);
            frame[at] = (byte) register;
            frame[at + 1] = (byte) valueOfModule[module];
        }
        return frame;
    }
}
