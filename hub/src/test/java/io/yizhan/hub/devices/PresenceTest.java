package io.yizhan.hub.devices;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.book.TrueTime;
import io.yizhan.protocol.id.ConnectionId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.state.DeviceStatus;
import io.yizhan.protocol.state.DeviceStatus.StationStatus;
import io.yizhan.protocol.state.StationKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PresenceTest {

    private static final DeviceId KIOSK = new DeviceId("kiosk");
    private static final TrueTime NOW = TrueTime.exactly(Instant.parse("2026-11-23T00:30:00Z"));

    private final ConnectionId first = new ConnectionId(UUID.randomUUID().toString());
    private final ConnectionId second = new ConnectionId(UUID.randomUUID().toString());
    private final Presence presence = new Presence();

    @Test
    void a_device_is_there_from_its_birth_to_the_will_of_the_same_connection() {
        assertThat(presence.online(KIOSK)).isFalse();

        assertThat(presence.heard(KIOSK, birth(first), NOW)).isTrue();
        assertThat(presence.online(KIOSK)).isTrue();
        assertThat(presence.heard(KIOSK, DeviceStatus.offline(first), NOW)).isTrue();

        assertThat(presence.online(KIOSK)).isFalse();
        assertThat(presence.of(KIOSK).orElseThrow().status().version()).isEqualTo("1.0.0");
    }

    @Test
    void the_will_of_an_earlier_connection_is_ignored() {
        presence.heard(KIOSK, birth(first), NOW);
        presence.heard(KIOSK, birth(second), NOW);

        assertThat(presence.heard(KIOSK, DeviceStatus.offline(first), NOW)).isFalse();

        assertThat(presence.online(KIOSK)).isTrue();
    }

    @Test
    void a_status_that_repeats_is_told_on_and_is_no_coming() {
        List<DeviceId> told = new ArrayList<>();
        presence.onChange(told::add);
        presence.heard(KIOSK, birth(first), NOW);

        assertThat(presence.heard(KIOSK, birth(first), NOW)).isFalse();

        assertThat(told).containsExactly(KIOSK, KIOSK);
    }

    @Test
    void a_reader_has_the_number_pad_that_it_said_it_has_also_after_it_went_away() {
        assertThat(presence.numberPads()).isEqualTo(NumberPads.UNKNOWN);
        presence.heard(KIOSK, birth(first), NOW);
        assertThat(presence.numberPads()).as("has not looked yet").isEqualTo(NumberPads.UNKNOWN);

        presence.heard(KIOSK, withPad(StationKind.READER, null), NOW);
        assertThat(presence.numberPads()).isEqualTo(new NumberPads(Set.of(), Set.of(KIOSK)));
        presence.heard(KIOSK, withPad(StationKind.KIOSK, true), NOW);
        assertThat(presence.numberPads()).as("no reader").isEqualTo(new NumberPads(Set.of(), Set.of(KIOSK)));
        presence.heard(KIOSK, withPad(StationKind.READER, true), NOW);
        presence.heard(KIOSK, DeviceStatus.offline(first), NOW);

        assertThat(presence.numberPads()).isEqualTo(new NumberPads(Set.of(KIOSK), Set.of()));
    }

    @Test
    void a_reader_s_sensor_holds_what_it_said_also_after_it_went_away_and_nonsense_counts_for_nothing() {
        presence.heard(KIOSK, birth(first), NOW);
        presence.heard(KIOSK, withSensor(StationKind.READER, 0), NOW);
        assertThat(presence.sensorSizes()).isEqualTo(SensorSizes.UNKNOWN);
        presence.heard(KIOSK, withSensor(StationKind.KIOSK, 80), NOW);
        assertThat(presence.sensorSizes()).as("no reader").isEqualTo(SensorSizes.UNKNOWN);

        presence.heard(KIOSK, withSensor(StationKind.READER, 80), NOW);
        presence.heard(KIOSK, DeviceStatus.offline(first), NOW);

        assertThat(presence.sensorSizes().of(KIOSK)).isEqualTo(80);
        assertThat(presence.sensorSizes().of(new DeviceId("silent"))).isEqualTo(SensorSizes.UNSAID);
    }

    private DeviceStatus withPad(StationKind kind, @Nullable Boolean pad) {
        return with(new StationStatus(kind, new StationId("one"), DeviceStatus.Condition.READY, List.of(), pad, null));
    }

    private DeviceStatus withSensor(StationKind kind, int capacity) {
        return with(
                new StationStatus(kind, new StationId("one"), DeviceStatus.Condition.READY, List.of(), null, capacity));
    }

    private DeviceStatus with(StationStatus station) {
        return new DeviceStatus(true, first, null, "1.0.0", null, null, null, null, null, List.of(station));
    }

    private static DeviceStatus birth(ConnectionId connection) {
        return new DeviceStatus(true, connection, null, "1.0.0", null, null, null, null, null, List.of());
    }
}
