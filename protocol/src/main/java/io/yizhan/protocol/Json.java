package io.yizhan.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Records ⇄ UTF-8 JSON, and settings from TOML. Reading is strict where the wire is (no duplicate keys, no fraction
 * in an integer, at most 16 levels) and lets unknown fields pass; settings refuse unknown keys by name. Every
 * component of a record that is not {@code @Nullable} must be there, but a list may be absent for empty. For any
 * thread.
 */
public final class Json {

    /** Kept: putting them together for every line that is written took 7 in 100 of the thread that writes. */
    private static final ClassValue<String> WIRE_NAMES = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            return type.getSimpleName()
                    .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                    .toLowerCase(Locale.ROOT);
        }
    };

    /** Of each enumeration; kept, too: each row that is written names some. */
    private static final ClassValue<Map<Object, String>> CONSTANTS = new ClassValue<>() {
        @Override
        protected Map<Object, String> computeValue(Class<?> type) {
            return Arrays.stream(type.getEnumConstants())
                    .collect(Collectors.toUnmodifiableMap(
                            constant -> constant,
                            constant -> ((Enum<?>) constant)
                                    .name()
                                    .replace('_', '-')
                                    .toLowerCase(Locale.ROOT)));
        }
    };

    private static final JsonMapper WIRE = JsonDialect.wire();
    private static final TomlMapper SETTINGS = JsonDialect.settings();

    private Json() {}

    /** The part of a document whose shape its surroundings decide: an entry's {@code data}. */
    public static final class Tree {

        private final JsonNode node;

        Tree(JsonNode node) {
            this.node = node;
        }

        JsonNode node() {
            return node;
        }

        /** Reads it as this record. */
        public <T> T as(Class<T> type) throws UnreadableException {
            try {
                return WIRE.treeToValue(node, type);
            } catch (JsonProcessingException e) {
                throw unreadable(e);
            }
        }
    }

    public static byte[] write(Object value) {
        try {
            return WIRE.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(value.getClass() + " cannot be written as JSON", e);
        }
    }

    /** @throws UnreadableException when the bytes are not JSON, or not what the record asks for */
    public static <T> T read(byte[] json, Class<T> type) throws UnreadableException {
        checkText(json);
        try {
            T value = WIRE.readValue(json, type);
            if (value == null) {
                throw new UnreadableException("null stands where " + wireName(type) + " was expected");
            }
            return value;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Jackson takes a sign in more bytes than it needs, and one beyond the last, for text: no other reader would. */
    private static void checkText(byte[] json) throws UnreadableException {
        if (isAscii(json)) {
            return; // as most lines are
        }
        ByteBuffer bytes = ByteBuffer.wrap(json);
        CoderResult end = StandardCharsets.UTF_8.newDecoder().decode(bytes, CharBuffer.allocate(json.length), true);
        if (end.isError()) {
            throw new UnreadableException("it is no UTF-8: byte %d of %d is 0x%02x"
                    .formatted(bytes.position() + 1, json.length, json[bytes.position()]));
        }
    }

    private static boolean isAscii(byte[] json) {
        for (byte each : json) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }

    public static Tree tree(Object value) {
        return new Tree(WIRE.valueToTree(value));
    }

    /**
     * The same object with one more field at its end, unless it has one of that name; what is no object stays as it is.
     */
    public static byte[] withField(byte[] json, String name, Object value) {
        JsonNode node;
        try {
            checkText(json);
            node = WIRE.readTree(json);
        } catch (IOException | UnreadableException notJson) {
            return json;
        }
        if (!(node instanceof ObjectNode object) || object.hasNonNull(name)) {
            return json;
        }
        object.set(name, WIRE.valueToTree(value));
        return write(object);
    }

    /** Reads a settings file. The message of a failure names the file, the key, and what is allowed. */
    public static <T> T settings(Path toml, Class<T> type) throws UnreadableException {
        try {
            JsonNode settings = SETTINGS.readTree(Files.readString(toml));
            Optional<String> unknown = KnownKeys.firstUnknown(settings, type);
            if (unknown.isPresent()) {
                throw new UnreadableException(toml + ": " + unknown.get());
            }
            return SETTINGS.treeToValue(settings, type);
        } catch (JsonProcessingException e) {
            throw new UnreadableException(toml + ": " + unreadable(e).getMessage(), e);
        } catch (IOException e) {
            throw new UnreadableException(
                    toml + " cannot be read: " + e + "; does it exist, may this user read it?", e);
        }
    }

    /** {@code TicketIssued} → {@code ticket-issued}. */
    public static String wireName(Class<?> type) {
        return WIRE_NAMES.get(type);
    }

    /** {@code NO_MATCH} → {@code no-match}. */
    public static String wireName(Enum<?> constant) {
        return Objects.requireNonNull(
                CONSTANTS.get(constant.getDeclaringClass()).get(constant));
    }

    /** The records of a sealed family. */
    public static <F> List<Class<? extends F>> alternatives(Class<F> family) {
        List<Class<? extends F>> records = new ArrayList<>();
        for (Class<?> permitted : family.getPermittedSubclasses()) {
            records.add(permitted.asSubclass(family));
        }
        return List.copyOf(records);
    }

    private static UnreadableException unreadable(IOException e) {
        if (e instanceof InvalidTypeIdException unknown && unknown.getTypeId() != null) {
            return new UnreadableException(
                    "\"" + unknown.getTypeId() + "\" is no "
                            + wireName(unknown.getBaseType().getRawClass()) + " that this version knows",
                    true,
                    e);
        }
        Throwable root = e.getCause() instanceof IllegalArgumentException refused ? refused : e;
        String what = root instanceof JsonProcessingException json ? json.getOriginalMessage() : root.getMessage();
        String where = e instanceof JsonMappingException mapping ? path(mapping) : "";
        return new UnreadableException((where.isEmpty() ? "" : where + ": ") + what, e);
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    /** Whether two documents say the same, whatever their white space and order of fields. */
    public static boolean same(byte[] one, byte[] other) {
        try {
            return WIRE.readTree(one).equals(WIRE.readTree(other));
        } catch (IOException notJson) {
            return Arrays.equals(one, other);
        }
    }
}
