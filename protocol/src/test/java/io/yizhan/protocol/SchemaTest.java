package io.yizhan.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.yizhan.protocol.WireMessage.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas are made from the records, and say of every message what the records say. */
class SchemaTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectWriter PRETTY = MAPPER.writer(new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(DefaultPrettyPrinter.FixedSpaceIndenter.instance));

    /** A schema cannot compare two fields: from ≤ to. */
    private static final Set<String> NOT_SAYABLE = Set.of("config: /leases/0/from = 70000");

    private static final Map<WireMessage, JsonSchema> SCHEMAS = new EnumMap<>(WireMessage.class);

    static {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
        for (WireMessage message : WireMessage.values()) {
            SCHEMAS.put(message, factory.getSchema(Schemas.of(message)));
        }
    }

    private static List<Sample> samples() {
        return WireMessage.samples();
    }

    @ParameterizedTest
    @EnumSource
    void the_schema_on_disk_is_what_the_records_say(WireMessage message) throws Exception {
        isOnDisk("schema/" + message.word() + ".schema.json", Schemas.of(message));
    }

    @Test
    void the_asyncapi_document_on_disk_is_what_the_topics_say() throws Exception {
        isOnDisk("asyncapi.json", AsyncApi.document());
    }

    @Test
    void the_asyncapi_document_names_every_topic_and_only_files_that_are_there() throws Exception {
        JsonNode document = AsyncApi.document();
        List<String> addresses = document.findValuesAsText("address");
        List<String> files = document.findValuesAsText("$ref").stream()
                .filter(reference -> !reference.startsWith("#"))
                .toList();

        assertThat(addresses)
                .hasSize(Topics.Up.values().length + Topics.Down.values().length + Topics.All.values().length)
                .doesNotHaveDuplicates();
        assertThat(files)
                .hasSameSizeAs(addresses)
                .allSatisfy(
                        file -> assertThat(WireMessage.RESOURCES.resolve(file)).exists());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_sample_is_valid(Sample sample) throws Exception {
        assertThat(complaints(sample.message(), MAPPER.readTree(sample.json()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void of_every_mutated_sample_the_schema_says_what_the_reader_says(Sample sample) throws Exception {
        List<String> differ = new ArrayList<>();
        int refused = 0;
        for (Mutation mutation : Mutation.all(MAPPER.readTree(sample.json()))) {
            boolean valid = isValid(sample.message(), mutation.json());
            boolean readable = isReadable(sample.message(), mutation.json());
            refused += readable ? 0 : 1;
            if (valid != readable && !NOT_SAYABLE.contains(sample + ": " + mutation)) {
                differ.add((valid ? "only the schema takes it: " : "only the reader takes it: ") + mutation);
            }
        }

        assertThat(differ).isEmpty();
        assertThat(refused).isPositive();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void without_a_field_that_is_required_nothing_is_readable_or_valid(Sample sample) throws Exception {
        JsonNode json = MAPPER.readTree(sample.json());
        List<String> required = new ArrayList<>();
        JsonNode schema = Schemas.of(sample.message());
        JsonNode top = schema.has("oneOf") ? alternative(schema.get("oneOf"), json) : schema;
        top.get("required").forEach(name -> required.add(name.asText()));

        assertThat(required).isNotEmpty().allSatisfy(name -> {
            JsonNode without = json.deepCopy();
            ((ObjectNode) without).remove(name);
            assertThat(isReadable(sample.message(), without))
                    .as("readable without " + name)
                    .isFalse();
            assertThat(isValid(sample.message(), without))
                    .as("valid without " + name)
                    .isFalse();
        });
    }

    @Test
    void the_schema_of_a_batchs_lines_lets_an_unknown_entry_type_pass() throws Exception {
        JsonNode entry = MAPPER.readTree("""
                {"v":1,"type":"of-version-9","at":"2026-11-23T08:00:00.000+08:00","clock":"synced",
                 "boot":"00000000-0000-4000-8000-00000000000a","up":12000,"data":{"a":1}}""");

        assertThat(isValid(WireMessage.ENTRY, entry)).isTrue();
        assertThat(isReadable(WireMessage.ENTRY, entry)).isTrue();
    }

    private static void isOnDisk(String name, JsonNode json) throws IOException {
        Path file = WireMessage.RESOURCES.resolve(name);
        String made = PRETTY.writeValueAsString(json) + "\n";
        if ("write".equals(System.getProperty("schemas"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, made);
        }
        assertThat(file)
                .as("made again by: scripts/test -pl protocol -Dtest=SchemaTest -Dschemas=write")
                .content()
                .isEqualTo(made);
    }

    private static JsonNode alternative(JsonNode oneOf, JsonNode json) {
        for (JsonNode one : oneOf) {
            if (one.get("properties").get("op").get("const").equals(json.get("op"))) {
                return one;
            }
        }
        throw new IllegalStateException("no alternative for " + json);
    }

    private static boolean isValid(WireMessage message, JsonNode json) {
        return complaints(message, json).isEmpty();
    }

    private static Set<ValidationMessage> complaints(WireMessage message, JsonNode json) {
        return Objects.requireNonNull(SCHEMAS.get(message)).validate(json);
    }

    private static boolean isReadable(WireMessage message, JsonNode json) {
        try {
            message.read(Json.write(json));
            return true;
        } catch (UnreadableException e) {
            assertThat(e.getMessage()).as("a reason for people").isNotBlank();
            return false;
        }
    }
}
