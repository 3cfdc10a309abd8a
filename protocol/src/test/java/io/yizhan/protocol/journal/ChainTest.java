package io.yizhan.protocol.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.fact.Booted;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.id.BootId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.StaffId;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

/** The vector at the end of the protocol's page. */
class ChainTest {

    private static final String BOOTED = "{\"v\":1,\"type\":\"booted\",\"at\":\"2026-11-23T08:00:00.000+08:00\","
            + "\"clock\":\"synced\",\"boot\":\"00000000-0000-4000-8000-00000000000a\",\"up\":12000,"
            + "\"data\":{\"version\":\"1.0.0\",\"clock\":\"synced\"}}";
    private static final String PUNCH = "{\"v\":1,\"type\":\"punch\",\"at\":\"2026-11-23T08:31:04.123+08:00\","
            + "\"clock\":\"synced\",\"boot\":\"00000000-0000-4000-8000-00000000000a\",\"up\":1876123,"
            + "\"data\":{\"method\":\"finger\",\"position\":17,"
            + "\"enrolment\":\"00000000-0000-4000-8000-0000000000e1\",\"staff\":\"s0123\",\"score\":142}}";

    private final Hash start = Chain.start(new JournalId("00000000-0000-7000-8000-000000000001"));

    @Test
    void the_vector_of_the_protocol_comes_out() {
        Hash first = Chain.next(start, BOOTED.getBytes(UTF_8));
        Hash second = Chain.next(first, PUNCH.getBytes(UTF_8));

        assertThat(start.text()).isEqualTo("22f89e6d27b4acfea291e65af89887d51bbecff092631b864ba2ff43f62e7383");
        assertThat(first.text()).isEqualTo("a1b6f015f8a5ded07962f150bc3c1c7fbe4aea22e497a92eee467677df7908f1");
        assertThat(second.text()).isEqualTo("3ffa1b235d5293cf7a7f09284342ea58a13cb7109f2611b3ab524fe2652182f2");
    }

    @Test
    void one_changed_byte_changes_every_hash_after_it() {
        byte[] changed = BOOTED.replace("12000", "12001").getBytes(UTF_8);

        assertThat(Chain.next(start, changed)).isNotEqualTo(Chain.next(start, BOOTED.getBytes(UTF_8)));
    }

    @Test
    void the_lines_of_the_vector_are_read_and_the_first_is_written_byte_for_byte() throws Exception {
        var format = LineFormat.ofTerminals();
        BootId boot = new BootId("00000000-0000-4000-8000-00000000000a");

        var punch = format.read(PUNCH.getBytes(UTF_8));
        byte[] booted = format.write(
                OffsetDateTime.parse("2026-11-23T08:00+08:00"),
                ClockTrust.SYNCED,
                boot,
                12_000,
                new Booted("1.0.0", ClockTrust.SYNCED));

        assertThat(punch.fact())
                .isEqualTo(new Punch(
                        Punch.Method.FINGER,
                        new StaffId("s0123"),
                        17,
                        new EnrolmentId("00000000-0000-4000-8000-0000000000e1"),
                        142));
        assertThat(new String(booted, UTF_8)).isEqualTo(BOOTED);
    }
}
