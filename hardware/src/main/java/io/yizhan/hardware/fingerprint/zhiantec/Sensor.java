package io.yizhan.hardware.fingerprint.zhiantec;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.LinkException.Kind;
import io.yizhan.hardware.fingerprint.zhiantec.Conversation.Answer;
import io.yizhan.hardware.fingerprint.zhiantec.Conversation.Rest;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands of one module, typed. A confirmation that the caller did not name as one it can deal with is a fault
 * of it.
 */
final class Sensor implements AutoCloseable {

    private static final int POSITIONS_ON_INDEX_PAGE = 256;

    /** Packet sizes are 32, 64, 128 and 256 bytes, by the codes 0 to 3. */
    private static final int PACKET_BYTES_MIN = 32;

    private static final int PACKET_CODE_MAX = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Sensor.class);

    private final Conversation conversation;
    private final long password;
    private int capacity;
    private int packetBytes = PACKET_BYTES_MIN;

    Sensor(Conversation conversation, long password) {
        this.conversation = conversation;
        this.password = password;
    }

    /** A finger's position and how well it fits. */
    record Hit(int position, int score) {}

    /**
     * Verifies the password, which also shows that the module is there and understands, and asks for the library's
     * size and the packets'.
     */
    void start() throws LinkException {
        adopt();
        Rest parameters = expect(Instruction.READ_PARAMETERS, Set.of()).rest();
        capacity = parameters.number(4, 2);
        packetBytes = PACKET_BYTES_MIN << Math.min(parameters.number(12, 2), PACKET_CODE_MAX);
        LOG.atInfo()
                .addKeyValue("line", name())
                .addKeyValue("positions", capacity)
                .addKeyValue("security", parameters.number(6, 2))
                .addKeyValue("packet", packetBytes)
                .log("a fingerprint module answers");
        if (capacity == 0) {
            throw fault(Kind.GARBLED, "says that its library has 0 positions");
        }
    }

    String name() {
        return conversation.name();
    }

    int capacity() {
        return capacity;
    }

    Confirmation takeImage() throws LinkException {
        return expect(Instruction.GET_IMAGE, EnumSet.of(Confirmation.NO_FINGER, Confirmation.NOT_CAPTURED))
                .confirmation();
    }

    /** @param buffer 1 to 6; a module with two buffers takes every one above 1 for the second */
    Confirmation extractFeatures(int buffer) throws LinkException {
        return expect(
                        Instruction.EXTRACT_FEATURES,
                        EnumSet.of(Confirmation.MESSY, Confirmation.TOO_FEW_FEATURES, Confirmation.NO_IMAGE),
                        (byte) buffer)
                .confirmation();
    }

    /** Looks for the features of buffer 1 in the whole library. */
    Optional<Hit> search() throws LinkException {
        byte[] parameters = new byte[5];
        parameters[0] = 1;
        Frame.put(parameters, 3, capacity, 2);
        Answer answer = expect(
                Instruction.SEARCH,
                EnumSet.of(Confirmation.NOT_FOUND, Confirmation.NO_MATCH, Confirmation.EMPTY_LIBRARY),
                parameters);
        if (answer.confirmation() != Confirmation.OK) {
            return Optional.empty();
        }
        Hit hit = new Hit(answer.rest().number(0, 2), answer.rest().number(2, 2));
        if (hit.position() >= capacity) {
            throw fault(Kind.GARBLED, "found a finger at position " + hit.position() + " of a library of " + capacity);
        }
        return Optional.of(hit);
    }

    /** Makes one template of the touches in the buffers. */
    Confirmation merge() throws LinkException {
        return expect(Instruction.MERGE, EnumSet.of(Confirmation.NOT_MERGED, Confirmation.NO_MATCH))
                .confirmation();
    }

    /** Whether the module takes the contents of buffers 1 and 2 for one finger's. */
    boolean match() throws LinkException {
        return expect(Instruction.MATCH, EnumSet.of(Confirmation.NO_MATCH, Confirmation.EMPTY_TEMPLATE))
                        .confirmation()
                == Confirmation.OK;
    }

    /** Puts the template at this position into a buffer. */
    Confirmation load(int buffer, int position) throws LinkException {
        byte[] parameters = new byte[3];
        parameters[0] = (byte) buffer;
        Frame.put(parameters, 1, position, 2);
        return expect(
                        Instruction.LOAD,
                        EnumSet.of(Confirmation.BAD_TEMPLATE, Confirmation.EMPTY_TEMPLATE, Confirmation.FAILED),
                        parameters)
                .confirmation();
    }

    /** Reads a buffer out; empty when the module finds no template in it. */
    Optional<byte[]> upload(int buffer) throws LinkException {
        Answer answer = expect(
                Instruction.UPLOAD,
                EnumSet.of(Confirmation.UPLOAD_FAILED, Confirmation.BAD_TEMPLATE, Confirmation.EMPTY_TEMPLATE),
                (byte) buffer);
        return answer.confirmation() == Confirmation.OK ? Optional.of(Frame.joined(answer.data())) : Optional.empty();
    }

    /** Sends a template into a buffer. Whether it came whole, the module does not say. */
    void download(int buffer, byte[] template) throws LinkException {
        expect(Instruction.DOWNLOAD, Set.of(), (byte) buffer);
        conversation.send(Frame.data(template, packetBytes));
    }

    /**
     * Sets the ring light.
     *
     * @param control 1 breathing, 2 flashing, 3 on, 4 off
     * @param speed of one breath or flash: 0 to 255, a higher one is slower
     * @param colour 1 red, 2 blue, 3 purple, 4 green
     * @param times 0 for without end
     * @return whether the module has such a light
     */
    boolean light(int control, int speed, int colour, int times) throws LinkException {
        Set<Confirmation> none = EnumSet.complementOf(EnumSet.of(Confirmation.OK, Confirmation.PASSWORD_NEEDED));
        return expect(Instruction.LIGHT, none, (byte) control, (byte) speed, (byte) colour, (byte) times)
                        .confirmation()
                == Confirmation.OK;
    }

    /** Empties the library. */
    void empty() throws LinkException {
        expect(Instruction.EMPTY, Set.of());
    }

    /** Writes the template of buffer 1 to the library, over what stands there. */
    Confirmation store(int position) throws LinkException {
        byte[] parameters = new byte[3];
        parameters[0] = 1;
        Frame.put(parameters, 1, position, 2);
        return expect(
                        Instruction.STORE,
                        EnumSet.of(
                                Confirmation.POSITION_OUT_OF_RANGE,
                                Confirmation.LIBRARY_FULL,
                                Confirmation.BAD_TEMPLATE,
                                Confirmation.EMPTY_TEMPLATE),
                        parameters)
                .confirmation();
    }

    void delete(int position) throws LinkException {
        byte[] parameters = new byte[4];
        Frame.put(parameters, 0, position, 2);
        Frame.put(parameters, 2, 1, 2);
        expect(Instruction.DELETE, Set.of(), parameters);
    }

    BitSet occupied() throws LinkException {
        BitSet occupied = new BitSet(capacity);
        for (int page = 0; page * POSITIONS_ON_INDEX_PAGE < capacity; page++) {
            Rest index = expect(Instruction.READ_INDEX, Set.of(), (byte) page).rest();
            int first = page * POSITIONS_ON_INDEX_PAGE;
            BitSet.valueOf(index.bytes()).stream()
                    .map(bit -> first + bit)
                    .filter(position -> position < capacity)
                    .forEach(occupied::set);
        }
        return occupied;
    }

    /** A fault of this module, with its name and what to do. */
    LinkException fault(Kind kind, String what) {
        return new LinkException(
                kind,
                "the fingerprint module at " + name() + " " + what
                        + "; give it power anew, and replace it when this comes again");
    }

    @Override
    public void close() {
        conversation.close();
    }

    /** A module that lost power between two commands asks for its password again; that is answered here, once. */
    private Answer expect(Instruction instruction, Set<Confirmation> refusals, byte... parameters)
            throws LinkException {
        Answer answer = conversation.ask(instruction, parameters);
        if (answer.confirmation() == Confirmation.PASSWORD_NEEDED) {
            verifyPassword();
            answer = conversation.ask(instruction, parameters);
        }
        if (answer.confirmation() == Confirmation.OK || refusals.contains(answer.confirmation())) {
            return answer;
        }
        throw fault(Kind.FAILED, "refused " + instruction + ": " + answer.confirmation());
    }

    private void verifyPassword() throws LinkException {
        if (!accepts(password)) {
            throw new LinkException(
                    Kind.DENIED,
                    "the fingerprint module at " + name()
                            + " refused the password of the settings; it was set"
                            + " by another hall or terminal: enter that one, or replace the module");
        }
    }

    /** A module fresh from the factory is given the password of the settings. */
    private void adopt() throws LinkException {
        if (accepts(password)) {
            return;
        }
        if (accepts(ZhiantecSetup.FACTORY_PASSWORD)) {
            expect(Instruction.SET_PASSWORD, Set.of(), word(password));
            LOG.atInfo().log("the fingerprint module at {} was given the password of the settings", name());
        }
        verifyPassword();
    }

    private boolean accepts(long offered) throws LinkException {
        Confirmation confirmation =
                conversation.ask(Instruction.VERIFY_PASSWORD, word(offered)).confirmation();
        if (confirmation != Confirmation.OK && confirmation != Confirmation.WRONG_PASSWORD) {
            throw fault(Kind.FAILED, "answered its password with: " + confirmation);
        }
        return confirmation == Confirmation.OK;
    }

    private static byte[] word(long number) {
        byte[] parameters = new byte[4];
        Frame.put(parameters, 0, (int) number, 4);
        return parameters;
    }
}
