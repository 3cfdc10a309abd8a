package io.yizhan.hardware.fingerprint.zhiantec;

import io.yizhan.hardware.bus.ByteLink;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.fingerprint.EnrolGuide;
import io.yizhan.hardware.fingerprint.EnrolResult;
import io.yizhan.hardware.fingerprint.FingerprintReader;
import io.yizhan.hardware.fingerprint.ScanResult;
import io.yizhan.hardware.fingerprint.ScanResult.Flaw;
import io.yizhan.hardware.fingerprint.StoreResult;
import java.util.BitSet;

/**
 * Drives a ZhianTec module (ZFM-20, R307, R503, AS608) at its factory address.
 *
 * <p>A garbled or missing answer is asked for again, {@value Conversation#ATTEMPTS_MAX} times in all; only then a
 * call fails.
 */
public final class ZhiantecReader implements FingerprintReader {

    /** What a module leaves the factory with. */
    public static final long FACTORY_PASSWORD = 0;

    private static final long PASSWORD_MAX = 0xFFFF_FFFFL;

    private final Sensor sensor;

    private ZhiantecReader(Sensor sensor) {
        this.sensor = sensor;
    }

    /**
     * Verifies the password and asks for the library's size. From here on the reader owns the link: it closes it,
     * also when this fails.
     *
     * @param password 0 to 4294967295
     */
    public static ZhiantecReader open(ByteLink link, long password) throws LinkException {
        if (password < 0 || password > PASSWORD_MAX) {
            throw new IllegalArgumentException("a fingerprint module's password lies between 0 and " + PASSWORD_MAX);
        }
        Sensor sensor = new Sensor(new Conversation(link), password);
        boolean started = false;
        try {
            sensor.start();
            started = true;
            return new ZhiantecReader(sensor);
        } finally {
            if (!started) {
                sensor.close();
            }
        }
    }

    @Override
    public int capacity() {
        return sensor.capacity();
    }

    @Override
    public ScanResult scan() throws LinkException {
        return switch (sensor.takeImage()) {
            case OK -> identified();
            case NO_FINGER -> new ScanResult.NoFinger();
            default -> new ScanResult.Unreadable(Flaw.NOT_CAPTURED);
        };
    }

    @Override
    public boolean fingerPresent() throws LinkException {
        return sensor.takeImage() != Confirmation.NO_FINGER;
    }

    @Override
    public EnrolResult enrol(int position, EnrolGuide guide) throws LinkException, InterruptedException {
        if (outside(position)) {
            return new EnrolResult.NoRoom(position, sensor.capacity());
        }
        return new Enrolment(sensor, guide).run(position);
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
    public void close() {
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
        return switch (sensor.extractFeatures(1)) {
            case OK ->
                sensor.search()
                        .<ScanResult>map(hit -> new ScanResult.Matched(hit.position(), hit.score()))
                        .orElseGet(ScanResult.Unknown::new);
            case MESSY -> new ScanResult.Unreadable(Flaw.MESSY);
            case TOO_FEW_FEATURES -> new ScanResult.Unreadable(Flaw.TOO_FEW_FEATURES);
            default -> new ScanResult.Unreadable(Flaw.NOT_CAPTURED);
        };
    }
}
