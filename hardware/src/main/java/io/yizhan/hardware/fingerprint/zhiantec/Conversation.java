package io.yizhan.hardware.fingerprint.zhiantec;

import io.yizhan.hardware.bus.ByteLink;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.LinkException.Kind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Question and answer over the wire. Frames carry no number, so what keeps an answer with its question is that
 * nothing older is left on the line: pending bytes are thrown away before a command, and after a failed attempt until
 * the line is quiet.
 *
 * <p>Every instruction in use may be repeated without harm, so a garbled or missing answer is asked for again.
 */
final class Conversation implements AutoCloseable {

    static final int ATTEMPTS_MAX = 3;

    /** The longest silence inside a frame: a USB adapter holds bytes back for 16 ms, a busy Pi for some tens. */
    static final Duration GAP_MAX = Duration.ofMillis(200);

    /** A line is quiet after this; an answer that came too late is over by then. */
    private static final Duration QUIET = Duration.ofMillis(100);

    /** About 0.7 s of a 57600 baud line: one that sends more unasked is not a module of this kind. */
    private static final int DRAIN_BYTES_MAX = 4_096;

    private final ByteLink link;
    private final byte[] chunk = new byte[512];

    Conversation(ByteLink link) {
        this.link = link;
    }

    /** What a module answered: its confirmation, and what followed that. */
    record Answer(Confirmation confirmation, Rest rest) {}

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
            switch (attempt(instruction, command)) {
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

    @Override
    public void close() {
        link.close();
    }

    private Attempt attempt(Instruction instruction, byte[] command) throws LinkException {
        FrameReader reader = new FrameReader();
        String seen = null;
        link.write(command);
        long deadline = System.nanoTime() + instruction.deadline().toNanos();
        while (true) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            boolean begun = seen != null || reader.inFrame();
            int count = link.read(chunk, 0, chunk.length, begun ? GAP_MAX : left);
            List<FrameReader.Found> found = count == 0 ? reader.giveUp() : reader.read(chunk, 0, count);
            for (FrameReader.Found one : found) {
                switch (one) {
                    case FrameReader.Found.Broken(FrameReader.Flaw flaw, String description) -> seen = description;
                    case FrameReader.Found.Whole(Frame frame) -> {
                        Optional<Answer> answer = fitting(instruction, frame);
                        if (answer.isPresent()) {
                            return new Attempt.Answered(answer.get());
                        }
                        seen = misfit(instruction, frame);
                    }
                }
            }
            boolean over = count == 0 && (begun || deadline - System.nanoTime() <= 0);
            if (over || reader.skippedBytes() > DRAIN_BYTES_MAX) {
                return ended(seen, reader.skippedBytes());
            }
        }
    }

    private static Attempt ended(@Nullable String seen, int skippedBytes) {
        if (seen != null) {
            return new Attempt.Garbled(seen);
        }
        return skippedBytes == 0
                ? new Attempt.Silent()
                : new Attempt.Garbled(skippedBytes + " bytes and no frame among them, as at a wrong baud rate");
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
        return fits ? Optional.of(new Answer(confirmation.get(), new Rest(frame))) : Optional.empty();
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
                        + " times; check its power, that its TX goes to RX and its RX to TX, and that its baud rate is"
                        + " the one in the settings (57600 from the factory)");
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
