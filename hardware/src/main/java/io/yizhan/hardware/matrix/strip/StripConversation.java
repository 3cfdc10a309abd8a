package io.yizhan.hardware.matrix.strip;

import io.yizhan.hardware.bus.ByteLink;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.LinkException.Kind;
import java.time.Duration;
import java.util.Arrays;

/** Commands and their answers, one at a time. Used by one thread. */
final class StripConversation implements AutoCloseable {

    /** A frame of 207 bytes takes 216 ms at 9600 baud, and an answer begins within 100 ms. */
    static final Duration ANSWER_WITHIN = Duration.ofMillis(400);

    /** Then the strip is said to be silent. */
    static final int TRIES = 2;

    private static final int CHUNK_BYTES = 256;

    private final ByteLink link;
    private final int address;
    private int number;

    StripConversation(ByteLink link, int address) {
        this.link = link;
        this.address = address;
    }

    /** @return the answer's payload without its status */
    byte[] ask(StripWord word, byte[] payload) throws LinkException {
        number = (number + 1) & 0xFF;
        byte[] command = new StripFrame(address, number, word.code(), payload).bytes();
        for (int attempt = 0; attempt < TRIES; attempt++) {
            drain();
            link.write(command);
            byte[] answer = await(word);
            if (answer.length > 0) {
                return checked(word, answer);
            }
        }
        throw new LinkException(
                Kind.SILENT,
                "no strip answers at " + link.name() + " (address " + address + ", " + TRIES + " tries of "
                        + ANSWER_WITHIN.toMillis() + " ms); check its power, A and B of its cable, baud and address");
    }

    @Override
    public void close() {
        link.close();
    }

    /** What is still there belongs to nobody. */
    private void drain() throws LinkException {
        byte[] old = new byte[CHUNK_BYTES];
        while (link.read(old, 0, old.length, Duration.ZERO) > 0) {
            // looked at by nobody
        }
    }

    /** Empty when none came in time. */
    private byte[] await(StripWord word) throws LinkException {
        StripFrameReader reader = new StripFrameReader();
        byte[] chunk = new byte[CHUNK_BYTES];
        long until = System.nanoTime() + ANSWER_WITHIN.toNanos();
        for (long left = ANSWER_WITHIN.toNanos(); left > 0; left = until - System.nanoTime()) {
            int count = link.read(chunk, 0, chunk.length, Duration.ofNanos(left));
            for (StripFrame frame : reader.take(chunk, count)) {
                boolean ours = frame.address() == address
                        && frame.number() == number
                        && frame.word() == (word.code() | StripFrame.ANSWER);
                if (ours && frame.payload().length > 0) {
                    return frame.payload();
                }
            }
        }
        return new byte[0];
    }

    private byte[] checked(StripWord word, byte[] answer) throws LinkException {
        if (answer[0] != StripStatus.DONE.code()) {
            String why = Arrays.stream(StripStatus.values())
                    .filter(status -> status.code() == answer[0])
                    .map(StripStatus::name)
                    .findFirst()
                    .orElse("status " + answer[0]);
            throw new LinkException(
                    Kind.GARBLED,
                    "the strip at " + link.name() + " refused " + word + " (" + why + "): is it one of another make?");
        }
        return Arrays.copyOfRange(answer, 1, answer.length);
    }
}
