package bench;

import io.yizhan.hardware.simulated.SerialDevice;
import io.yizhan.hardware.simulated.SimulatedFingerprintModule;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A fingerprint module, and the moments at which it was asked and gave its answers, and was told to light its ring. */
final class TimedModule implements SerialDevice {

    private static final int INSTRUCTION_AT = 9;
    private static final byte FEATURES = 0x02;
    private static final byte SEARCH = 0x04;
    private static final byte RING = 0x35;

    private final SimulatedFingerprintModule module;

    /** When the last byte of an answer to a search was ready to be written to the line, by System.nanoTime(). */
    final BlockingQueue<Long> found = new LinkedBlockingQueue<>();

    /** For each search: what passed between the sensor's answers of that scan and the driver's next words, nanoseconds. */
    final BlockingQueue<Long> between = new LinkedBlockingQueue<>();

    /** When an order for the ring had arrived. */
    final BlockingQueue<Long> ring = new LinkedBlockingQueue<>();

    private long answered;
    private long waited;

    TimedModule(SimulatedFingerprintModule module) {
        this.module = module;
    }

    @Override
    public int baud() {
        return module.baud();
    }

    @Override
    public byte[] unasked() {
        return module.unasked();
    }

    @Override
    public byte[] receive(byte[] bytes) throws InterruptedException {
        long arrived = System.nanoTime();
        byte instruction = bytes.length > INSTRUCTION_AT ? bytes[INSTRUCTION_AT] : 0; // the driver writes whole frames
        if (instruction == RING) {
            ring.add(arrived);
        }
        if (instruction == FEATURES) {
            waited = arrived - answered;
        } else if (instruction == SEARCH) {
            between.add(waited + arrived - answered);
        }
        byte[] answer = module.receive(bytes);
        answered = System.nanoTime();
        if (instruction == SEARCH) {
            found.add(answered);
        }
        return answer;
    }
}
