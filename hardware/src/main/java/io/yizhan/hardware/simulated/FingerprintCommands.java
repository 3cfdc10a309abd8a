package io.yizhan.hardware.simulated;

import io.yizhan.hardware.fingerprint.zhiantec.Confirmation;
import io.yizhan.hardware.fingerprint.zhiantec.Frame;
import io.yizhan.hardware.fingerprint.zhiantec.Instruction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the simulated module's processor does with a command. Guarded by the module's lock. */
final class FingerprintCommands {

    private static final Logger LOG = LoggerFactory.getLogger(FingerprintCommands.class);

    private static final Set<Instruction> BEFORE_THE_PASSWORD =
            EnumSet.of(Instruction.VERIFY_PASSWORD, Instruction.HANDSHAKE, Instruction.ECHO);

    private static final int INDEX_PAGE_BYTES = 32;
    private static final int PARAMETERS_OFFSET = 1;
    private static final int SYSTEM_ID = 0x0009;

    // numbers of SetSysPara, and what they may be
    static final int BAUD = 4;
    private static final int SECURITY = 5;
    private static final int PACKET = 6;
    private static final Set<Integer> BAUD_FACTORS = Set.of(1, 2, 4, 6, 12);
    static final int BAUD_STEP = 9_600;
    private static final int BAUD_OF_FACTORY = 6;
    private static final int SECURITY_MAX = 5;
    private static final int SECURITY_OF_FACTORY = 3;
    private static final int PACKET_MAX = 3;
    private static final int PACKET_OF_FACTORY = 2;
    private static final int PACKET_BYTES_MIN = 32;

    private static final int SCORE_MIN = 60;
    private static final int SCORE_SPREAD = 140;

    private final FingerprintFlash flash;
    private final FingerprintBuffers buffers;
    private final Random random;
    private boolean verified;
    private Optional<RingLight> ring = Optional.empty();

    /** What was set in the flash counts from the next power on. */
    private int security;

    private int packetCode;
    private int baudFactor;

    FingerprintCommands(FingerprintFlash flash, FingerprintBuffers buffers, Random random) {
        this.flash = flash;
        this.buffers = buffers;
        this.random = random;
        powerOn();
    }

    void powerOn() {
        buffers.forget();
        verified = false;
        ring = Optional.empty();
        security = flash.parameter(SECURITY).orElse(SECURITY_OF_FACTORY);
        packetCode = flash.parameter(PACKET).orElse(PACKET_OF_FACTORY);
        baudFactor = flash.parameter(BAUD).orElse(BAUD_OF_FACTORY);
    }

    int baud() {
        return baudFactor * BAUD_STEP;
    }

    Optional<RingLight> ring() {
        return ring;
    }

    /** The data sheet's time; where it gives a bound, about two thirds of that. */
    static Duration time(Instruction instruction) {
        return Duration.ofMillis(
                switch (instruction) {
                    case GET_IMAGE -> 130;
                    case EXTRACT_FEATURES -> 330;
                    case MATCH, LOAD -> 30;
                    case SEARCH -> 60;
                    case FAST_SEARCH -> 40;
                    case MERGE -> 100;
                    case UPLOAD -> 290; // 12 packets of 139 bytes at 57600 baud
                    case STORE, DELETE -> 70;
                    case EMPTY -> 200;
                    case SET_PASSWORD, SET_PARAMETER -> 20;
                    case READ_PARAMETERS, VERIFY_PASSWORD, RANDOM, COUNT_TEMPLATES, READ_INDEX, DOWNLOAD, LIGHT -> 5;
                    case CHECK_SENSOR, RESET, HANDSHAKE, ECHO -> 5;
                });
    }

    /** The data packets after an answer that says OK. */
    List<Frame> data(Instruction instruction, byte[] payload) {
        Optional<Integer> finger = instruction == Instruction.UPLOAD && payload.length == 2
                ? buffers.finger(payload[1])
                : Optional.empty();
        return finger.map(one -> Frame.data(SimulatedTemplate.of(one), PACKET_BYTES_MIN << packetCode))
                .orElse(List.of());
    }

    /** @param payload the command's, its first byte the instruction's */
    byte[] obey(Instruction instruction, byte[] payload) {
        buffers.endDownload();
        ByteBuffer parameters = ByteBuffer.wrap(payload).position(1);
        if (parameters.remaining() != parameterBytes(instruction)) {
            return only(Confirmation.RECEIVE_ERROR);
        }
        boolean open = verified || flash.password() == 0; // the factory's password need not be given
        if (!open && !BEFORE_THE_PASSWORD.contains(instruction)) {
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
            case GET_IMAGE -> only(buffers.takeImage());
            case EXTRACT_FEATURES -> only(buffers.extractFeatures(parameters.get()));
            case MATCH -> match();
            case SEARCH, FAST_SEARCH -> search(instruction, parameters.get(), word(parameters), word(parameters));
            case MERGE -> only(buffers.merge());
            case STORE -> only(store(parameters.get(), word(parameters)));
            case LOAD -> only(load(parameters.get(), word(parameters)));
            case UPLOAD -> only(uploaded(parameters.get()));
            case DOWNLOAD -> only(buffers.beginDownload(parameters.get()));
            case DELETE -> only(delete(word(parameters), word(parameters)));
            case EMPTY -> {
                flash.remove(0, SimulatedFingerprintModule.CAPACITY);
                yield only(Confirmation.OK);
            }
            case SET_PARAMETER -> only(setParameter(parameters.get(), parameters.get()));
            case READ_PARAMETERS -> readParameters();
            case SET_PASSWORD -> {
                flash.setPassword(parameters.getInt());
                verified = false;
                yield only(Confirmation.OK);
            }
            case VERIFY_PASSWORD -> {
                verified = parameters.getInt() == flash.password();
                yield only(verified ? Confirmation.OK : Confirmation.WRONG_PASSWORD);
            }
            case RANDOM -> answer(instruction, Confirmation.OK, random.nextInt(), random.nextInt());
            case COUNT_TEMPLATES ->
                answer(instruction, Confirmation.OK, flash.library().size());
            case READ_INDEX -> readIndex(parameters.get());
            case LIGHT -> only(light(parameters.get(), parameters.get(PARAMETERS_OFFSET + 2)));
            case CHECK_SENSOR, HANDSHAKE -> only(Confirmation.OK);
            case ECHO -> only(Confirmation.ECHOED);
            case RESET -> {
                powerOn();
                yield only(Confirmation.OK);
            }
        };
    }

    private Confirmation uploaded(int buffer) {
        return buffers.finger(buffer).isPresent() ? Confirmation.OK : Confirmation.UPLOAD_FAILED;
    }

    private static int word(ByteBuffer parameters) {
        return parameters.getShort() & 0xFFFF;
    }

    private static int parameterBytes(Instruction instruction) {
        return switch (instruction) {
            case GET_IMAGE, MATCH, MERGE, EMPTY, READ_PARAMETERS, RANDOM, COUNT_TEMPLATES -> 0;
            case CHECK_SENSOR, RESET, HANDSHAKE, ECHO -> 0;
            case EXTRACT_FEATURES, UPLOAD, DOWNLOAD, READ_INDEX -> 1;
            case SET_PARAMETER -> 2;
            case STORE, LOAD -> 3;
            case DELETE, SET_PASSWORD, VERIFY_PASSWORD, LIGHT -> 4;
            case SEARCH, FAST_SEARCH -> 5;
        };
    }

    private byte[] search(Instruction instruction, int buffer, int start, int count) {
        Integer finger = buffers.finger(buffer).orElse(null);
        if (finger != null) {
            for (Map.Entry<Integer, Integer> entry :
                    flash.library().subMap(start, start + count).entrySet()) {
                if (entry.getValue().equals(finger)) {
                    return answer(instruction, Confirmation.OK, entry.getKey(), score(finger));
                }
            }
        }
        return answer(instruction, Confirmation.NOT_FOUND, 0, 0);
    }

    private byte[] match() {
        return buffers.match()
                ? answer(
                        Instruction.MATCH,
                        Confirmation.OK,
                        score(buffers.finger(1).orElse(0)))
                : answer(Instruction.MATCH, Confirmation.NO_MATCH, 0);
    }

    private Confirmation load(int buffer, int position) {
        return position >= SimulatedFingerprintModule.CAPACITY
                ? Confirmation.POSITION_OUT_OF_RANGE
                : buffers.load(buffer, Optional.ofNullable(flash.library().get(position)));
    }

    private Confirmation store(int buffer, int position) throws IOException {
        if (position >= SimulatedFingerprintModule.CAPACITY) {
            return Confirmation.POSITION_OUT_OF_RANGE;
        }
        Optional<Integer> finger = buffers.finger(buffer);
        if (finger.isEmpty()) {
            return Confirmation.EMPTY_TEMPLATE;
        }
        flash.put(position, finger.get());
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
                .putShort((short) security)
                .putInt(-1)
                .putShort((short) packetCode)
                .putShort((short) baudFactor)
                .array();
    }

    private Confirmation setParameter(int number, int value) throws IOException {
        boolean known = switch (number) {
            case BAUD -> BAUD_FACTORS.contains(value);
            case SECURITY -> value >= 1 && value <= SECURITY_MAX;
            case PACKET -> value >= 0 && value <= PACKET_MAX;
            default -> false;
        };
        if (!known) {
            return Confirmation.BAD_REGISTER;
        }
        flash.setParameter(number, value);
        return Confirmation.OK;
    }

    private Confirmation light(int control, int colour) {
        if (control < 1 || control > RingLight.CONTROLS || colour < 1 || colour > RingLight.COLOURS) {
            return Confirmation.FAILED;
        }
        ring = Optional.of(new RingLight(control, colour));
        return Confirmation.OK;
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

    private static byte[] answer(Instruction instruction, Confirmation confirmation, int... numbers) {
        ByteBuffer answer = ByteBuffer.allocate(instruction.answerBytes()).put(confirmation.code());
        for (int number : numbers) {
            answer.putShort((short) number);
        }
        return answer.array();
    }

    private static byte[] only(Confirmation confirmation) {
        return new byte[] {confirmation.code()};
    }

    private static int score(int finger) {
        return SCORE_MIN + Math.floorMod(finger * 0x9E3779B1, SCORE_SPREAD);
    }
}
