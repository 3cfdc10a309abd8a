package io.yizhan.hardware.fingerprint.zhiantec;

import io.yizhan.hardware.bus.ByteLink;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.LinkException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Question and answer over the wire. Frames carry no number, so what keeps an answer with its question is that
 * nothing older is left on the line: pending bytes are thrown away before a command, and after a failed attempt until
 * the line is quiet.
 *
 * <p>Every instruction in use may be repeated without harm, so a garbled or missing answer is asked for again.
 */
final class Conversation implements AutoCloseable {

    static final int ATTEMPTS_MAX = 3;

    /** The longest template is 1536 bytes by the R503's manual; one without an end is none. */
    static final int DATA_BYTES_MAX = 4_096;

    /** A data packet follows the one before it within this; 256 bytes take 47 ms at 57600 baud. */
    private static final Duration PACKET_MAX = Duration.ofMillis(500);

    /** A line is quiet after this; an answer that came too late is over by then. */
    private static final Duration QUIET = Duration.ofMillis(100);

    /** What an R503 says unframed after power, at whatever moment that comes. */
    private static final int AWAKE_BYTES = 1;

    /** A module answers this question within some ms. */
    private static final Duration PROBE = Duration.ofMillis(300);

    /** About 1.4 s of a 57600 baud line: one that sends more unasked is not a module of this kind. */
    private static final int DRAIN_BYTES_MAX = 8_192;

    private final ByteLink link;
    private final byte[] chunk = new byte[512];

    Conversation(ByteLink link) {
        this.link = link;
    }

    /** What a module answered: its confirmation, what followed that in the frame, and the data packets after it. */
    record Answer(Confirmation confirmation, Rest rest, List<Frame> data) {}

    /** The bytes after the confirmation; as many as the instruction promises when it is OK. */
    record Rest(Frame frame) {

        int number(int offset, int width) {
            return Frame.number(frame.payload(), 1 + offset, width);
        }

        byte[] bytes() {
            byte[] payload = frame.payload();
            return Arrays.copyOfRange(payload, 1, payload.length);
        }
    }

    private sealed interface Attempt {
        record Answered(Answer answer) implements Attempt {}

        record Garbled(String seen) implements Attempt {}

        record Silent() implements Attempt {}
    }

    String name() {
        return link.name();
    }

    Answer ask(Instruction instruction, byte... parameters) throws LinkException {
        byte[] command = instruction.frame(parameters).bytes();
        drain(Duration.ZERO);
        String garbled = null;
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            switch (attempt(instruction, command, instruction.deadline())) {
                case Attempt.Answered(Answer answer) -> {
                    if (attempt > 1) {
                        drain(QUIET); // it may have been the first attempt's, late, with this one's still to come
                    }
                    return answer;
                }
                case Attempt.Garbled(String seen) -> garbled = seen;
                case Attempt.Silent() -> {}
            }
            drain(QUIET);
        }
        throw garbled == null ? silent(instruction) : garbled(instruction, garbled);
    }

    /** Whether anything at the far end understands us: one try, whatever the answer says. */
    boolean answers() throws LinkException {
        drain(QUIET);
        Instruction question = Instruction.VERIFY_PASSWORD; // the one that every family and every state answers
        return attempt(question, question.frame(new byte[4]).bytes(), PROBE) instanceof Attempt.Answered;
    }

    @Override
    public void close() {
        link.close();
    }

    /** Sends data packets; a module answers none of them. */
    void send(List<Frame> data) throws LinkException {
        for (Frame frame : data) {
            link.write(frame.bytes());
        }
    }

    private Attempt attempt(Instruction instruction, byte[] command, Duration within) throws LinkException {
        Incoming incoming = new Incoming(link);
        link.write(command);
        long deadline = System.nanoTime() + within.toNanos();
        for (Optional<Frame> frame = incoming.next(deadline); frame.isPresent(); frame = incoming.next(deadline)) {
            Optional<Answer> answer = fitting(instruction, frame.get());
            if (answer.isPresent()) {
                boolean more = instruction.dataFollows() && answer.get().confirmation() == Confirmation.OK;
                return more ? withData(answer.get(), incoming) : new Attempt.Answered(answer.get());
            }
            incoming.useless(misfit(instruction, frame.get()));
        }
        return ended(incoming);
    }

    /** Reads to the packet that calls itself the last: modules of one name differ in their templates' size. */
    private static Attempt withData(Answer answer, Incoming incoming) throws LinkException {
        List<Frame> data = new ArrayList<>();
        int bytes = 0;
        while (bytes <= DATA_BYTES_MAX) {
            Optional<Frame> next = incoming.next(System.nanoTime() + PACKET_MAX.toNanos());
            if (next.filter(Conversation::isData).isEmpty()) {
                String instead = next.map(Frame::toString).orElse("nothing");
                return new Attempt.Garbled(instead + " after " + bytes + " bytes of data, where more were expected");
            }
            Frame frame = next.get();
            data.add(frame);
            bytes += frame.payload().length;
            if (frame.kind() == Frame.Kind.LAST_DATA) {
                return new Attempt.Answered(new Answer(answer.confirmation(), answer.rest(), List.copyOf(data)));
            }
        }
        return new Attempt.Garbled("more than " + DATA_BYTES_MAX + " bytes of data without an end");
    }

    private static boolean isData(Frame frame) {
        return frame.address() == Frame.BROADCAST_ADDRESS
                && (frame.kind() == Frame.Kind.DATA || frame.kind() == Frame.Kind.LAST_DATA);
    }

    private static Attempt ended(Incoming incoming) {
        Optional<String> useless = incoming.useless();
        if (useless.isPresent()) {
            return new Attempt.Garbled(useless.get());
        }
        return incoming.skippedBytes() <= AWAKE_BYTES
                ? new Attempt.Silent()
                : new Attempt.Garbled(
                        incoming.skippedBytes() + " bytes and no frame among them, as at a wrong baud rate");
    }

    /**
     * The answer in this frame, if it can be one to this instruction. The address is compared because the checksum
     * does not cover it, and the length because an answer to an earlier, other command may have been late.
     */
    private static Optional<Answer> fitting(Instruction instruction, Frame frame) {
        Optional<Confirmation> confirmation = Confirmation.of(frame.payload()[0] & 0xFF);
        int length = frame.payload().length;
        boolean refused = confirmation.isPresent() && confirmation.get() != Confirmation.OK;
        boolean fits = frame.kind() == Frame.Kind.ACK
                && frame.address() == Frame.BROADCAST_ADDRESS
                && (length == instruction.answerBytes() || (refused && length == 1))
                && confirmation.isPresent()
                && confirmation.get() != Confirmation.RECEIVE_ERROR;
        return fits ? Optional.of(new Answer(confirmation.get(), new Rest(frame), List.of())) : Optional.empty();
    }

    private static String misfit(Instruction instruction, Frame frame) {
        int code = frame.payload()[0] & 0xFF;
        return "the answer " + frame + " with "
                + Confirmation.of(code).map(Confirmation::toString).orElse("the unknown confirmation " + code)
                + ", where " + instruction.answerBytes() + " bytes were expected";
    }

    /** Throws away what stands on the line, until nothing comes for {@code quiet}. */
    private void drain(Duration quiet) throws LinkException {
        int drained = 0;
        for (int count = 1; count > 0; drained += count) {
            if (drained > DRAIN_BYTES_MAX) {
                throw new LinkException(
                        Kind.GARBLED,
                        name() + " sent more than " + DRAIN_BYTES_MAX
                                + " bytes unasked; is this line really a fingerprint"
                                + " module's? Check the path and the baud rate in the settings");
            }
            count = link.read(chunk, 0, chunk.length, quiet);
        }
    }

    private LinkException silent(Instruction instruction) {
        return new LinkException(
                Kind.SILENT,
                "the fingerprint module at " + name() + " did not answer " + instruction + " within "
                        + instruction.deadline().toMillis() + " ms, " + ATTEMPTS_MAX
                        + " times; check its power, that its TX goes to RX and its RX to TX");
    }

    private LinkException garbled(Instruction instruction, String seen) {
        return new LinkException(
                Kind.GARBLED,
                "the fingerprint module at " + name() + " answered " + instruction + " with nothing usable, "
                        + ATTEMPTS_MAX
                        + " times; at last: " + seen
                        + "; check its cable (short, away from the printer's and the motor's) and its baud rate, or"
                        + " replace the module");
    }
}
