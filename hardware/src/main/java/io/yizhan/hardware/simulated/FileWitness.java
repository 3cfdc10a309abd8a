package io.yizhan.hardware.simulated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A witness with a notebook. */
final class FileWitness implements Witness {

    private static final DateTimeFormatter RFC_3339_MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Path file;
    private final FileChannel channel;
    private final InstantSource clock;

    FileWitness(Path file, InstantSource clock) throws IOException {
        this.file = file;
        this.clock = clock;
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public void saw(String part, String what) {
        String line = "{\"at\":\"" + RFC_3339_MILLIS.format(clock.instant()) + "\",\"part\":" + quoted(part)
                + ",\"what\":" + quoted(what) + "}\n";
        try {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the witness cannot write to " + file, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the witness cannot close " + file, e);
        }
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || isLoneSurrogate(text, i)) {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    /** UTF-8 has no bytes for half a character; an escape keeps it. */
    private static boolean isLoneSurrogate(String text, int i) {
        char c = text.charAt(i);
        boolean pairedAhead =
                Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        boolean pairedBehind = Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        return Character.isSurrogate(c) && !pairedAhead && !pairedBehind;
    }
}
