package io.yizhan.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.protocol.WireMessage.Sample;
import io.yizhan.protocol.command.Command;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.Chain;
import io.yizhan.protocol.journal.Line;
import io.yizhan.protocol.journal.Verdict;
import io.yizhan.protocol.request.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden samples: what other makers' devices are tested with, too. */
class SamplesTest {

    private static List<Sample> samples() {
        return WireMessage.samples();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_sample_is_read_and_written_byte_for_byte(Sample sample) throws Exception {
        Object read = sample.message().read(sample.json());

        assertThat(new String(sample.message().write(read), UTF_8)).isEqualTo(new String(sample.json(), UTF_8));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_field_that_a_newer_version_adds_is_ignored(Sample sample) throws Exception {
        String added = new String(sample.json(), UTF_8).replaceFirst("\\{", "{\"of_version_9\":{\"a\":[1]},");

        assertThat(sample.message().read(added.getBytes(UTF_8)))
                .isEqualTo(sample.message().read(sample.json()));
    }

    @Test
    void every_message_and_every_kind_of_it_has_a_sample() throws Exception {
        Set<WireMessage> messages = EnumSet.noneOf(WireMessage.class);
        Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
        Set<Class<?>> kinds = new HashSet<>();
        for (Sample sample : samples()) {
            Object read = sample.message().read(sample.json());
            messages.add(sample.message());
            kinds.add(
                    read instanceof Line<?> line
                            ? Objects.requireNonNull(line.fact()).getClass()
                            : read.getClass());
            if (read instanceof Ack ack) {
                verdicts.add(ack.verdict());
            }
        }

        assertThat(messages).containsExactlyInAnyOrder(WireMessage.values());
        assertThat(verdicts).containsExactlyInAnyOrder(Verdict.values());
        List<Class<?>> all = new ArrayList<>(Json.alternatives(Fact.class));
        all.addAll(Json.alternatives(Request.class));
        all.addAll(Json.alternatives(Command.class));
        assertThat(kinds).containsAll(all);
    }

    @Test
    void the_batch_is_read_and_written_byte_for_byte_and_its_chain_is_the_vector() throws Exception {
        byte[] bytes = file("batch.jsonl");

        Batch batch = Batch.read(bytes);

        assertThat(batch.write()).isEqualTo(bytes);
        assertThat(batch.isHello()).isFalse();
        assertThat(batch.through()).isEqualTo(2);
        Hash hash = batch.header().prev();
        assertThat(hash).isEqualTo(Chain.start(batch.header().journal()));
        for (byte[] line : batch.lines()) {
            hash = Chain.next(hash, line);
        }
        assertThat(hash.text()).isEqualTo("3ffa1b235d5293cf7a7f09284342ea58a13cb7109f2611b3ab524fe2652182f2");
    }

    @Test
    void the_hello_goes_on_where_the_batch_ends() throws Exception {
        Batch hello = Batch.read(file("hello.jsonl"));

        assertThat(hello.isHello()).isTrue();
        assertThat(hello.write()).isEqualTo(file("hello.jsonl"));
        assertThat(hello.header().from())
                .isEqualTo(Batch.read(file("batch.jsonl")).through() + 1);
    }

    private static byte[] file(String name) throws IOException {
        return Files.readAllBytes(WireMessage.RESOURCES.resolve("samples").resolve(name));
    }
}
