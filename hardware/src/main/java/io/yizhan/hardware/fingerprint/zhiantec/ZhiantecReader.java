package io.yizhan.hardware.fingerprint.zhiantec;

import io.yizhan.hardware.bus.ByteLink;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.fingerprint.EnrolGuide;
import io.yizhan.hardware.fingerprint.EnrolResult;
import io.yizhan.hardware.fingerprint.FingerprintReader;
import io.yizhan.hardware.fingerprint.ReaderLight;
import io.yizhan.hardware.fingerprint.ScanResult;
import io.yizhan.hardware.fingerprint.ScanResult.Flaw;
import io.yizhan.hardware.fingerprint.StoreResult;
import java.util.BitSet;
import java.util.Optional;

/**
 * Drives a ZhianTec module (ZFM-20, R307, R503, AS608) at its factory address.
 *
 * <p>A garbled or missing answer is asked for again, {@value Conversation#ATTEMPTS_MAX} times in all; only then a
 * call fails.
 */
public final class ZhiantecReader implements FingerprintReader {

    private final Sensor sensor;
    private final Window window;
    private final RingLight ring;
    private final Optional<String> remark;

    private ZhiantecReader(Sensor sensor, Window window, RingLight ring, Optional<String> remark) {
        this.sensor = sensor;
        this.window = window;
        this.ring = ring;
        this.remark = remark;
    }

    /**
     * Verifies the password, gives it to a module that has the factory's, and asks for the library's size. From here on
     * the reader owns the link: it closes it, also when this fails.
     *
     * @param setup its baud rate is the link's already, and not looked at
     * @param remark what is not as the settings have it
     */
    static ZhiantecReader open(ByteLink link, ZhiantecSetup setup, Optional<String> remark) throws LinkException {
        Sensor sensor = new Sensor(new Conversation(link), setup.password());
        boolean started = false;
        try {
            sensor.start();
            Window window = Window.open(sensor, setup.wake());
            started = true;
            return new ZhiantecReader(sensor, window, new RingLight(sensor, setup.ring()), remark);
        } finally {
            if (!started) {
                sensor.close();
            }
        }
    }

    /** Where it leads, for messages. */
    String name() {
        return sensor.name();
    }

    @Override
    public int capacity() {
        return sensor.capacity();
    }

    @Override
    public Optional<String> remark() {
        return remark;
    }

    @Override
    public ScanResult scan() throws LinkException {
        return switch (window.look()) {
            case OK -> identified();
            case NO_FINGER -> new ScanResult.NoFinger();
            default -> new ScanResult.Unreadable(Flaw.NOT_CAPTURED);
        };
    }

    @Override
    public boolean fingerPresent() throws LinkException {
        return window.look() != Confirmation.NO_FINGER;
    }

    @Override
    public EnrolResult enrol(int position, EnrolGuide guide) throws LinkException, InterruptedException {
        if (outside(position)) {
            return new EnrolResult.NoRoom(position, sensor.capacity());
        }
        return new Enrolment(sensor, window, guide).run(position);
    }

    @Override
    public void delete(int position) throws LinkException {
        checkInside(position);
        sensor.delete(position);
    }

    @Override
    public BitSet occupied() throws LinkException {
        return sensor.occupied();
    }

    @Override
    public byte[] read(int position) throws LinkException {
        checkInside(position);
        return new TemplateTransfer(sensor).read(position);
    }

    @Override
    public StoreResult write(int position, byte[] template) throws LinkException {
        return outside(position)
                ? new StoreResult.NoRoom(position, sensor.capacity())
                : new TemplateTransfer(sensor).write(position, template);
    }

    @Override
    public void wipe() throws LinkException {
        sensor.empty();
        int left = sensor.occupied().cardinality();
        if (left > 0) {
            throw sensor.fault(
                    LinkException.Kind.FAILED,
                    "says that it emptied its library, and still holds " + left + " templates");
        }
    }

    @Override
    public void show(ReaderLight light) throws LinkException {
        ring.show(light);
    }

    @Override
    public void close() {
        window.close();
        sensor.close();
    }

    private boolean outside(int position) {
        return position < 0 || position >= sensor.capacity();
    }

    private void checkInside(int position) {
        if (outside(position)) {
            throw new IllegalArgumentException(
                    "position " + position + " of a library of " + sensor.capacity() + " fingerprints");
        }
    }

    private ScanResult identified() throws LinkException {
        Optional<Flaw> flaw = Window.flaw(sensor.extractFeatures(1));
        if (flaw.isPresent()) {
            return new ScanResult.Unreadable(flaw.get());
        }
        return sensor.search()
                .<ScanResult>map(hit -> new ScanResult.Matched(hit.position(), hit.score()))
                .orElseGet(ScanResult.Unknown::new);
    }
}
