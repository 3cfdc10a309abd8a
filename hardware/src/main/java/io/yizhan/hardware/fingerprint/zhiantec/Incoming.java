package io.yizhan.hardware.fingerprint.zhiantec;

import io.yizhan.hardware.bus.ByteLink;
import io.yizhan.hardware.bus.LinkException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What comes on a link after one command: whole frames, each given once, and a memory of what was useless. */
final class Incoming {

    /** The longest silence inside a frame: a USB adapter holds bytes back for 16 ms, a busy Pi for some tens. */
    static final Duration GAP_MAX = Duration.ofMillis(200);

    /** More than this without a frame among it is not listened to any longer. */
    private static final int SKIPPED_BYTES_MAX = 4_096;

    private final ByteLink link;
    private final byte[] chunk = new byte[512];
    private final FrameReader reader = new FrameReader();
    private final Deque<FrameReader.Found> found = new ArrayDeque<>();
    private @Nullable String useless;
    private boolean ended;

    Incoming(ByteLink link) {
        this.link = link;
    }

    /**
     * The next whole frame; empty when nothing more is worth waiting for: the deadline passed, or the line fell silent
     * after something useless.
     */
    Optional<Frame> next(long deadlineNanos) throws LinkException {
        while (true) {
            while (!found.isEmpty()) {
                switch (found.removeFirst()) {
                    case FrameReader.Found.Broken(FrameReader.Flaw flaw, String description) -> useless = description;
                    case FrameReader.Found.Whole(Frame frame) -> {
                        return Optional.of(frame);
                    }
                }
            }
            if (ended) {
                return Optional.empty();
            }
            listen(deadlineNanos);
        }
    }

    /** Says of a frame that was given that it is no answer either. */
    void useless(String description) {
        useless = description;
    }

    /** What was useless at last. */
    Optional<String> useless() {
        return Optional.ofNullable(useless);
    }

    /** Bytes so far that belonged to no frame. */
    int skippedBytes() {
        return reader.skippedBytes();
    }

    private void listen(long deadlineNanos) throws LinkException {
        Duration left = Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
        boolean begun = useless != null || reader.inFrame();
        int count = link.read(chunk, 0, chunk.length, begun ? GAP_MAX : left);
        found.addAll(count == 0 ? reader.giveUp() : reader.read(chunk, 0, count));
        boolean over = count == 0 && (begun || deadlineNanos - System.nanoTime() <= 0);
        ended = over || reader.skippedBytes() > SKIPPED_BYTES_MAX;
    }
}
