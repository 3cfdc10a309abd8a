package io.yizhan.hub.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.devices.DeviceAdded;
import io.yizhan.hub.queue.PapersSaid;
import io.yizhan.hub.queue.ServiceAdded;
import io.yizhan.hub.queue.ServiceSwitched;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.state.Services;
import io.yizhan.protocol.state.StationConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceDeskTest {

    /** Of a whole state, as the page of the wire has it. */
    private static final int STATE_BYTES_MAX = 512 * 1024;

    @Test
    void as_many_services_as_there_may_be_fit_into_their_state_and_one_more_is_refused(@TempDir Path folder)
            throws RuleBrokenException {
        try (TestHall hall = new TestHall(folder)) {
            hall.furnish();
            List<CounterId> counters = addCounters(hall);
            hall.database.writeAndWait(tx -> {
                try {
                    for (int i = 1; i < ServiceDesk.SERVICES_MAX - 1; i++) {
                        ServiceAdded added = longest(i, counters);
                        hall.book.decide(tx, added);
                        hall.book.decide(tx, new PapersSaid(added.service(), "证".repeat(48), "p".repeat(96)));
                    }
                    return counters;
                } catch (RuleBrokenException e) {
                    throw new IllegalStateException(e);
                }
            });
            ServiceDesk desk = new ServiceDesk(hall.book);

            assertThat(desk.add(longest(ServiceDesk.SERVICES_MAX, counters))).isEmpty();

            assertThat(desk.add(longest(0, counters)))
                    .hasValueSatisfying(broken -> assertThat(broken.rule()).hasValue("too-many-services"));
            assertThat(desk.turn(new ServiceSwitched(new ServiceId("hukou"), false, "ann")))
                    .isEmpty();
            Services state = hall.read(rows -> HallStates.services(rows, 1));
            assertThat(state.services()).hasSize(ServiceDesk.SERVICES_MAX);
            assertThat(Json.write(state)).hasSizeLessThan(STATE_BYTES_MAX);
        }
    }

    /** Four terminals full of them. */
    private static List<CounterId> addCounters(TestHall hall) throws RuleBrokenException {
        List<CounterId> all = new ArrayList<>();
        for (int device = 1; device <= 4; device++) {
            int first = 100 * device;
            List<StationConfig> stations = IntStream.range(first, first + 16)
                    .<StationConfig>mapToObj(
                            counter -> new StationConfig.Counter(new StationId(String.valueOf(counter)), 20))
                    .toList();
            hall.decide(new DeviceAdded(new DeviceId("counters-" + device), stations, null));
            stations.forEach(station -> all.add(new CounterId(station.id().text())));
        }
        return all;
    }

    private static ServiceAdded longest(int number, List<CounterId> counters) {
        return new ServiceAdded(
                new ServiceId("s".repeat(28) + number),
                new SeriesId("ABC"),
                "户".repeat(ServiceAdded.NAME_MAX),
                "r".repeat(ServiceAdded.NAME_EN_MAX),
                new AgencyId("police"),
                counters);
    }
}
