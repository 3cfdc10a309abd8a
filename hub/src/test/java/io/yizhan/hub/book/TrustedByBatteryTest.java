package io.yizhan.hub.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.yizhan.hub.PaperTerminal;
import io.yizhan.hub.store.Database;
import io.yizhan.protocol.clock.BatteryClock;
import io.yizhan.protocol.clock.ClockKeeper;
import io.yizhan.protocol.clock.LinuxClock;
import io.yizhan.protocol.id.DeviceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hub on this machine's clock, with a made-up battery clock beside it. */
class TrustedByBatteryTest {

    @TempDir
    Path folder;

    @BeforeEach
    void wire() throws IOException {
        ClockKeeper without = new LinuxClock(LinuxClock.BOOT_ID, false).keeper();
        assumeThat(without.kind()).as("network time would be believed first").isEqualTo(ClockKeeper.Kind.NOTHING);
        Files.createDirectory(folder.resolve("rtc0"));
        show("name", "rtc-ds1307 1-0068");
        show("hctosys", "1");
        show("since_epoch", String.valueOf(new LinuxClock(LinuxClock.BOOT_ID, false).wallMs() / 1_000));
    }

    private void show(String file, String value) throws IOException {
        Files.writeString(folder.resolve("rtc0").resolve(file), value + "\n");
    }

    private record Decided(TrueTime time, long spans) {}

    private Decided decide() {
        LinuxClock clock = new LinuxClock(LinuxClock.BOOT_ID, false, new BatteryClock(folder, "rtc0"));
        try (Database database = Database.open(folder.resolve("hub.db"))) {
            Book book = new Book(
                    database,
                    clock,
                    PaperTerminal.ZONE,
                    List.of(new AlarmProjection()),
                    List.copyOf(AlarmProjection.FACTS));
            TrueTime time = database.writeAndWait(
                    tx -> book.record(tx, new AlarmRaised(new DeviceId("reader-1"), "test", "a decision"))
                            .time());
            return new Decided(time, database.read(rows -> rows.number("SELECT count(*) FROM hub_span")));
        }
    }

    @Test
    void a_battery_clock_makes_a_span_in_which_the_hubs_clock_is_trusted() {
        Decided decided = decide();

        assertThat(decided.time.source()).isEqualTo(TrueTime.Source.SYNCED);
        assertThat(decided.spans).isEqualTo(1);
    }

    @Test
    void one_that_cannot_have_kept_the_time_makes_none() throws Exception {
        show("since_epoch", "12");

        Decided decided = decide();

        assertThat(decided.time.source()).isEqualTo(TrueTime.Source.UNCERTAIN);
        assertThat(decided.spans).isZero();
    }
}
