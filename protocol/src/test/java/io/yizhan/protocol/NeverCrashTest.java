package io.yizhan.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.protocol.WireMessage.Sample;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.LineFormat;
import io.yizhan.protocol.journal.Origin;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever bytes come, a reader reads them or says that it cannot: nothing else is ever thrown. */
class NeverCrashTest {

    private static final LineFormat<Fact> LINES = LineFormat.ofTerminals();
    private static final List<Sample> SAMPLES = WireMessage.samples();
    private static final Topics TOPICS = new Topics(new HallId("binjiang"));

    /** JSON's own characters come often, and bytes that are no UTF-8 too. */
    @Provide
    Arbitrary<byte[]> bytes() {
        Arbitrary<Character> json = Arbitraries.of("{}[]\",:0123456789.eE-+truefalsnopyvdat \\\n\t"
                .chars()
                .mapToObj(c -> (char) c)
                .toList());
        return Arbitraries.oneOf(json, json, Arbitraries.chars().range('\0', 'ÿ'))
                .list()
                .ofMaxSize(300)
                .map(chars -> {
                    StringBuilder text = new StringBuilder();
                    chars.forEach(text::append);
                    return text.toString().getBytes(ISO_8859_1);
                });
    }

    @Property(tries = 500)
    void any_bytes(@ForAll("bytes") byte[] bytes) {
        for (WireMessage message : WireMessage.values()) {
            read(message, bytes);
        }
        readBatch(bytes);
    }

    @Property(tries = 3000)
    void a_sample_with_some_bytes_changed(@ForAll long seed) {
        Random random = new Random(seed);
        Sample sample = SAMPLES.get(random.nextInt(SAMPLES.size()));

        read(sample.message(), Damage.damaged(sample.json(), random));
    }

    @Property(tries = 1000)
    void a_batch_with_some_bytes_changed(@ForAll long seed) throws Exception {
        byte[] batch = Files.readAllBytes(WireMessage.RESOURCES.resolve("samples/batch.jsonl"));

        readBatch(Damage.damaged(batch, new Random(seed)));
    }

    @Property(tries = 1000)
    void an_origin_is_added_to_an_object_and_to_nothing_else(@ForAll("bytes") byte[] bytes) {
        Origin origin =
                new Origin(new JournalId("00000000-0000-7000-8000-000000000001"), 998, new Hash("ab".repeat(32)));

        byte[] with = LINES.withOrigin(bytes, origin);

        if (!new String(bytes, UTF_8).strip().startsWith("{")) {
            assertThat(with).isEqualTo(bytes);
        }
        assertThat(LINES.withOrigin(with, origin)).isEqualTo(with);
    }

    @Property(tries = 500)
    void any_topic(@ForAll @Size(max = 80) List<Character> characters) {
        StringBuilder topic = new StringBuilder("yizhan/1/binjiang/");
        characters.forEach(topic::append);

        assertThat(TOPICS.sender(topic.toString()))
                .satisfies(sender -> sender.ifPresent(known ->
                        assertThat(TOPICS.up(known.device(), known.channel())).isEqualTo(topic.toString())));
    }

    private static void read(WireMessage message, byte[] bytes) {
        try {
            assertThat(message.read(bytes)).isNotNull();
        } catch (UnreadableException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static void readBatch(byte[] bytes) {
        try {
            assertThat(Batch.read(bytes).write()).endsWith((byte) '\n');
        } catch (UnreadableException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
