package io.yizhan.hub.devices;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.store.Database;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.state.StationConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When devices were in the hall, also for a name that was given twice. */
class HallSpansTest {

    private static final DeviceId WEST = new DeviceId("west");
    private static final DeviceId NORTH = new DeviceId("north");

    @TempDir
    Path folder;

    @Test
    void a_book_of_before_gets_the_spans_that_one_has_which_kept_them_all_the_time() throws Exception {
        List<String> kept;
        try (TestHall hall = new TestHall(folder)) {
            for (int stay = 0; stay < 2; stay++) {
                add(hall, WEST);
                hall.clock.pass(Duration.ofDays(1));
                hall.decide(new DeviceRemoved(WEST, "its card is dead"));
                hall.clock.pass(Duration.ofDays(1));
            }
            add(hall, NORTH);
            hall.clock.pass(Duration.ofDays(1));
            add(hall, WEST);
            kept = spans(hall.database);
            assertThat(kept)
                    .hasSize(4)
                    .filteredOn(span -> span.endsWith(" null"))
                    .hasSize(2);
            hall.database.writeAndWait(tx -> {
                tx.update("DROP TABLE hall_span");
                return tx.update("DELETE FROM migration WHERE name = '027-hall-spans'");
            });
        }

        try (Database again = Database.open(folder.resolve("hub.db"))) {
            assertThat(spans(again)).isEqualTo(kept);
        }
    }

    private static void add(TestHall hall, DeviceId device) throws Exception {
        hall.decide(new DeviceAdded(device, List.of(new StationConfig.Reader(new StationId("r-" + device))), null));
    }

    private static List<String> spans(Database database) {
        return database.read(rows -> rows.list(
                "SELECT device, from_ms, to_ms FROM hall_span ORDER BY from_ms, device",
                row -> row.text("device") + " " + row.number("from_ms") + " " + row.numberOrNull("to_ms")));
    }
}
