package io.yizhan.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.yizhan.hardware.simulated.SimulatedFingerprintModule;
import io.yizhan.protocol.command.Enrol;
import io.yizhan.protocol.command.PutTemplate;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.command.Reply.Step;
import io.yizhan.protocol.command.TemplateText;
import io.yizhan.protocol.fact.CommandDone;
import io.yizhan.protocol.fact.FaultRaised;
import io.yizhan.protocol.fact.FingerDeleted;
import io.yizhan.protocol.fact.FingerEnrolled;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.fact.PunchUnknown;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.state.DeviceConfig.Enrolment;
import io.yizhan.protocol.state.DeviceStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes to a reader by the hub's orders: people to be led, and templates that other readers read out. */
class FingersBroughtTest {

    private static final StaffId WANG_FANG = new StaffId("s0123");
    private static final EnrolmentId HERE = new EnrolmentId("00000000-0000-4000-8000-0000000000e1");
    private static final EnrolmentId BROUGHT = new EnrolmentId("00000000-0000-4000-8000-0000000000e2");
    private static final int FINGER = 3;

    /** The wait for a config, and a little for a slow machine. */
    private static final Duration AFTER_THE_WAIT = Duration.ofSeconds(25);

    @TempDir
    Path folder;

    private Hall hall;

    @BeforeEach
    void open() throws Exception {
        hall = new Hall(folder, "[[reader]]\nid = \"reader-1\"\nsensor = \"simulated\"");
        hall.configure(1, List.of(), List.of(wanted(17, HERE)));
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void what_was_read_out_after_an_enrolment_is_written_elsewhere_and_its_finger_punches_there() throws Exception {
        String template = enrolledTemplate();
        hall.configure(2, List.of(), List.of(wanted(5, BROUGHT)));
        await().until(() -> hall.hub.facts(FingerDeleted.class).contains(new FingerDeleted(HERE, 17)));

        CommandId order = put(5, template);

        assertThat(hall.reply(order, 0)).isEqualTo(new Reply(order, Step.DONE, null, null));
        await().until(() -> hall.hub.facts(FingerEnrolled.class).contains(new FingerEnrolled(BROUGHT, 5)));
        hall.lay(FINGER);
        await().untilAsserted(() -> assertThat(hall.hub.facts(Punch.class))
                .extracting(Punch::position, Punch::enrolment, Punch::staff)
                .containsExactly(tuple(5, BROUGHT, WANG_FANG)));
    }

    @Test
    void what_is_no_template_for_this_sensor_is_refused_with_a_code_and_stands_nowhere() {
        hall.configure(2, List.of(), List.of(wanted(5, BROUGHT)));

        CommandId order = put(5, TemplateText.of("of another family of sensors".getBytes(US_ASCII)));

        assertThat(hall.reply(order, 0)).isEqualTo(new Reply(order, Step.FAILED, "bad-template", null));
        await().until(() ->
                hall.hub.facts(CommandDone.class).contains(new CommandDone(order, CommandDone.Outcome.FAILED)));
        assertThat(hall.hub.facts(FingerEnrolled.class)).isEmpty();
    }

    @Test
    void the_hall_is_told_how_many_fingers_the_sensor_holds_as_soon_as_it_answers() {
        await().until(() -> hall.hub.statuses.stream()
                .map(DeviceStatus::stations)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .anyMatch(station -> Objects.equals(station.capacity(), SimulatedFingerprintModule.CAPACITY)));
    }

    @Test
    void a_template_for_a_position_that_the_sensor_does_not_have_is_refused() throws Exception {
        CommandId order = put(4_000, enrolledTemplate());

        assertThat(hall.reply(order, 0).code()).isEqualTo("no-room");
    }

    @Test
    void an_enrolment_at_a_position_that_the_sensor_does_not_have_is_refused_and_the_reader_goes_on() throws Exception {
        CommandId order = enrol(SimulatedFingerprintModule.CAPACITY);

        assertThat(hall.reply(order, 0)).isEqualTo(new Reply(order, Step.FAILED, "no-room", null));
        hall.told("reader-1", "没有登记成功");
        hall.lay(FINGER);
        await().until(() -> !hall.hub.facts(PunchUnknown.class).isEmpty());
        assertThat(hall.hub.facts(FaultRaised.class))
                .noneMatch(fault -> fault.kind().equals("crashed"));
    }

    @Test
    void a_template_that_comes_again_by_another_order_is_said_to_be_there_and_enrolled_once() throws Exception {
        String template = enrolledTemplate();
        hall.configure(2, List.of(), List.of(wanted(5, BROUGHT)));
        await().until(() -> hall.hub.facts(FingerDeleted.class).size() == 1);
        assertThat(hall.reply(put(5, template), 0).step()).isEqualTo(Step.DONE);

        assertThat(hall.reply(put(5, template), 0).step()).isEqualTo(Step.DONE);

        assertThat(hall.hub.facts(FingerEnrolled.class))
                .containsExactly(new FingerEnrolled(HERE, 17), new FingerEnrolled(BROUGHT, 5));
    }

    @Test
    void each_step_of_an_enrolment_is_shown_spoken_and_lit() throws Exception {
        enrolledTemplate();

        for (String sentence : List.of("登记指纹：请平放手指", "请抬起手指", "请把同一手指再放一次", "请把同一手指放最后一次", "登记成功")) {
            hall.told("reader-1", sentence);
            await().untilAsserted(() -> assertThat(hall.look().log())
                    .anyMatch(line -> line.how().equals("spoken") && line.zh().startsWith(sentence)));
        }
    }

    @Test
    void a_finger_that_is_withdrawn_while_it_is_laid_down_is_given_up_at_once() throws Exception {
        CommandId order = enrol(17);
        assertThat(hall.reply(order, 0).step()).isEqualTo(Step.TOUCH_1);

        hall.configure(2, List.of(), List.of());

        assertThat(hall.reply(order, 1)).isEqualTo(new Reply(order, Step.FAILED, "withdrawn", null));
        assertThat(hall.hub.facts(FingerEnrolled.class)).isEmpty();
    }

    @Test
    void a_finger_that_goes_right_after_its_enrolment_is_deleted_at_once() throws Exception {
        enrolledTemplate();
        hall.configure(2, List.of(), List.of(wanted(17, HERE), wanted(18, BROUGHT)));

        hall.configure(3, List.of(), List.of());

        await().until(() -> hall.hub.facts(FingerDeleted.class).contains(new FingerDeleted(HERE, 17)));
    }

    @Test
    void a_reader_that_starts_with_the_broker_away_takes_fingers_by_its_last_config_after_a_while() throws Exception {
        enrolledTemplate();
        hall.stopTerminal();
        hall.broker.kill();
        hall.startTerminal();
        await().until(() -> hall.face("reader-1").equals("正在与中枢核对名册，请稍候几秒"));

        hall.lay(FINGER);

        await().atMost(AFTER_THE_WAIT).until(() -> hall.face("reader-1").startsWith("王芳，打卡成功"));
        assertThat(hall.look().hubOnline()).isFalse();
    }

    @Test
    void a_reader_that_starts_while_the_hall_wants_a_finger_no_longer_never_takes_it_by_its_last_config()
            throws Exception {
        enrolledTemplate();
        hall.stopTerminal();
        hall.configureUnheard(2, List.of());
        hall.startTerminal();

        hall.lay(FINGER);

        await().until(() -> !hall.hub.facts(PunchUnknown.class).isEmpty());
        assertThat(hall.hub.facts(Punch.class)).isEmpty();
    }

    /** Enrols the finger at position 17. @return what the reader sent of it */
    private String enrolledTemplate() throws Exception {
        CommandId order = enrol(17);
        hall.touchThreeTimes(order, FINGER);
        await().until(() -> hall.hub.replies.getLast().step() == Step.DONE);
        return Objects.requireNonNull(hall.hub.replies.getLast().template());
    }

    private CommandId enrol(int position) {
        CommandId order = new CommandId(UUID.randomUUID().toString());
        hall.hub.order(new Enrol(order, ScriptedHub.now(), HERE, WANG_FANG, position));
        return order;
    }

    private CommandId put(int position, String template) {
        CommandId order = new CommandId(UUID.randomUUID().toString());
        hall.hub.order(new PutTemplate(order, ScriptedHub.now(), BROUGHT, position, template));
        return order;
    }

    private static Enrolment wanted(int position, EnrolmentId enrolment) {
        return new Enrolment(position, enrolment, WANG_FANG, "王芳");
    }
}
