package io.yizhan.hub.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.fact.Booted;
import io.yizhan.protocol.fact.FaultCleared;
import io.yizhan.protocol.fact.FaultRaised;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.state.StationConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevicesTest {

    private static final DeviceId KIOSK = new DeviceId("kiosk");
    private static final StationConfig.Kiosk STATION =
            new StationConfig.Kiosk(new StationId("k"), List.of(new SeriesId("A"), new SeriesId("B")));
    private static final StationConfig.Counter COUNTER = new StationConfig.Counter(new StationId("3"), 15);

    @TempDir
    Path folder;

    private TestHall hall;

    @BeforeEach
    void open() {
        hall = new TestHall(folder);
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void a_device_comes_back_with_its_stations_as_it_was_added() throws Exception {
        hall.decide(new DeviceAdded(KIOSK, List.of(STATION, COUNTER), "ab12"));

        HallDevice device = hall.read(rows -> Devices.find(rows, KIOSK)).orElseThrow();
        assertThat(device.stations()).containsExactly(STATION, COUNTER);
        assertThat(device.fingerprint()).isEqualTo("ab12");
        Optional<DeviceId> owner = hall.read(rows -> Devices.ofCounter(rows, new CounterId("3")));
        assertThat(owner).contains(KIOSK);
    }

    @Test
    void an_id_is_given_once_until_its_device_is_removed() throws Exception {
        hall.decide(new DeviceAdded(KIOSK, List.of(STATION), null));

        assertThatThrownBy(() -> hall.decide(new DeviceAdded(KIOSK, List.of(STATION), null)))
                .isInstanceOf(RuleBrokenException.class)
                .hasMessageContaining("in the hall already");
        hall.decide(new DeviceRemoved(KIOSK, "broken"));
        assertThat(hall.read(Devices::all)).isEmpty();
        hall.decide(new DeviceAdded(KIOSK, List.of(COUNTER), null));
        List<StationConfig> stations = hall.read(rows -> Devices.stations(rows, KIOSK));
        assertThat(stations).containsExactly(COUNTER);
    }

    @Test
    void a_counter_is_at_one_device_only() throws Exception {
        hall.decide(new DeviceAdded(KIOSK, List.of(COUNTER), null));

        assertThatThrownBy(() -> hall.decide(new DeviceAdded(new DeviceId("other"), List.of(COUNTER), null)))
                .isInstanceOf(RuleBrokenException.class)
                .hasMessageContaining("counter 3 is at device kiosk");
        boolean known = hall.read(rows -> Devices.knows(rows, new DeviceId("other")));
        assertThat(known).isFalse();
    }

    @Test
    void a_device_without_a_station_is_refused() {
        assertThatThrownBy(() -> hall.decide(new DeviceAdded(KIOSK, List.of(), null)))
                .isInstanceOf(RuleBrokenException.class)
                .hasMessageContaining("0 stations");
    }

    @Test
    void sixteen_stations_are_taken_and_seventeen_are_refused() throws Exception {
        List<StationConfig> most = IntStream.rangeClosed(1, 16)
                .<StationConfig>mapToObj(n -> new StationConfig.Counter(new StationId("" + n), 20))
                .toList();
        List<StationConfig> over =
                Stream.concat(most.stream(), Stream.of(STATION)).toList();
        assertThatThrownBy(() -> hall.decide(new DeviceAdded(KIOSK, over, null)))
                .isInstanceOf(RuleBrokenException.class)
                .hasMessageContaining("17 stations: it needs 1 to 16");

        hall.decide(new DeviceAdded(KIOSK, most, null));

        assertThatThrownBy(() -> hall.decide(new StationsChanged(KIOSK, over)))
                .isInstanceOf(RuleBrokenException.class)
                .hasMessageContaining("17 stations");
        List<StationConfig> stations = hall.read(rows -> Devices.stations(rows, KIOSK));
        assertThat(stations).isEqualTo(most);
    }

    @Test
    void stations_of_an_unknown_device_cannot_be_changed() {
        assertThatThrownBy(() -> hall.decide(new StationsChanged(KIOSK, List.of(STATION))))
                .isInstanceOf(RuleBrokenException.class)
                .hasMessageContaining("not in the hall");
    }

    @Test
    void a_fault_is_open_until_the_same_part_says_the_same_kind_is_gone() throws Exception {
        hall.decide(new DeviceAdded(KIOSK, List.of(STATION), null));
        TestHall.Journal kiosk = hall.journal("kiosk");
        kiosk.says(new FaultRaised("k/printer", "paper-out", "no paper"));
        kiosk.says(new FaultRaised("k/keys", "stuck", null));
        kiosk.says(new FaultCleared("k/printer", "cover-open", null));
        assertThat(hall.read(Devices::faults))
                .extracting(OpenFault::kind)
                .containsExactlyInAnyOrder("paper-out", "stuck");

        kiosk.says(new FaultCleared("k/printer", "paper-out", null));

        assertThat(hall.read(Devices::faults)).extracting(OpenFault::kind).containsExactly("stuck");
    }

    @Test
    void a_fault_of_a_journal_that_was_left_is_closed_by_the_next_one() throws Exception {
        hall.decide(new DeviceAdded(KIOSK, List.of(STATION), null));
        hall.journal("kiosk").says(new FaultRaised("k/printer", "paper-out", null));
        hall.clock.pass(Duration.ofMinutes(1));

        hall.journal("kiosk").says(new FaultCleared("k/printer", "paper-out", null));

        assertThat(hall.read(Devices::faults)).isEmpty();
    }

    @Test
    void the_newest_start_tells_the_version() throws Exception {
        hall.decide(new DeviceAdded(KIOSK, List.of(STATION), null));
        TestHall.Journal kiosk = hall.journal("kiosk");
        kiosk.says(new Booted("1.0.0", ClockTrust.SYNCED));
        hall.clock.pass(Duration.ofMinutes(1));
        kiosk.says(new Booted("1.0.1", ClockTrust.UNSYNCED));

        HallDevice device = hall.read(rows -> Devices.find(rows, KIOSK)).orElseThrow();
        assertThat(device.version()).isEqualTo("1.0.1");
        assertThat(device.booted()).isEqualTo(TrueTime.exactly(hall.clock.now()));
    }
}
