package io.yizhan.hardware.fingerprint.zhiantec;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.LinkException.Kind;
import io.yizhan.hardware.fingerprint.StoreResult;
import java.util.Arrays;
import java.util.Optional;

/**
 * Templates out of a module and into one.
 *
 * <p>A data packet has a sum of 16 bits and no number, and no packet is answered: a packet that is lost whole goes
 * unnoticed. So what is read is read twice, and what is written is read back before it is stored.
 */
final class TemplateTransfer {

    private static final int ATTEMPTS_MAX = Conversation.ATTEMPTS_MAX;
    private static final int FIRST = 1;
    private static final int SECOND = 2;

    private final Sensor sensor;

    TemplateTransfer(Sensor sensor) {
        this.sensor = sensor;
    }

    byte[] read(int position) throws LinkException {
        Confirmation loaded = sensor.load(FIRST, position);
        if (loaded != Confirmation.OK) {
            throw unreadable(position, loaded.toString());
        }
        byte[] before = new byte[0];
        for (int attempt = 0; attempt <= ATTEMPTS_MAX; attempt++) {
            byte[] now = sensor.upload(FIRST).orElseThrow(() -> unreadable(position, "it loads it, and sends nothing"));
            if (Arrays.equals(before, now)) {
                return now;
            }
            before = now;
        }
        throw sensor.fault(
                Kind.GARBLED,
                "sent the template of position " + position + " otherwise each time; check its cable (short, away from"
                        + " the printer's and the motor's)");
    }

    StoreResult write(int position, byte[] template) throws LinkException {
        if (template.length == 0 || template.length > Conversation.DATA_BYTES_MAX || !sent(template)) {
            return new StoreResult.BadTemplate();
        }
        return switch (sensor.store(position)) {
            case OK -> proven(position);
            case POSITION_OUT_OF_RANGE, LIBRARY_FULL -> new StoreResult.NoRoom(position, sensor.capacity());
            default -> new StoreResult.BadTemplate();
        };
    }

    /** A module that takes any bytes into its flash does not take them for a finger: what it made is compared. */
    private StoreResult proven(int position) throws LinkException {
        if (sensor.load(SECOND, position) == Confirmation.OK && sensor.match()) {
            return new StoreResult.Stored();
        }
        sensor.delete(position);
        return new StoreResult.BadTemplate();
    }

    /** Whether the module holds exactly these bytes now; false when it takes them for no template. */
    private boolean sent(byte[] template) throws LinkException {
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            sensor.download(FIRST, template);
            Optional<byte[]> back = sensor.upload(FIRST);
            if (back.isPresent() && Arrays.equals(template, back.get())) {
                return true;
            }
            if (attempt == ATTEMPTS_MAX && back.isPresent()) {
                throw sensor.fault(
                        Kind.GARBLED,
                        "gave a template back otherwise than it was sent, " + ATTEMPTS_MAX
                                + " times; check its cable (short, away from the printer's and the motor's)");
            }
        }
        return false;
    }

    private LinkException unreadable(int position, String why) {
        return sensor.fault(
                Kind.FAILED,
                "gives no template out of position " + position + ": " + why + "; look whether the library holds one");
    }
}
