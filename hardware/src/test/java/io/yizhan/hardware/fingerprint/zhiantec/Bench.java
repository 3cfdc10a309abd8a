package io.yizhan.hardware.fingerprint.zhiantec;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.linux.SerialLinks;
import io.yizhan.hardware.fingerprint.EnrolGuide;
import io.yizhan.hardware.fingerprint.EnrolResult;
import io.yizhan.hardware.fingerprint.EnrolStep;
import io.yizhan.hardware.fingerprint.ScanResult.Flaw;
import io.yizhan.hardware.simulated.SerialDevice;
import io.yizhan.hardware.simulated.SimulatedFingerprintModule;
import io.yizhan.hardware.simulated.SimulatedSerialPort;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A module on a real pseudo terminal, the driver on a real serial port, and a person with fingers. */
final class Bench implements AutoCloseable {

    static final int BAUD = 57_600;

    private static final double PACE = 0.05;
    private static final long SEED = 20_261_122;

    final SimulatedFingerprintModule module = SimulatedFingerprintModule.inMemory(PACE, SEED);
    final SimulatedSerialPort port;
    final ZhiantecReader reader;

    Bench() throws IOException, LinkException {
        this(ZhiantecSetup.factory());
    }

    Bench(ZhiantecSetup setup) throws IOException, LinkException {
        port = SimulatedSerialPort.open(module);
        reader = ZhiantecReader.open(SerialLinks.open(port.path(), BAUD), setup, Optional.empty());
    }

    /** With something on the wire between module and driver. */
    Bench(UnaryOperator<SerialDevice> wire) throws IOException, LinkException {
        this(wire, ZhiantecSetup.factory());
    }

    Bench(UnaryOperator<SerialDevice> wire, ZhiantecSetup setup) throws IOException, LinkException {
        port = SimulatedSerialPort.open(wire.apply(module));
        reader = ZhiantecReader.open(SerialLinks.open(port.path(), BAUD), setup, Optional.empty());
    }

    EnrolResult enrol(int finger, int position) throws LinkException, InterruptedException {
        try {
            return reader.enrol(position, new Person(module, finger, finger, finger));
        } finally {
            module.lift();
        }
    }

    @Override
    public void close() {
        reader.close();
        port.close();
    }

    /** Does what is asked: lays these fingers down, one for each touch, and lifts them. */
    static final class Person implements EnrolGuide {

        final List<EnrolStep> steps = new ArrayList<>();
        final List<Flaw> flaws = new ArrayList<>();
        private final SimulatedFingerprintModule module;
        private final int[] fingers;

        Person(SimulatedFingerprintModule module, int... fingers) {
            this.module = module;
            this.fingers = fingers;
        }

        @Override
        public void step(EnrolStep step) {
            steps.add(step);
            switch (step) {
                case TOUCH_1 -> module.lay(fingers[0]);
                case TOUCH_2 -> module.lay(fingers[1]);
                case TOUCH_3 -> module.lay(fingers[2]);
                case LIFT -> module.lift();
                case STORED -> {}
            }
        }

        @Override
        public void flaw(Flaw flaw) {
            flaws.add(flaw);
        }

        @Override
        public boolean giveUp() {
            return false;
        }
    }
}
