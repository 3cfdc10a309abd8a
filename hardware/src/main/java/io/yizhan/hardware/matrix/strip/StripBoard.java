package io.yizhan.hardware.matrix.strip;

import io.yizhan.hardware.bus.ByteLink;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.matrix.ReadingPace;
import io.yizhan.hardware.matrix.TextBoard;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A ready-made strip at a serial line; its frames stand in the package's page. */
public final class StripBoard implements TextBoard {

    /** As it comes from the works. */
    public static final int FIRST_ADDRESS = 1;

    public static final int BRIGHTNESS_MAX = 15;

    /** Brightness, and a text that does not change, are sent so often: a strip that was off for a moment has both again. */
    public static final Duration REFRESH = Duration.ofSeconds(5);

    /** What the strip's font is coded in. */
    public static final Charset CHARSET = Charset.forName("GB18030");

    /** Of a text: the payload less line and mode. */
    static final int TEXT_BYTES_MAX = StripFrame.PAYLOAD_MAX - 2;

    private final StripConversation strip;
    private final int linesThere;
    private final int cells;
    private final int brightness;
    private List<List<String>> lines = List.of();
    private List<String> sent = List.of();
    private long sinceNanos = System.nanoTime();
    private long sentAtNanos = sinceNanos;

    private StripBoard(StripConversation strip, int linesThere, int cells, int brightness) {
        this.strip = strip;
        this.linesThere = linesThere;
        this.cells = cells;
        this.brightness = brightness;
    }

    /**
     * Asks the strip how large it is, and sets its brightness. Owns the link, also when it fails.
     *
     * @param brightness 0 to {@value #BRIGHTNESS_MAX}
     */
    public static StripBoard open(ByteLink link, int address, int brightness) throws LinkException {
        StripConversation strip = new StripConversation(link, address);
        try {
            byte[] size = strip.ask(StripWord.HELLO, new byte[0]);
            if (size.length < 2 || size[0] == 0 || size[1] == 0) {
                throw new LinkException(
                        LinkException.Kind.GARBLED,
                        "the strip at " + link.name() + " does not tell its size: is it one of another make?");
            }
            StripBoard board = new StripBoard(strip, size[0] & 0xFF, size[1] & 0xFF, brightness);
            board.brighten();
            return board;
        } catch (LinkException e) {
            strip.close();
            throw e;
        }
    }

    @Override
    public void show(List<List<String>> wanted) {
        lines = List.copyOf(wanted);
        sinceNanos = System.nanoTime();
    }

    @Override
    public Duration step() throws LinkException {
        long now = System.nanoTime();
        boolean all = now - sentAtNanos >= REFRESH.toNanos();
        if (all) {
            brighten(); // one that was off may have come back dark
        }
        List<String> due = new ArrayList<>();
        for (int line = 0; line < linesThere; line++) {
            String text = line < lines.size() ? turn(lines.get(line), now - sinceNanos) : "";
            if (all || line >= sent.size() || !sent.get(line).equals(text)) {
                send(line, text);
            }
            due.add(text);
        }
        sent = due;
        sentAtNanos = all ? now : sentAtNanos;
        return lines.stream().anyMatch(texts -> texts.size() > 1) ? ReadingPace.HOLD : REFRESH;
    }

    @Override
    public void close() {
        strip.close();
    }

    private void brighten() throws LinkException {
        strip.ask(StripWord.BRIGHTNESS, new byte[] {(byte) brightness});
    }

    private void send(int line, String text) throws LinkException {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.write(line);
        payload.write(cells(text) > cells ? 1 : 0);
        payload.writeBytes(coded(text));
        strip.ask(StripWord.SHOW, payload.toByteArray());
    }

    /** The text whose turn it is. */
    private String turn(List<String> texts, long sinceNanos) {
        if (texts.isEmpty()) {
            return "";
        }
        long left = sinceNanos % texts.stream().mapToLong(this::lasts).sum();
        int turn = 0;
        while (left >= lasts(texts.get(turn))) {
            left -= lasts(texts.get(turn));
            turn++;
        }
        return texts.get(turn);
    }

    /** The strip moves at a pace of its own; this is time enough for ours. */
    private long lasts(String text) {
        int over = cells(text) - cells;
        return over <= 0
                ? ReadingPace.TURN.toNanos()
                : ReadingPace.HOLD.toNanos() * 2 + ReadingPace.CHARACTER.toNanos() * over / 2;
    }

    private static int cells(String text) {
        return text.codePoints().map(c -> c < 0x80 ? 1 : 2).sum();
    }

    /** What is too long ends with its last character that fits. */
    private static byte[] coded(String text) {
        byte[] whole = text.getBytes(CHARSET);
        String shorter = text;
        while (whole.length > TEXT_BYTES_MAX) {
            shorter = shorter.substring(0, shorter.offsetByCodePoints(shorter.length(), -1));
            whole = shorter.getBytes(CHARSET);
        }
        return whole;
    }
}
