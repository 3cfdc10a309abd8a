package io.yizhan.hardware.simulated;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.SpiLink;
import io.yizhan.hardware.matrix.Bitmap;
import io.yizhan.hardware.matrix.max7219.ChainLayout;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A chain of MAX7219 modules of 8 × 8 dots, as they come up: shut down, scanning one row, darkest. It keeps the
 * registers of each module; what is lit follows from them alone. Thread-safe.
 *
 * <p>A frame that is not 2 bytes for each module is refused. A real chain takes it and shows rubbish, which nobody
 * would see here.
 *
 * <p>Listeners hear a new picture when the last row (DIG7) or a control register was written.
 */
public final class SimulatedMatrix implements SpiLink {

    /** Of so many frames a fault strikes one, on the average. */
    private static final int STRIKES_ONE_IN = 10;

    private static final int DIGIT_7 = 0x08;
    private static final int REGISTERS = 16;

    /** Segments of Code B, the font of modules in decode mode (MAX7219 data sheet, table 5): 0–9 - E H L P blank. */
    private static final int[] CODE_B = {
        0x7E, 0x30, 0x6D, 0x79, 0x33, 0x5B, 0x5F, 0x70, 0x7F, 0x7B, 0x01, 0x4F, 0x37, 0x0E, 0x67, 0x00
    };

    private final ChainLayout layout;
    private final int[][] registers;
    private final List<Consumer<Bitmap>> listeners = new CopyOnWriteArrayList<>();
    private final Witness witness;
    private final Function<Bitmap, Optional<String>> reader;
    private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
    private final Random random;
    private String shown = "";
    private long badFrames;
    private boolean cut;

    /** A matrix at which nobody looks. */
    public SimulatedMatrix(ChainLayout layout) {
        this(layout, Witness.none(), picture -> Optional.empty(), 0);
    }

    /**
     * A matrix that somebody reads.
     *
     * @param reader reads the text in a picture, such as {@code GlyphFont::read}; the witness is told each new text
     * @param seed of the faults
     */
    public SimulatedMatrix(ChainLayout layout, Witness witness, Function<Bitmap, Optional<String>> reader, long seed) {
        this.random = new Random(seed);
        this.witness = witness;
        this.reader = reader;
        this.layout = layout;
        this.registers = new int[layout.modules()][REGISTERS];
    }

    /** What goes wrong now and then while it is switched on. Nothing comes back on this bus: nobody is told. */
    public enum Fault {
        /** A frame arrives with one bit turned. */
        NOISE,
        /** A frame does not arrive. */
        DROP
    }

    @Override
    public String name() {
        return "simulated-matrix";
    }

    @Override
    public void write(byte[] frame) throws LinkException {
        Bitmap dots;
        synchronized (this) {
            if (cut) {
                throw new LinkException(LinkException.Kind.FAILED, name() + " took no frame: its wire is cut");
            }
            if (frame.length != 2 * registers.length) {
                badFrames++;
                throw new LinkException(
                        LinkException.Kind.GARBLED,
                        name() + " got a frame of " + frame.length + " bytes and has " + registers.length
                                + " modules of 2 bytes each: set as many modules as hang there");
            }
            if (strikes(Fault.DROP)) {
                return;
            }
            byte[] arrived = frame.clone();
            if (strikes(Fault.NOISE)) {
                arrived[random.nextInt(arrived.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            }
            int last = 0;
            for (int pair = 0; pair < registers.length; pair++) {
                int register = arrived[2 * pair] & 0x0F;
                registers[registers.length - 1 - pair][register] = arrived[2 * pair + 1] & 0xFF;
                last = Math.max(last, register);
            }
            if (last < DIGIT_7) {
                return;
            }
            dots = dots();
            tell(dots);
        }
        listeners.forEach(listener -> listener.accept(dots));
    }

    /** What is lit now. */
    public synchronized Bitmap dots() {
        return Bitmap.of(
                layout.width(),
                layout.height(),
                (x, y) -> lit(registers[layout.moduleAt(x, y)], layout.registerAt(x, y), layout.bitAt(x, y)));
    }

    /** Brightness of the first module, 0 to 15. */
    public synchronized int intensity() {
        return registers[0][Register.INTENSITY] & 0x0F;
    }

    /** Frames that were refused since they did not fit the chain. */
    public synchronized long badFrames() {
        return badFrames;
    }

    /** The supply drops for a moment: every module forgets, and is shut down. */
    public synchronized void brownOut() {
        for (int[] module : registers) {
            Arrays.fill(module, 0);
        }
    }

    /** Cuts the wire, or mends it: what is lit stays. */
    public synchronized void cut(boolean broken) {
        cut = broken;
    }

    /** Switches a fault on or off. */
    public synchronized void fault(Fault fault, boolean on) {
        if (on) {
            faults.add(fault);
        } else {
            faults.remove(fault);
        }
    }

    /** Hears each picture, on the thread that writes. */
    public void onPicture(Consumer<Bitmap> listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {}

    private boolean strikes(Fault fault) {
        return faults.contains(fault) && random.nextInt(STRIKES_ONE_IN) == 0;
    }

    private void tell(Bitmap dots) {
        reader.apply(dots).filter(text -> !text.equals(shown)).ifPresent(text -> {
            shown = text;
            if (!text.isEmpty()) {
                witness.saw("matrix", text);
            }
        });
    }

    private static boolean lit(int[] module, int digit, int bit) {
        if ((module[Register.DISPLAY_TEST] & 1) == 1) {
            return true;
        }
        boolean shutDown = (module[Register.SHUTDOWN] & 1) == 0;
        if (shutDown || digit > (module[Register.SCAN_LIMIT] & 0x07)) {
            return false;
        }
        int value = module[1 + digit];
        boolean decoded = (module[Register.DECODE] >> digit & 1) == 1;
        int segments = decoded ? (value & 0x80) | CODE_B[value & 0x0F] : value;
        return (segments & bit) != 0;
    }

    private static final class Register {
        static final int DECODE = 0x09;
        static final int INTENSITY = 0x0A;
        static final int SCAN_LIMIT = 0x0B;
        static final int SHUTDOWN = 0x0C;
        static final int DISPLAY_TEST = 0x0F;
    }
}
