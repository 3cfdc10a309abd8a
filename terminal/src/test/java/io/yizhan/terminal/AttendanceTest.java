package io.yizhan.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.command.Enrol;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.fact.CommandDone;
import io.yizhan.protocol.fact.FaultCleared;
import io.yizhan.protocol.fact.FaultRaised;
import io.yizhan.protocol.fact.FingerDeleted;
import io.yizhan.protocol.fact.FingerEnrolled;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.fact.PunchUnknown;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.state.DeviceConfig.Enrolment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttendanceTest {

    private static final StaffId WANG_FANG = new StaffId("s0123");
    private static final EnrolmentId ENROLMENT = new EnrolmentId("00000000-0000-4000-8000-0000000000e1");
    private static final int POSITION = 17;
    private static final int FINGER = 3;

    /** At the pace of these tests a look takes some 20 ms. */
    private static final Duration A_DOZEN_SCANS = Duration.ofMillis(300);

    private static final Duration LONGER_THAN_A_FINGER = Duration.ofSeconds(25);

    private static final Duration A_LONG_SIGNAL = Duration.ofMillis(240);

    @TempDir
    Path folder;

    private Hall hall;

    @BeforeEach
    void open() throws Exception {
        hall = new Hall(folder, "[[reader]]\nid = \"reader-1\"\nsensor = \"simulated\"", """
                [panel]
                port = 0
                [simulated]
                pace = 0.02
                witness = "seen.jsonl"
                """);
        hall.configure(1, List.of(), List.of(new Enrolment(POSITION, ENROLMENT, WANG_FANG, "王芳")));
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void an_enrolled_finger_punches_and_its_person_is_told_by_name() throws Exception {
        enrol(FINGER);

        hall.lay(FINGER);
        hall.told("reader-1", "王芳，打卡成功，");

        await().untilAsserted(() -> assertThat(hall.hub.facts(Punch.class))
                .singleElement()
                .satisfies(punch -> {
                    assertThat(punch.staff()).isEqualTo(WANG_FANG);
                    assertThat(punch.position()).isEqualTo(POSITION);
                    assertThat(punch.enrolment()).isEqualTo(ENROLMENT);
                }));
        assertThat(hall.look().log())
                .anyMatch(line -> line.how().equals("spoken") && line.zh().startsWith("王芳"));
    }

    @Test
    void a_punch_by_a_clock_that_is_not_believed_is_said_with_about_and_by_one_that_is_without() throws Exception {
        for (boolean trusted : List.of(false, true)) {
            hall.close();
            hall = new Hall(
                    Files.createDirectory(folder.resolve("trusted-" + trusted)),
                    "[[reader]]\nid = \"reader-1\"\nsensor = \"simulated\"",
                    "[panel]\nport = 0\n[simulated]\npace = 0.02\nclock_trusted = " + trusted);
            hall.configure(1, List.of(), List.of(new Enrolment(POSITION, ENROLMENT, WANG_FANG, "王芳")));
            enrol(FINGER);
            hall.lay(FINGER);
            hall.told("reader-1", "打卡成功");

            Hall.SeenFace face = hall.look().station("reader-1").faces().getFirst();
            assertThat(face.zh().contains("，约")).isEqualTo(!trusted);
            assertThat(face.en().contains("about")).isEqualTo(!trusted);
        }
    }

    @Test
    void one_lay_is_one_punch_however_long_the_finger_stays() throws Exception {
        enrol(FINGER);

        hall.lay(FINGER);
        await().during(A_DOZEN_SCANS).until(() -> hall.hub.facts(Punch.class).size(), size -> size == 1);
        hall.lift();
        await().during(A_DOZEN_SCANS).until(() -> hall.hub.facts(Punch.class).size(), size -> size == 1);
        hall.lay(FINGER);
        await().until(() -> hall.hub.facts(Punch.class).size() == 2);
    }

    @Test
    void a_finger_that_nobody_knows_is_told_what_to_do_and_kept_as_unknown() throws Exception {
        hall.lay(9);

        hall.told("reader-1", "没有识别出来，请换一个手指或联系管理员");
        await().untilAsserted(() -> assertThat(hall.hub.facts(PunchUnknown.class))
                .containsExactly(new PunchUnknown(PunchUnknown.Reason.NO_MATCH)));
        assertThat(hall.hub.facts(Punch.class)).isEmpty();
    }

    @Test
    void a_finger_that_is_wanted_no_longer_is_deleted_and_said_to_be_gone() throws Exception {
        enrol(FINGER);
        hall.stopTerminal();
        hall.startTerminal();

        hall.configure(2, List.of(), List.of());
        await().untilAsserted(() -> assertThat(hall.hub.facts(FingerDeleted.class))
                .containsExactly(new FingerDeleted(ENROLMENT, POSITION)));

        hall.lay(FINGER);
        await().untilAsserted(() -> assertThat(hall.hub.facts(PunchUnknown.class))
                .containsExactly(new PunchUnknown(PunchUnknown.Reason.NO_MATCH)));
    }

    @Test
    void a_position_that_config_gives_to_another_enrolment_is_stale_until_that_one_is_confirmed() throws Exception {
        enrol(FINGER);

        EnrolmentId other = new EnrolmentId("00000000-0000-4000-8000-0000000000e2");
        hall.configure(2, List.of(), List.of(new Enrolment(POSITION, other, new StaffId("s0124"), "李明")));
        hall.lay(FINGER);

        await().untilAsserted(
                        () -> assertThat(hall.hub.facts(PunchUnknown.class)).isNotEmpty());
        assertThat(hall.hub.facts(Punch.class)).isEmpty();
    }

    @Test
    void a_finger_that_is_enrolled_already_is_refused_by_name_of_the_reason() throws Exception {
        enrol(FINGER);
        CommandId again = order(18);

        hall.touchThreeTimes(again, FINGER);

        await().untilAsserted(() -> assertThat(hall.hub.replies).anySatisfy(reply -> {
            assertThat(reply.command()).isEqualTo(again);
            assertThat(reply.step()).isEqualTo(Reply.Step.FAILED);
            assertThat(reply.code()).isEqualTo("duplicate");
        }));
        hall.told("reader-1", "这个手指已经登记过");
        await().untilAsserted(() -> assertThat(hall.hub.facts(CommandDone.class))
                .containsExactly(new CommandDone(again, CommandDone.Outcome.FAILED)));
        assertThat(hall.hub.facts(FingerEnrolled.class)).hasSize(1);
    }

    @Test
    void a_module_that_answers_with_wrong_checksums_is_one_fault_and_works_again_when_it_is_mended() throws Exception {
        hall.fault("reader-1", "badsum", true);
        hall.told("reader-1", "指纹机暂时不可用");
        await().untilAsserted(() -> assertThat(hall.hub.facts(FaultRaised.class))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.part()).isEqualTo("reader-1/sensor");
                    assertThat(fault.kind()).isEqualTo("garbled");
                }));

        hall.fault("reader-1", "badsum", false);
        await().untilAsserted(
                        () -> assertThat(hall.hub.facts(FaultCleared.class)).hasSize(1));
        assertThat(hall.hub.facts(FaultRaised.class)).hasSize(1);
        hall.lay(9);
        await().until(() -> hall.hub.facts(PunchUnknown.class).size() == 1);
    }

    @Test
    void the_buzzer_sounds_once_and_short_for_a_punch_and_twice_and_long_for_a_finger_that_is_not_taken()
            throws Exception {
        enrol(FINGER);
        await().until(() -> buzzes().size() == 1);

        hall.lay(FINGER);
        await().until(() -> buzzes().size() == 2);
        hall.lift();
        hall.told("reader-1", "王芳，打卡成功，");
        hall.lay(9);
        await().until(() -> buzzes().size() == 4);

        List<Duration> refused = buzzes().subList(2, 4);
        assertThat(refused).allMatch(one -> one.compareTo(A_LONG_SIGNAL) >= 0);
        assertThat(Collections.min(buzzes().subList(0, 2))).isLessThan(A_LONG_SIGNAL);
    }

    /** How long the buzzer sounded each time, as the terminal's witness heard it. */
    private List<Duration> buzzes() throws Exception {
        List<Duration> buzzes = new ArrayList<>();
        OffsetDateTime began = OffsetDateTime.MAX;
        for (String line : Files.readAllLines(folder.resolve("seen.jsonl"))) {
            Heard heard = Json.read(line.getBytes(StandardCharsets.UTF_8), Heard.class);
            if (heard.part().equals("reader-1/lamp") && heard.what().equals("buzzer on")) {
                began = heard.at();
            } else if (heard.part().equals("reader-1/lamp") && heard.what().equals("buzzer off")) {
                buzzes.add(Duration.between(began, heard.at()));
            }
        }
        return buzzes;
    }

    private record Heard(OffsetDateTime at, String part, String what) {}

    @Test
    void a_window_that_stays_covered_is_one_fault_and_the_hall_is_obeyed_all_the_same() throws Exception {
        enrol(FINGER);
        hall.lay(9);
        await().atMost(LONGER_THAN_A_FINGER).until(() -> faults("covered").size() == 1);
        hall.told("reader-1", "请擦干净再按");

        hall.configure(2, List.of(), List.of());
        await().untilAsserted(() -> assertThat(hall.hub.facts(FingerDeleted.class))
                .containsExactly(new FingerDeleted(ENROLMENT, POSITION)));
        assertThat(hall.hub.facts(FaultCleared.class)).isEmpty();

        hall.lift();
        await().until(() -> hall.hub.facts(FaultCleared.class).size() == 1);
        hall.lay(9);
        await().until(() -> hall.hub.facts(PunchUnknown.class).size() == 2);
        assertThat(faults("covered")).hasSize(1);
    }

    private List<FaultRaised> faults(String kind) {
        return hall.hub.facts(FaultRaised.class).stream()
                .filter(fault ->
                        fault.part().equals("reader-1/sensor") && fault.kind().equals(kind))
                .toList();
    }

    private void enrol(int finger) throws Exception {
        CommandId command = order(POSITION);
        hall.touchThreeTimes(command, finger);
        await().untilAsserted(() -> assertThat(hall.hub.facts(FingerEnrolled.class))
                .containsExactly(new FingerEnrolled(ENROLMENT, POSITION)));
        await().untilAsserted(() -> assertThat(hall.hub.replies).anyMatch(reply -> reply.step() == Reply.Step.DONE));
        hall.lift();
    }

    private CommandId order(int position) {
        CommandId command = new CommandId(UUID.randomUUID().toString());
        hall.hub.order(new Enrol(command, ScriptedHub.now(), ENROLMENT, WANG_FANG, position));
        return command;
    }
}
