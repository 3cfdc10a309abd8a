package io.yizhan.hardware.matrix.max7219;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.SpiLink;
import io.yizhan.hardware.matrix.Bitmap;
import io.yizhan.hardware.matrix.LedMatrix;
import java.util.Arrays;

/**
 * 8 × 8 modules, a MAX7219 each, all in one chain: the first one (at the controller's MOSI) is the top left one, then
 * the others of its row to the right, then the next row from the left. In a module, register DIG0 is its top row, and
 * the most significant bit its left column.
 *
 * <p>A frame is one write of 2 bytes (register, value) for each module; the pair that is sent first is pushed through
 * to the last module (MAX7219 data sheet, "Serial-Addressing Modes" and table 2). Dots light up for the whole frame at
 * once, when chip select rises.
 */
public final class Max7219Matrix implements LedMatrix {

    /** Highest brightness; 0 is the lowest, and still lit. */
    public static final int INTENSITY_MAX = 15;

    /**
     * The registers are set up again every so many pictures: a module that lost its supply for a moment comes back shut
     * down, and nothing on this bus can be read.
     */
    static final int SETUP_EVERY_SHOWS = 64;

    private static final int MODULE_DOTS = 8;
    private static final int MODULES_MAX = 64;
    private static final int DIGIT_0 = 0x01;
    private static final int DECODE = 0x09;
    private static final int INTENSITY = 0x0A;
    private static final int SCAN_LIMIT = 0x0B;
    private static final int SHUTDOWN = 0x0C;
    private static final int DISPLAY_TEST = 0x0F;

    private final SpiLink link;
    private final int across;
    private final int down;
    private final int intensity;
    private int showsUntilSetup = 0;

    /**
     * @param across modules in a row
     * @param down rows of modules; 2 for a line of 16 dots
     * @param intensity 0 to {@value #INTENSITY_MAX}
     */
    public Max7219Matrix(SpiLink link, int across, int down, int intensity) {
        if (across < 1 || down < 1 || across * down > MODULES_MAX) {
            throw new IllegalArgumentException("a matrix of " + across + " × " + down
                    + " modules: expected at least 1 × 1 and at most " + MODULES_MAX + " in all");
        }
        if (intensity < 0 || intensity > INTENSITY_MAX) {
            throw new IllegalArgumentException("an intensity of " + intensity + " is outside 0–" + INTENSITY_MAX);
        }
        this.link = link;
        this.across = across;
        this.down = down;
        this.intensity = intensity;
    }

    @Override
    public int width() {
        return across * MODULE_DOTS;
    }

    @Override
    public int height() {
        return down * MODULE_DOTS;
    }

    @Override
    public void show(Bitmap picture) throws LinkException {
        boolean setup = showsUntilSetup == 0;
        if (setup) {
            setUp();
        }
        for (int row = 0; row < MODULE_DOTS; row++) {
            link.write(rowFrame(picture, row));
        }
        if (setup) {
            // Last, so that after power comes back nobody sees what the registers happened to hold.
            toAll(SHUTDOWN, 1);
            showsUntilSetup = SETUP_EVERY_SHOWS;
        }
        showsUntilSetup--;
    }

    @Override
    public void close() {
        link.close();
    }

    private void setUp() throws LinkException {
        toAll(DISPLAY_TEST, 0);
        toAll(SCAN_LIMIT, MODULE_DOTS - 1);
        toAll(DECODE, 0);
        toAll(INTENSITY, intensity);
    }

    private void toAll(int register, int value) throws LinkException {
        int[] values = new int[across * down];
        Arrays.fill(values, value);
        link.write(frame(register, values));
    }

    private byte[] rowFrame(Bitmap picture, int row) {
        int[] values = new int[across * down];
        for (int module = 0; module < values.length; module++) {
            int left = module % across * MODULE_DOTS;
            int top = module / across * MODULE_DOTS;
            for (int column = 0; column < MODULE_DOTS; column++) {
                values[module] = values[module] << 1 | (picture.lit(left + column, top + row) ? 1 : 0);
            }
        }
        return frame(DIGIT_0 + row, values);
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
