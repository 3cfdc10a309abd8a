package io.yizhan.terminal.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.state.DeviceStatus.Condition;
import io.yizhan.protocol.state.DeviceStatus.StationStatus;
import io.yizhan.protocol.state.StationKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

    private static final Duration PAUSE = Duration.ofMillis(20);

    @TempDir
    Path folder;

    private StationJournal memory;

    @BeforeEach
    void open() throws Exception {
        memory = StationJournal.in(folder);
    }

    @AfterEach
    void close() throws Exception {
        memory.close();
    }

    @Test
    void a_station_that_dies_of_a_bug_is_started_again_and_the_others_go_on() throws Exception {
        Scripted buggy = new Scripted("3", 2);
        Scripted sound = new Scripted("4", 0);
        try (Supervisor supervisor = new Supervisor(List.of(buggy, sound), PAUSE, () -> {})) {
            supervisor.start();

            await().until(() -> buggy.started.get() == 3);
            await().until(() -> conditions(supervisor).equals(List.of(Condition.READY, Condition.READY)));
            assertThat(sound.started).hasValue(1);
            assertThat(supervisor.alive()).isTrue();
        }
        assertThat(memory.journal().last()).isEqualTo(2); // raised once for two deaths, and cleared
    }

    @Test
    void a_station_that_keeps_dying_is_a_fault_with_its_reason() throws Exception {
        Scripted hopeless = new Scripted("3", Integer.MAX_VALUE);
        try (Supervisor supervisor = new Supervisor(List.of(hopeless), Duration.ofMinutes(1), () -> {})) {
            supervisor.start();

            await().until(() -> conditions(supervisor).equals(List.of(Condition.FAULT)));
            assertThat(supervisor.status().getFirst().faults()).singleElement().satisfies(fault -> {
                assertThat(fault.part()).isEqualTo("station");
                assertThat(fault.kind()).isEqualTo("crashed");
            });
        }
    }

    @Test
    void to_identify_holds_every_face_for_a_while() throws Exception {
        Scripted station = new Scripted("3", 0);
        try (Supervisor supervisor = new Supervisor(List.of(station), PAUSE, () -> {})) {
            supervisor.identify(new DeviceId("pi-1"), Duration.ofMillis(300));

            await().until(() -> station.face.now().zh().equals("这里是 pi-1"));
            station.face.say(Words.chooseService());
            assertThat(station.face.now().zh()).isEqualTo("这里是 pi-1");
            await().until(() -> station.face.now().equals(Words.chooseService()));
        }
    }

    private static List<Condition> conditions(Supervisor supervisor) {
        return supervisor.status().stream().map(StationStatus::state).toList();
    }

    /** Dies of a bug as often as it is told to, then serves until it is stopped. */
    private final class Scripted implements Station {

        private final AtomicInteger started = new AtomicInteger();
        private final Face face = new Face("spot");
        private final StationId id;
        private final int deaths;
        private final Faults faults;

        Scripted(String id, int deaths) {
            this.id = new StationId(id);
            this.deaths = deaths;
            this.faults = memory.faults(id);
        }

        @Override
        public StationKind kind() {
            return StationKind.COUNTER;
        }

        @Override
        public StationId id() {
            return id;
        }

        @Override
        public void serve(Runnable serving) throws InterruptedException {
            if (started.incrementAndGet() <= deaths) {
                throw new IllegalStateException("a bug, for this test");
            }
            serving.run();
            Thread.sleep(Long.MAX_VALUE);
        }

        @Override
        public Faults faults() {
            return faults;
        }

        @Override
        public List<Face> faces() {
            return List.of(face);
        }
    }
}
