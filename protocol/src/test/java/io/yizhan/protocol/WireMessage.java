package io.yizhan.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.yizhan.protocol.command.Command;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Header;
import io.yizhan.protocol.journal.Line;
import io.yizhan.protocol.journal.LineFormat;
import io.yizhan.protocol.request.Answer;
import io.yizhan.protocol.request.Request;
import io.yizhan.protocol.state.Calls;
import io.yizhan.protocol.state.DeviceConfig;
import io.yizhan.protocol.state.DeviceStatus;
import io.yizhan.protocol.state.HubStatus;
import io.yizhan.protocol.state.QueueState;
import io.yizhan.protocol.state.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Everything that is said on the wire. A sample's file name begins with its message's name. */
enum WireMessage {
    HEADER(Header.class),
    ENTRY(Line.class),
    ACK(Ack.class),
    STATUS(DeviceStatus.class),
    HUB(HubStatus.class),
    CONFIG(DeviceConfig.class),
    SERVICES(Services.class),
    QUEUE(QueueState.class),
    CALLS(Calls.class),
    REQUEST(Request.class),
    ANSWER(Answer.class),
    COMMAND(Command.class),
    REPLY(Reply.class);

    static final Path RESOURCES = Path.of("src/main/resources/io/yizhan/protocol");

    private static final LineFormat<Fact> LINES = LineFormat.ofTerminals();

    private final Class<?> type;

    WireMessage(Class<?> type) {
        this.type = type;
    }

    /** A sample of a message, one line of JSON without its LF. */
    record Sample(WireMessage message, String name, byte[] json) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Sample> samples() {
        try (Stream<Path> files = Files.list(RESOURCES.resolve("samples"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(WireMessage::sample)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Class<?> type() {
        return type;
    }

    /** {@code queue}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Object read(byte[] json) throws UnreadableException {
        return this == ENTRY ? LINES.read(json) : Json.read(json, type);
    }

    byte[] write(Object value) {
        if (!(value instanceof Line<?> line)) {
            return Json.write(value);
        }
        Fact fact = (Fact) Objects.requireNonNull(line.fact());
        byte[] written = LINES.write(line.at(), line.clock(), line.boot(), line.up(), fact);
        return line.origin() == null ? written : LINES.withOrigin(written, line.origin());
    }

    private static Sample sample(Path file) {
        String name = Objects.requireNonNull(file.getFileName()).toString().replace(".json", "");
        WireMessage message = valueOf(name.replaceFirst("-.*", "").toUpperCase(Locale.ROOT));
        try {
            String text = Files.readString(file);
            if (!text.endsWith("\n") || text.indexOf('\n') != text.length() - 1) {
                throw new IllegalStateException(file + " must be one line");
            }
            return new Sample(message, name, text.strip().getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
