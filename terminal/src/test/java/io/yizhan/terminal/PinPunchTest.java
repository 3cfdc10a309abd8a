package io.yizhan.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.protocol.command.Enrol;
import io.yizhan.protocol.command.PinVerifier;
import io.yizhan.protocol.command.PutPin;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.state.DeviceConfig.Enrolment;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gives no finger types a number and a PIN at the pad beside the reader. */
class PinPunchTest {

    private static final StaffId LI_NA = new StaffId("s0207");
    private static final String PIN = "4711";

    private static final Duration LONGER_THAN_TYPING = Duration.ofSeconds(16);

    @TempDir
    Path folder;

    private Hall hall;

    @BeforeEach
    void open() throws Exception {
        hall = new Hall(folder, "[[reader]]\nid = \"reader-1\"\nsensor = \"simulated\"\npad = \"simulated\"");
        hall.configure(1, List.of(), List.of());
        CommandId command = new CommandId(UUID.randomUUID().toString());
        hall.hub.order(new PutPin(command, ScriptedHub.now(), LI_NA, PinVerifier.of(PIN, new SecureRandom())));
        hall.reply(command, 0);
    }

    @AfterEach
    void close() {
        hall.close();
    }

    private void type(String staff, String pin) throws Exception {
        digits(staff);
        digits(pin);
    }

    private void digits(String number) throws Exception {
        for (int i = 0; i < number.length(); i++) {
            hall.press("reader-1", number.substring(i, i + 1));
        }
        hall.press("reader-1", "enter");
    }

    @Test
    void number_and_pin_make_a_punch_and_the_digits_of_the_pin_are_never_shown() throws Exception {
        type("0207", PIN);

        hall.told("reader-1", "工号 s0207，打卡成功，");
        await().untilAsserted(() -> assertThat(hall.hub.facts(Punch.class))
                .containsExactly(new Punch(Punch.Method.PIN, LI_NA, null, null, null)));
        assertThat(hall.look().log())
                .anySatisfy(line -> assertThat(line.zh()).isEqualTo("请输入密码，按确认 ●●●●"))
                .noneSatisfy(line -> assertThat(line.zh()).contains(PIN));
    }

    @Test
    void a_wrong_pin_is_refused_and_after_five_there_is_a_pause() throws Exception {
        for (int i = 0; i < 5; i++) {
            type("0207", "0000");
        }
        hall.told("reader-1", "工号或密码不对，请重新输入");

        type("0207", PIN);

        hall.told("reader-1", "秒");
        assertThat(hall.hub.facts(Punch.class)).isEmpty();
    }

    @Test
    void with_a_broken_sensor_the_pad_goes_on() throws Exception {
        hall.fault("reader-1", "silent", true);
        hall.told("reader-1", "指纹机暂时不可用");

        type("0207", PIN);

        await().until(() -> hall.hub.facts(Punch.class).size() == 1);
    }

    @Test
    void with_something_on_the_window_that_does_not_lift_the_pad_goes_on() throws Exception {
        hall.lay(9);
        hall.told("reader-1", "没有识别出来");

        type("0207", PIN);

        await().until(() -> hall.hub.facts(Punch.class).size() == 1);
    }

    @Test
    void what_was_typed_during_an_enrolment_is_no_punch_of_a_later_time() throws Exception {
        EnrolmentId enrolment = new EnrolmentId(UUID.randomUUID().toString());
        hall.configure(2, List.of(), List.of(new Enrolment(17, enrolment, LI_NA, "李娜")));
        CommandId command = new CommandId(UUID.randomUUID().toString());
        hall.hub.order(new Enrol(command, ScriptedHub.now(), enrolment, LI_NA, 17));
        hall.reply(command, 0);

        type("0207", PIN);
        long typed = System.nanoTime();
        await().atMost(LONGER_THAN_TYPING.multipliedBy(2))
                .until(() -> System.nanoTime() - typed > LONGER_THAN_TYPING.toNanos());
        hall.configure(3, List.of(), List.of());
        hall.told("reader-1", "没有登记成功");
        type("0207", "0000");
        hall.told("reader-1", "工号或密码不对");

        assertThat(hall.look().log()).noneSatisfy(line -> assertThat(line.zh()).contains("打卡成功"));
    }

    @Test
    void a_key_that_no_pad_has_is_refused() throws Exception {
        assertThat(hall.post("key", "{\"station\":\"reader-1\",\"key\":\"next\"}")
                        .body())
                .contains("no key next on a number pad");
    }
}
