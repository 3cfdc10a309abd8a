package io.yizhan.terminal.uplink;

import static io.yizhan.terminal.uplink.Wired.DEVICE;
import static io.yizhan.terminal.uplink.Wired.TOPICS;
import static io.yizhan.terminal.uplink.Wired.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.fact.FaultRaised;
import io.yizhan.protocol.id.ConnectionId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.LineFormat;
import io.yizhan.protocol.link.Broker;
import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.link.Received;
import io.yizhan.protocol.state.DeviceStatus;
import io.yizhan.protocol.state.DeviceStatus.Condition;
import io.yizhan.protocol.state.DeviceStatus.JournalStatus;
import io.yizhan.protocol.state.DeviceStatus.StationStatus;
import io.yizhan.protocol.state.StationKind;
import io.yizhan.terminal.journal.Journal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Broker.Kind.class)
class PresenceTest {

    private static final StationStatus READY =
            new StationStatus(StationKind.READER, new StationId("reader-1"), Condition.READY, List.of(), null, null);

    @TempDir
    Path folder;

    private final Broker.Kind kind;
    private Wired wired;
    private ScriptedHub hub;

    PresenceTest(Broker.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void wire() throws Exception {
        wired = new Wired(folder, kind);
        hub = wired.hub;
    }

    @AfterEach
    void unwire() {
        wired.close();
    }

    @Test
    void birth_change_and_goodbye_are_told() throws Exception {
        try (Journal journal = wired.journal("card")) {
            Wired.append(journal, 3);
            try (Uplink uplink = wired.started(journal)) {
                uplink.show(List.of(READY));
                soon().until(() -> List.of(READY).equals(hub.statuses.getLast().stations()));
                uplink.show(List.of(READY));
            }
            DeviceStatus birth = hub.statuses.getFirst();
            assertThat(birth.online()).isTrue();
            assertThat(birth.serial()).isEqualTo("100000003d1d1c36");
            assertThat(birth.journal()).isEqualTo(new JournalStatus(journal.id(), 1, 3, 0));
            assertThat(birth.stations()).isEmpty();
            soon().until(() -> !hub.statuses.getLast().online());
            assertThat(hub.statuses).hasSize(3);
            assertThat(hub.statuses.getLast()).isEqualTo(DeviceStatus.offline(birth.connection()));
        }
    }

    @Test
    void a_will_of_an_earlier_connection_that_comes_late_is_put_right() throws Exception {
        try (Journal journal = wired.journal("card")) {
            wired.started(journal).close();
            ConnectionId earlier = hub.statuses.getFirst().connection();
            try (Uplink uplink = wired.started(journal)) {
                ConnectionId now = hub.statuses.getLast().connection();
                assertThat(now).isNotEqualTo(earlier);

                publishStatus(DeviceStatus.offline(earlier));
                soon().until(() -> hub.statuses.size() == 5); // birth, goodbye, birth, late will, birth again

                assertThat(uplink.hall().hubOnline()).isFalse();
                assertThat(hub.statuses.getLast().online()).isTrue();
                assertThat(hub.statuses.getLast().connection()).isEqualTo(now);
            }
            assertThat(journal.last()).isZero();
        }
    }

    @Test
    void the_will_of_an_attempt_that_was_given_up_is_no_twins() throws Exception {
        try (Journal journal = wired.journal("card")) {
            Presence presence =
                    new Presence(journal, wired.clock, wired.settings(), new QuietOutlet(), new Faults(journal));
            presence.will(connection(1));
            presence.connected(connection(1));
            presence.will(connection(2)); // the broker took it, and this terminal did not hear of it in time
            presence.will(connection(3));
            presence.connected(connection(3));

            assertThat(presence.isTwin(status(DeviceStatus.offline(connection(2)))))
                    .isFalse();
            assertThat(presence.isTwin(status(DeviceStatus.offline(connection(4)))))
                    .isTrue();
        }
    }

    @Test
    void a_second_terminal_with_the_same_id_is_a_fault_and_not_a_fight() throws Exception {
        try (Journal journal = wired.journal("card");
                Journal other = wired.journal("clone");
                Uplink uplink = wired.started(journal);
                Uplink twin = wired.uplink(other)) {
            assertThat(uplink.hall().hubOnline()).isFalse();
            twin.start();

            soon().until(() -> journal.last() + other.last() > 0);

            Journal told = journal.last() > 0 ? journal : other;
            assertThat(LineFormat.ofTerminals()
                            .read(told.read(1, 1, Batch.BYTES_MAX).getFirst())
                            .fact())
                    .isInstanceOfSatisfying(FaultRaised.class, fault -> {
                        assertThat(fault.kind()).isEqualTo("twin");
                        assertThat(fault.detail()).contains("reader-1", "device add");
                    });
        }
    }

    private static ConnectionId connection(int n) {
        return new ConnectionId("00000000-0000-4000-8000-%012d".formatted(n));
    }

    private static Received status(DeviceStatus status) {
        return new Received(TOPICS.up(DEVICE, Topics.Up.STATUS), Json.write(status), false, null, null, 0);
    }

    private void publishStatus(DeviceStatus status) {
        hub.send(Message.retained(TOPICS.up(DEVICE, Topics.Up.STATUS), Json.write(status)));
    }
}
