package io.yizhan.hardware.simulated;

import io.yizhan.hardware.fingerprint.zhiantec.Confirmation;
import io.yizhan.hardware.fingerprint.zhiantec.Frame;
import io.yizhan.hardware.fingerprint.zhiantec.Instruction;
import io.yizhan.hardware.simulated.SimulatedFingerprintModule.Quality;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the simulated module's processor does with a command. Guarded by the module's lock. */
final class FingerprintCommands {

    private static final Logger LOG = LoggerFactory.getLogger(FingerprintCommands.class);

    private static final int BUFFERS = 6;
    private static final int INDEX_PAGE_BYTES = 32;
    private static final int SYSTEM_ID = 0x0009;
    private static final int SECURITY_LEVEL = 3;
    private static final int PACKET_SIZE_CODE = 2;
    private static final int PACKET_BYTES = 32 << PACKET_SIZE_CODE;
    private static final int BAUD_FACTOR = 6; // 9600 × 6
    private static final int SCORE_MIN = 60;
    private static final int SCORE_SPREAD = 140;

    private final FingerprintFlash flash;
    private @Nullable Touch window;
    private @Nullable Touch image;
    private Quality nextQuality = Quality.GOOD;
    private final SortedMap<Integer, Integer> buffers = new TreeMap<>();
    private @Nullable TemplateDownload download;
    private boolean verified;

    FingerprintCommands(FingerprintFlash flash) {
        this.flash = flash;
    }

    private record Touch(int finger, Quality quality) {}

    void lay(int finger) {
        window = new Touch(finger, nextQuality);
        nextQuality = Quality.GOOD;
    }

    void lift() {
        window = null;
    }

    void nextQuality(Quality quality) {
        nextQuality = quality;
    }

    void forget() {
        image = null;
        buffers.clear();
        download = null;
        verified = false;
    }

    /** The data sheet's time; where it gives a bound, about two thirds of that. */
    static Duration time(Instruction instruction) {
        return Duration.ofMillis(
                switch (instruction) {
                    case GET_IMAGE -> 130;
                    case EXTRACT_FEATURES -> 330;
                    case SEARCH -> 60;
                    case MATCH, LOAD -> 30;
                    case UPLOAD -> 290; // 12 packets of 139 bytes at 57600 baud
                    case MERGE -> 100;
                    case STORE, DELETE -> 70;
                    case EMPTY -> 200;
                    case SET_PASSWORD -> 20;
                    case READ_PARAMETERS, VERIFY_PASSWORD, COUNT_TEMPLATES, READ_INDEX, HANDSHAKE, DOWNLOAD -> 5;
                });
    }

    /** A data packet, which is never answered: it fills the buffer of the last download, or nothing. */
    void take(Frame packet) {
        TemplateDownload open = download;
        if (open != null && open.take(packet)) {
            open.finger().ifPresent(finger -> buffers.put(open.buffer(), finger));
            download = null;
        }
    }

    /** A packet whose checksum is wrong spoils the download that it belongs to. */
    void spoilDownload() {
        download = null;
    }

    /** The data packets after an answer that says OK. */
    List<Frame> data(Instruction instruction, byte[] payload) {
        Integer finger = instruction == Instruction.UPLOAD ? buffers.get((int) payload[1]) : null;
        return finger == null ? List.of() : Frame.data(SimulatedTemplate.of(finger), PACKET_BYTES);
    }

    /** @param payload the command's, its first byte the instruction's */
    byte[] obey(Instruction instruction, byte[] payload) {
        download = null; // a command in the midst of a download ends it
        ByteBuffer parameters = ByteBuffer.wrap(payload).position(1);
        if (parameters.remaining() != parameterBytes(instruction)) {
            return only(Confirmation.RECEIVE_ERROR);
        }
        boolean open = verified || flash.password() == 0; // the factory's password need not be given
        if (!open && instruction != Instruction.VERIFY_PASSWORD && instruction != Instruction.HANDSHAKE) {
            return only(Confirmation.PASSWORD_NEEDED);
        }
        try {
            return obeyed(instruction, parameters);
        } catch (IOException e) {
            LOG.atError().setCause(e).log("the simulated flash was not written");
            return only(Confirmation.FLASH_ERROR);
        }
    }

    private byte[] obeyed(Instruction instruction, ByteBuffer parameters) throws IOException {
        return switch (instruction) {
            case GET_IMAGE -> only(takeImage());
            case EXTRACT_FEATURES -> only(extractFeatures(parameters.get()));
            case SEARCH -> search(parameters.get(), parameters.getShort() & 0xFFFF, parameters.getShort() & 0xFFFF);
            case MATCH -> match();
            case MERGE -> only(merge());
            case LOAD -> only(load(parameters.get(), parameters.getShort() & 0xFFFF));
            case UPLOAD ->
                only(buffers.containsKey((int) parameters.get()) ? Confirmation.OK : Confirmation.UPLOAD_FAILED);
            case DOWNLOAD -> only(download(parameters.get()));
            case STORE -> only(store(parameters.get(), parameters.getShort() & 0xFFFF));
            case DELETE -> only(delete(parameters.getShort() & 0xFFFF, parameters.getShort() & 0xFFFF));
            case EMPTY -> {
                flash.remove(0, SimulatedFingerprintModule.CAPACITY);
                yield only(Confirmation.OK);
            }
            case READ_PARAMETERS -> readParameters();
            case SET_PASSWORD -> {
                flash.setPassword(parameters.getInt());
                yield only(Confirmation.OK);
            }
            case VERIFY_PASSWORD -> {
                verified = parameters.getInt() == flash.password();
                yield only(verified ? Confirmation.OK : Confirmation.WRONG_PASSWORD);
            }
            case COUNT_TEMPLATES -> counted();
            case READ_INDEX -> readIndex(parameters.get());
            case HANDSHAKE -> only(Confirmation.OK);
        };
    }

    private static int parameterBytes(Instruction instruction) {
        return switch (instruction) {
            case GET_IMAGE, MATCH, MERGE, EMPTY, READ_PARAMETERS, COUNT_TEMPLATES, HANDSHAKE -> 0;
            case EXTRACT_FEATURES, UPLOAD, DOWNLOAD, READ_INDEX -> 1;
            case STORE, LOAD -> 3;
            case DELETE, SET_PASSWORD, VERIFY_PASSWORD -> 4;
            case SEARCH -> 5;
        };
    }

    private Confirmation takeImage() {
        image = window;
        return image == null ? Confirmation.NO_FINGER : Confirmation.OK;
    }

    private Confirmation extractFeatures(int buffer) {
        if (buffer < 1 || buffer > BUFFERS) {
            return Confirmation.FAILED;
        }
        if (image == null) {
            return Confirmation.NO_IMAGE;
        }
        if (buffer == 1) {
            buffers.clear(); // a new series of touches: what a former one left must not be merged with it
        }
        return switch (image.quality()) {
            case MESSY -> Confirmation.MESSY;
            case FEW -> Confirmation.TOO_FEW_FEATURES;
            case GOOD -> {
                buffers.put(buffer, image.finger());
                yield Confirmation.OK;
            }
        };
    }

    private byte[] search(int buffer, int start, int count) {
        Integer finger = buffers.get(buffer);
        if (finger != null) {
            for (Map.Entry<Integer, Integer> entry :
                    flash.library().subMap(start, start + count).entrySet()) {
                if (entry.getValue().equals(finger)) {
                    return found(Confirmation.OK, entry.getKey(), score(finger));
                }
            }
        }
        return found(Confirmation.NOT_FOUND, 0, 0);
    }

    private Confirmation merge() {
        boolean ofOneFinger = buffers.values().stream().distinct().count() == 1;
        return buffers.size() >= 2 && ofOneFinger ? Confirmation.OK : Confirmation.NOT_MERGED;
    }

    private byte[] match() {
        Integer one = buffers.get(1);
        if (one == null || !one.equals(buffers.get(2))) {
            return matched(Confirmation.NO_MATCH, 0);
        }
        return matched(Confirmation.OK, score(one));
    }

    private static byte[] matched(Confirmation confirmation, int score) {
        return ByteBuffer.allocate(Instruction.MATCH.answerBytes())
                .put(confirmation.code())
                .putShort((short) score)
                .array();
    }

    private Confirmation load(int buffer, int position) {
        if (position >= SimulatedFingerprintModule.CAPACITY) {
            return Confirmation.POSITION_OUT_OF_RANGE;
        }
        Integer finger = flash.library().get(position);
        if (finger == null || buffer < 1 || buffer > BUFFERS) {
            return Confirmation.BAD_TEMPLATE;
        }
        buffers.put(buffer, finger);
        return Confirmation.OK;
    }

    private Confirmation download(int buffer) {
        if (buffer < 1 || buffer > BUFFERS) {
            return Confirmation.DATA_REFUSED;
        }
        buffers.remove(buffer);
        download = new TemplateDownload(buffer);
        return Confirmation.OK;
    }

    private Confirmation store(int buffer, int position) throws IOException {
        if (position >= SimulatedFingerprintModule.CAPACITY) {
            return Confirmation.POSITION_OUT_OF_RANGE;
        }
        Integer finger = buffers.get(buffer);
        if (finger == null) {
            return Confirmation.EMPTY_TEMPLATE;
        }
        flash.put(position, finger);
        return Confirmation.OK;
    }

    private Confirmation delete(int position, int count) throws IOException {
        if (position + count > SimulatedFingerprintModule.CAPACITY) {
            return Confirmation.POSITION_OUT_OF_RANGE;
        }
        flash.remove(position, position + count);
        return Confirmation.OK;
    }

    private byte[] readParameters() {
        return ByteBuffer.allocate(Instruction.READ_PARAMETERS.answerBytes())
                .put(Confirmation.OK.code())
                .putShort((short) 0)
                .putShort((short) SYSTEM_ID)
                .putShort((short) SimulatedFingerprintModule.CAPACITY)
                .putShort((short) SECURITY_LEVEL)
                .putInt(-1)
                .putShort((short) PACKET_SIZE_CODE)
                .putShort((short) BAUD_FACTOR)
                .array();
    }

    private byte[] counted() {
        return ByteBuffer.allocate(Instruction.COUNT_TEMPLATES.answerBytes())
                .put(Confirmation.OK.code())
                .putShort((short) flash.library().size())
                .array();
    }

    private byte[] readIndex(int page) {
        int first = page * INDEX_PAGE_BYTES * Byte.SIZE;
        if (page < 0 || first >= SimulatedFingerprintModule.CAPACITY) {
            return only(Confirmation.POSITION_OUT_OF_RANGE);
        }
        BitSet taken = new BitSet();
        flash.library().tailMap(first).keySet().forEach(position -> taken.set(position - first));
        return ByteBuffer.allocate(Instruction.READ_INDEX.answerBytes())
                .put(Confirmation.OK.code())
                .put(taken.toByteArray())
                .array();
    }

    private static byte[] found(Confirmation confirmation, int position, int score) {
        return ByteBuffer.allocate(Instruction.SEARCH.answerBytes())
                .put(confirmation.code())
                .putShort((short) position)
                .putShort((short) score)
                .array();
    }

    private static byte[] only(Confirmation confirmation) {
        return new byte[] {confirmation.code()};
    }

    private static int score(int finger) {
        return SCORE_MIN + Math.floorMod(finger * 0x9E3779B1, SCORE_SPREAD);
    }
}
