package io.yizhan.hardware.simulated;

import io.yizhan.hardware.matrix.strip.StripBoard;
import io.yizhan.hardware.matrix.strip.StripFrame;
import io.yizhan.hardware.matrix.strip.StripFrameReader;
import io.yizhan.hardware.matrix.strip.StripStatus;
import io.yizhan.hardware.matrix.strip.StripWord;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A ready-made counter strip, as {@code matrix.strip} describes it. It refuses a word, a line or a text that it does
 * not know, and answers neither a wrong CRC nor a foreign address. Thread-safe.
 */
public final class SimulatedStrip implements SerialDevice {

    /** So long without a byte, and what was begun is forgotten. */
    private static final Duration FRAME_GAP = Duration.ofMillis(100);

    private final int cells;
    private final String[] texts;
    private final Witness witness;
    private final StripFrameReader reader = new StripFrameReader();
    private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
    private long lastByteNanos = System.nanoTime();
    private int brightness;
    private int refused;

    /**
     * @param cells across; an ASCII character takes one, every other two
     * @param witness is told each text
     */
    public SimulatedStrip(int lines, int cells, Witness witness) {
        this.cells = cells;
        this.texts = Stream.generate(() -> "").limit(lines).toArray(String[]::new);
        this.witness = witness;
    }

    /** What goes wrong while it is switched on. */
    public enum Fault {
        /** Every answer's CRC is wrong. */
        BADSUM,
        /** Nothing is answered. */
        SILENT,
        /** Bytes that are no frame come before each answer. */
        NOISE
    }

    @Override
    public synchronized byte[] receive(byte[] bytes) {
        long now = System.nanoTime();
        if (now - lastByteNanos > FRAME_GAP.toNanos()) {
            reader.forget();
        }
        lastByteNanos = now;
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        for (StripFrame command : reader.take(bytes, bytes.length)) {
            if (command.address() == StripBoard.FIRST_ADDRESS && !faults.contains(Fault.SILENT)) {
                answers.writeBytes(answer(command));
            }
        }
        return answers.toByteArray();
    }

    /** What stands in a line, from 0. */
    public synchronized String text(int line) {
        return texts[line];
    }

    /** 0 to 15. */
    public synchronized int brightness() {
        return brightness;
    }

    /** Commands that were refused. */
    public synchronized int refused() {
        return refused;
    }

    /** Switches a fault on or off. */
    public synchronized void fault(Fault fault, boolean on) {
        if (on) {
            faults.add(fault);
        } else {
            faults.remove(fault);
        }
    }

    /** The supply drops for a moment: it is dark. */
    public synchronized void powerDrop() {
        Arrays.fill(texts, "");
        brightness = 0;
    }

    private byte[] answer(StripFrame command) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        StripStatus status = obey(command);
        refused += status == StripStatus.DONE ? 0 : 1;
        payload.write(status.code());
        if (command.word() == StripWord.HELLO.code()) {
            payload.write(texts.length);
            payload.write(cells);
        }
        byte[] answer = new StripFrame(
                        command.address(), command.number(), command.word() | StripFrame.ANSWER, payload.toByteArray())
                .bytes();
        if (faults.contains(Fault.BADSUM)) {
            answer[answer.length - 1] ^= 0x55;
        }
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        if (faults.contains(Fault.NOISE)) {
            sent.writeBytes(new byte[] {0x55, 0x02, 0x00, 0x13});
        }
        sent.writeBytes(answer);
        return sent.toByteArray();
    }

    private StripStatus obey(StripFrame command) {
        byte[] payload = command.payload();
        List<StripWord> known = Arrays.stream(StripWord.values())
                .filter(word -> word.code() == command.word())
                .toList();
        if (known.isEmpty()) {
            return StripStatus.UNKNOWN_WORD;
        }
        return switch (known.getFirst()) {
            case HELLO -> payload.length == 0 ? StripStatus.DONE : StripStatus.UNREADABLE_PAYLOAD;
            case BRIGHTNESS -> {
                if (payload.length != 1 || payload[0] < 0 || payload[0] > StripBoard.BRIGHTNESS_MAX) {
                    yield StripStatus.UNREADABLE_PAYLOAD;
                }
                brightness = payload[0];
                yield StripStatus.DONE;
            }
            case SHOW -> show(payload);
        };
    }

    private StripStatus show(byte[] payload) {
        if (payload.length < 2 || payload[1] < 0 || payload[1] > 1) {
            return StripStatus.UNREADABLE_PAYLOAD;
        }
        int line = payload[0] & 0xFF;
        if (line >= texts.length) {
            return StripStatus.NO_SUCH_LINE;
        }
        try {
            String text = StripBoard.CHARSET
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload, 2, payload.length - 2))
                    .toString();
            if (!text.equals(texts[line]) && !text.isEmpty()) {
                witness.saw("strip", text);
            }
            texts[line] = text;
            return StripStatus.DONE;
        } catch (CharacterCodingException notItsCharset) {
            return StripStatus.UNREADABLE_PAYLOAD;
        }
    }
}
