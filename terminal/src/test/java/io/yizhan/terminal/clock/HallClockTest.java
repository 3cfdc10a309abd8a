package io.yizhan.terminal.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.protocol.id.BootId;
import io.yizhan.protocol.id.StoreId;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Heard;
import io.yizhan.protocol.journal.Verdict;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

class HallClockTest {

    private static final BootId HUB_BOOT = new BootId("00000000-0000-4000-8000-0000000000bb");

    private final HandClock machine = new HandClock();
    private final HallClock clock = machine.hall();

    @Test
    void wall_time_is_told_in_the_halls_zone() {
        assertThat(clock.now()).hasToString("2026-11-23T08:00+08:00");
    }

    @Test
    void the_hubs_time_goes_on_with_our_uptime() {
        clock.heard(ack("2026-11-23T00:00:10Z", 5_000), machine.upMs());
        machine.pass(Duration.ofSeconds(3));

        assertThat(clock.hubNow()).contains(OffsetDateTime.parse("2026-11-23T08:00:13+08:00"));
        assertThat(clock.byHub()).isEqualTo(OffsetDateTime.parse("2026-11-23T08:00:13+08:00"));
        assertThat(clock.heard()).contains(new Heard(HUB_BOOT, 5_000, 12_000));
    }

    @Test
    void before_the_first_ack_nothing_is_known_of_the_hubs_time() {
        assertThat(clock.hubNow()).isEmpty();
        assertThat(clock.heard()).isEmpty();
        assertThat(clock.byHub()).isEqualTo(clock.now());
    }

    private static Ack ack(String at, long up) {
        StoreId store = new StoreId("00000000-0000-4000-8000-0000000000cc");
        return new Ack(null, null, null, null, Verdict.REFUSED, store, 1, HUB_BOOT, up, OffsetDateTime.parse(at), null);
    }
}
