package bench;

import io.yizhan.hardware.simulated.SerialDevice;
import io.yizhan.hardware.simulated.SimulatedFingerprintModule;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A fingerprint module, and the moments at which it gave the answer to a search, and was told to light its ring. */
final class TimedModule implements SerialDevice {

    private static final int INSTRUCTION_AT = 9;
    private static final byte SEARCH = 0x04;
    private static final byte RING = 0x35;

    private final SimulatedFingerprintModule module;

    /** When the last byte of an answer to a search was ready to be written to the line, by System.nanoTime(). */
    final BlockingQueue<Long> found = new LinkedBlockingQueue<>();

    /** When an order for the ring had arrived. */
    final BlockingQueue<Long> ring = new LinkedBlockingQueue<>();

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
        byte[] answer = module.receive(bytes);
        if (instruction == SEARCH) {
            found.add(System.nanoTime());
        }
        return answer;
    }
}
