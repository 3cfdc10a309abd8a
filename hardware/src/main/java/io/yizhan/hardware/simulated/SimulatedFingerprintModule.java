package io.yizhan.hardware.simulated;

import io.yizhan.hardware.bus.InputLine;
import io.yizhan.hardware.fingerprint.zhiantec.Confirmation;
import io.yizhan.hardware.fingerprint.zhiantec.Frame;
import io.yizhan.hardware.fingerprint.zhiantec.FrameReader;
import io.yizhan.hardware.fingerprint.zhiantec.Instruction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;

/**
 * An R503 behind its wire: 200 positions, its commands, its refusals, its time. Fingers are numbers, and the same
 * number is the same finger.
 *
 * <p>The bytes come from one thread; fingers, faults and quality from any.
 */
public final class SimulatedFingerprintModule implements SerialDevice {

    public static final int CAPACITY = 200;

    /** 9600 × 1, 2, 4, 6, 12. */
    public static final List<Integer> BAUDS = List.of(9_600, 19_200, 38_400, 57_600, 115_200);

    private static final int FINGERS_OF_NOBODY = 900_000_000;

    /** After power an R503 says this byte, outside every frame. */
    private static final byte AWAKE = 0x55;

    /** A half-received command older than this is forgotten. */
    private static final Duration COMMAND_GAP = Duration.ofMillis(150);

    private static final int NOISE_BYTES_MAX = 16;

    /** One answer in so many loses a byte while DROP is on: often enough to be seen, seldom enough to get through. */
    private static final int DROP_ONE_IN = 3;

    private final FingerprintFlash flash;
    private final FingerprintBuffers buffers = new FingerprintBuffers();
    private final FingerprintCommands commands;
    private final Random random;
    private final double pace;
    private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
    private FrameReader reader = new FrameReader();
    private long lastByteNanos = System.nanoTime();
    private boolean awakeSaid;
    private final SimulatedWakeLine wake = new SimulatedWakeLine();

    private SimulatedFingerprintModule(FingerprintFlash flash, double pace, long seed) {
        if (!(pace >= 0)) {
            throw new IllegalArgumentException("pace " + pace + "; 1.0 is the data sheet's time, 0 takes none");
        }
        this.flash = flash;
        this.pace = pace;
        this.random = new Random(seed);
        this.commands = new FingerprintCommands(flash, buffers, random);
    }

    /** What goes wrong on the wire while it is switched on. */
    public enum Fault {
        /** Every answer's checksum is wrong. */
        BADSUM,
        /** Now and then an answer loses a byte. */
        DROP,
        /** Random bytes come before every answer, now and then with a header among them. */
        NOISE,
        /** Nothing is answered. */
        SILENT
    }

    /** How a touch comes out. */
    public enum Quality {
        GOOD,
        MESSY,
        /** Too few features. */
        FEW
    }

    /**
     * A library that is lost at the end.
     *
     * @param pace 1.0 takes the data sheet's time, 0.05 a twentieth of it
     * @param seed of the faults
     */
    public static SimulatedFingerprintModule inMemory(double pace, long seed) {
        return new SimulatedFingerprintModule(FingerprintFlash.inMemory(), pace, seed);
    }

    /**
     * A library that is kept in a file, as a module keeps it in its flash.
     *
     * @throws IOException when the file is there and is not such a library
     */
    public static SimulatedFingerprintModule keptIn(Path file, double pace, long seed) throws IOException {
        return new SimulatedFingerprintModule(FingerprintFlash.keptIn(file), pace, seed);
    }

    /** Lays a finger on the window, in place of one that lies there. */
    public synchronized void lay(int finger) {
        if (finger < 0) {
            throw new IllegalArgumentException("finger " + finger + "; fingers are numbers from 0");
        }
        buffers.lay(finger);
        wake.edge(true);
    }

    public synchronized void lift() {
        buffers.lift();
        wake.edge(false);
    }

    /** How the next touch comes out; the one after it is good again. */
    public synchronized void quality(Quality quality) {
        buffers.nextQuality(quality);
    }

    public synchronized void fault(Fault fault, boolean on) {
        if (on) {
            faults.add(fault);
        } else {
            faults.remove(fault);
        }
    }

    /** Which finger stands at which position. */
    public synchronized SortedMap<Integer, Integer> library() {
        return flash.library();
    }

    /** Sets the password that the module asks for, as a former owner would have. */
    public synchronized void protect(int password) throws IOException {
        flash.setPassword(password);
        powerCycle();
    }

    /** Takes power away and gives it back: what is not in the flash is forgotten. */
    public synchronized void powerCycle() {
        commands.powerOn();
        awakeSaid = false;
    }

    /** Fills each free position with the template of a finger that nobody has. */
    public synchronized void fill() throws IOException {
        for (int position = 0; position < CAPACITY; position++) {
            if (!flash.library().containsKey(position)) {
                flash.put(position, FINGERS_OF_NOBODY + position);
            }
        }
    }

    /**
     * Sets the baud rate in the flash and takes power away, as a former owner would have.
     *
     * @param baud 9600 × 1, 2, 4, 6 or 12
     */
    public synchronized void speak(int baud) throws IOException {
        if (!BAUDS.contains(baud)) {
            throw new IllegalArgumentException("baud " + baud + "; a module speaks at one of " + BAUDS);
        }
        flash.setParameter(FingerprintCommands.BAUD, baud / FingerprintCommands.BAUD_STEP);
        powerCycle();
    }

    /** What the ring shows; empty as long as nobody told it. */
    public synchronized Optional<RingLight> ring() {
        return commands.ring();
    }

    /** The line that is active while a finger lies on the window. */
    public InputLine wakeLine() {
        return wake;
    }

    @Override
    public synchronized int baud() {
        return commands.baud();
    }

    @Override
    public synchronized byte[] unasked() {
        if (awakeSaid) {
            return new byte[0];
        }
        awakeSaid = true;
        return new byte[] {AWAKE};
    }

    @Override
    public byte[] receive(byte[] bytes) throws InterruptedException {
        long now = System.nanoTime();
        if (now - lastByteNanos > COMMAND_GAP.toNanos()) {
            reader = new FrameReader();
        }
        lastByteNanos = now;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (FrameReader.Found found : reader.read(bytes, 0, bytes.length)) {
            switch (found) {
                case FrameReader.Found.Whole(Frame frame) -> answer(frame, out);
                case FrameReader.Found.Broken(FrameReader.Flaw flaw, String description) -> {
                    if (flaw == FrameReader.Flaw.CHECKSUM) {
                        spoilDownload();
                        send(new byte[] {Confirmation.RECEIVE_ERROR.code()}, out);
                    }
                }
            }
        }
        return out.toByteArray();
    }

    private void answer(Frame frame, ByteArrayOutputStream out) throws InterruptedException {
        if (frame.address() != Frame.BROADCAST_ADDRESS || frame.kind() == Frame.Kind.ACK) {
            return;
        }
        if (frame.kind() != Frame.Kind.COMMAND) {
            take(frame);
            return;
        }
        byte[] payload = frame.payload();
        Optional<Instruction> instruction = Instruction.of(payload[0] & 0xFF);
        if (instruction.isEmpty()) {
            send(new byte[] {Confirmation.UNSUPPORTED.code()}, out);
            return;
        }
        // outside the lock: a finger may be laid while the sensor looks
        Thread.sleep(Duration.ofNanos(
                (long) (FingerprintCommands.time(instruction.get()).toNanos() * pace)));
        byte[] answer;
        List<Frame> data;
        synchronized (this) {
            answer = commands.obey(instruction.get(), payload);
            data = commands.data(instruction.get(), payload);
        }
        send(answer, out);
        if (instruction.get() == Instruction.RESET) {
            out.write(AWAKE);
        }
        data.forEach(packet -> send(packet, out));
    }

    private synchronized void take(Frame packet) {
        buffers.take(packet);
    }

    private synchronized void spoilDownload() {
        buffers.endDownload();
    }

    private void send(byte[] payload, ByteArrayOutputStream out) {
        send(Frame.of(Frame.Kind.ACK, payload), out);
    }

    private synchronized void send(Frame whole, ByteArrayOutputStream out) {
        if (faults.contains(Fault.SILENT)) {
            return;
        }
        if (faults.contains(Fault.NOISE)) {
            byte[] noise = new byte[1 + random.nextInt(NOISE_BYTES_MAX)];
            random.nextBytes(noise);
            out.writeBytes(noise);
            if (random.nextBoolean()) {
                out.writeBytes(new byte[] {(byte) 0xEF, 0x01});
            }
        }
        byte[] frame = whole.bytes();
        if (faults.contains(Fault.BADSUM)) {
            frame[frame.length - 1] ^= 0x5A;
        }
        int lost = faults.contains(Fault.DROP) && random.nextInt(DROP_ONE_IN) == 0 ? random.nextInt(frame.length) : -1;
        for (int i = 0; i < frame.length; i++) {
            if (i != lost) {
                out.write(frame[i]);
            }
        }
    }
}
