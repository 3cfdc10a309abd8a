package io.yizhan.protocol.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.id.BootId;
import io.yizhan.protocol.id.JournalId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class BatchTest {

    private static final JournalId JOURNAL = new JournalId("00000000-0000-7000-8000-000000000001");
    private static final BootId BOOT = new BootId("00000000-0000-4000-8000-00000000000a");

    /** Any bytes but LF, the empty line too: what stands in a line is not the batch's business. */
    @Provide
    Arbitrary<List<byte[]>> lines() {
        Arbitrary<Byte> noLf = Arbitraries.bytes().filter(b -> b != '\n');
        return noLf.array(byte[].class).ofMaxSize(200).list().ofMaxSize(40);
    }

    @Property(tries = 300)
    void what_is_written_is_read_line_by_line(
            @ForAll("lines") List<byte[]> lines,
            @ForAll @LongRange(min = 1, max = 1L << 40) long from,
            @ForAll @LongRange(min = 0, max = 1L << 40) long up)
            throws Exception {
        Batch batch = new Batch(header(from, from + lines.size() - 1, up), lines);

        Batch read = Batch.read(batch.write());

        assertThat(read.header()).isEqualTo(batch.header());
        assertThat(read.lines()).hasSize(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            assertThat(read.lines().get(i)).isEqualTo(lines.get(i));
        }
        assertThat(read.isHello()).isEqualTo(lines.isEmpty());
        assertThat(read.through()).isEqualTo(from + lines.size() - 1);
        assertThat(read.write()).isEqualTo(batch.write());
    }

    @Property(tries = 100)
    void a_batch_that_lost_its_end_is_refused_or_is_short_by_whole_lines(
            @ForAll("lines") List<byte[]> lines, @ForAll @IntRange(min = 1, max = 500) int lost) throws Exception {
        byte[] whole = new Batch(header(1, lines.size(), 0), lines).write();
        byte[] part = Arrays.copyOf(whole, Math.max(0, whole.length - lost));

        if (part.length > 0 && part[part.length - 1] == '\n') {
            assertThat(whole).startsWith(Batch.read(part).write());
        } else {
            assertThatThrownBy(() -> Batch.read(part)).isInstanceOf(UnreadableException.class);
        }
    }

    @Property(tries = 20)
    void two_hundred_and_fifty_six_entries_are_read_and_one_more_is_not(@ForAll("lines") List<byte[]> ignored)
            throws Exception {
        List<byte[]> most = Collections.nCopies(Batch.ENTRIES_MAX, new byte[0]);
        byte[] full = new Batch(header(1, 1000, ignored.size()), most).write();
        byte[] over = Arrays.copyOf(full, full.length + 1);
        over[full.length] = '\n';

        assertThat(Batch.read(full).lines()).hasSize(Batch.ENTRIES_MAX);
        assertThatThrownBy(() -> Batch.read(over))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("257 entries");
    }

    @Property(tries = 50)
    void sixty_four_kibibytes_are_read_and_one_byte_more_is_not(@ForAll @IntRange(min = 1, max = 9) int lines)
            throws Exception {
        byte[] small = new Batch(header(1, 1000, 0), Collections.nCopies(lines, new byte[0])).write();
        byte[] filling = "x".repeat(Batch.BYTES_MAX - small.length - 1).getBytes(UTF_8);
        List<byte[]> all = new ArrayList<>(Collections.nCopies(lines, new byte[0]));
        all.add(filling);
        byte[] full = new Batch(header(1, 1000, 0), all).write();
        all.set(0, new byte[] {'x'});
        byte[] over = new Batch(header(1, 1000, 0), all).write();

        assertThat(full).hasSize(Batch.BYTES_MAX);
        assertThat(Batch.read(full).lines()).hasSize(lines + 1);
        assertThatThrownBy(() -> Batch.read(over)).isInstanceOf(UnreadableException.class);
    }

    @Property(tries = 100)
    void a_last_below_the_batchs_end_is_refused(@ForAll @IntRange(min = 2, max = 100) int entries) throws Exception {
        byte[] right = new Batch(header(1, entries, 0), Collections.nCopies(entries, new byte[0])).write();
        byte[] wrong = new String(right, UTF_8)
                .replace("\"last\":" + entries, "\"last\":" + (entries - 1))
                .getBytes(UTF_8);

        assertThat(Batch.read(right).through()).isEqualTo(entries);
        assertThatThrownBy(() -> Batch.read(wrong))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("below the batch's end");
    }

    private static Header header(long from, long last, long up) {
        return new Header(JOURNAL, from, Chain.start(JOURNAL), 1, Math.max(0, last), BOOT, up, null);
    }
}
