package io.yizhan.hardware.simulated;

import io.yizhan.hardware.fingerprint.zhiantec.Confirmation;
import io.yizhan.hardware.fingerprint.zhiantec.Frame;
import io.yizhan.hardware.simulated.SimulatedFingerprintModule.Quality;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The simulated module's window, its image, and the buffers that hold features and templates until power goes. */
final class FingerprintBuffers {

    private static final int BUFFERS = 6;

    private final SortedMap<Integer, Integer> fingers = new TreeMap<>();
    private Quality nextQuality = Quality.GOOD;
    private @Nullable Touch window;
    private @Nullable Touch image;
    private @Nullable TemplateDownload download;

    private record Touch(int finger, Quality quality) {}

    void lay(int finger) {
        window = new Touch(finger, nextQuality);
        nextQuality = Quality.GOOD;
    }

    void lift() {
        window = null;
    }

    boolean touched() {
        return window != null;
    }

    void nextQuality(Quality quality) {
        nextQuality = quality;
    }

    void forget() {
        image = null;
        fingers.clear();
        download = null;
    }

    /** Whose features or template are in this buffer. */
    Optional<Integer> finger(int buffer) {
        return Optional.ofNullable(fingers.get(buffer));
    }

    Confirmation takeImage() {
        image = window;
        return image == null ? Confirmation.NO_FINGER : Confirmation.OK;
    }

    Confirmation extractFeatures(int buffer) {
        if (unknown(buffer)) {
            return Confirmation.FAILED;
        }
        if (image == null) {
            return Confirmation.NO_IMAGE;
        }
        if (buffer == 1) {
            fingers.clear(); // a new series of touches: what a former one left must not be merged with it
        }
        return switch (image.quality()) {
            case MESSY -> Confirmation.MESSY;
            case FEW -> Confirmation.TOO_FEW_FEATURES;
            case GOOD -> {
                fingers.put(buffer, image.finger());
                yield Confirmation.OK;
            }
        };
    }

    Confirmation merge() {
        boolean ofOneFinger = fingers.values().stream().distinct().count() == 1;
        return fingers.size() >= 2 && ofOneFinger ? Confirmation.OK : Confirmation.NOT_MERGED;
    }

    /** Whether the first two buffers hold one finger. */
    boolean match() {
        Integer one = fingers.get(1);
        return one != null && one.equals(fingers.get(2));
    }

    Confirmation load(int buffer, Optional<Integer> finger) {
        if (unknown(buffer) || finger.isEmpty()) {
            return Confirmation.BAD_TEMPLATE;
        }
        fingers.put(buffer, finger.get());
        return Confirmation.OK;
    }

    Confirmation beginDownload(int buffer) {
        if (unknown(buffer)) {
            return Confirmation.DATA_REFUSED;
        }
        fingers.remove(buffer);
        download = new TemplateDownload(buffer);
        return Confirmation.OK;
    }

    /** A data packet, which is never answered: it fills the buffer of the download under way, or nothing. */
    void take(Frame packet) {
        TemplateDownload open = download;
        if (open != null && open.take(packet)) {
            open.finger().ifPresent(finger -> fingers.put(open.buffer(), finger));
            download = null;
        }
    }

    /** A command comes in the midst of it, or a packet whose checksum is wrong. */
    void endDownload() {
        download = null;
    }

    private static boolean unknown(int buffer) {
        return buffer < 1 || buffer > BUFFERS;
    }
}
