package io.yizhan.protocol.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a made-up /sys/class/rtc shows, and what is believed of it. */
class BatteryClockTest {

    private static final long WALL = Instant.parse("2026-11-23T00:30:00.500Z").toEpochMilli();
    private static final long UP = Duration.ofMinutes(2).toMillis();

    @TempDir
    Path sysfs;

    private BatteryClock clock;

    /** A DS3231 that has set the clock of a machine which booted two minutes ago. */
    @BeforeEach
    void wire() throws IOException {
        Files.createDirectory(sysfs.resolve("rtc0"));
        show("name", "rtc-ds1307 1-0068");
        show("hctosys", "1");
        show("since_epoch", String.valueOf(WALL / 1_000));
        clock = new BatteryClock(sysfs, "rtc0");
    }

    private void show(String file, String value) throws IOException {
        Files.writeString(sysfs.resolve("rtc0").resolve(file), value + "\n");
    }

    private String refused() {
        BatteryClock.Judgement judgement = new BatteryClock(sysfs, "rtc0").judge(WALL, UP);
        assertThat(judgement).isInstanceOf(BatteryClock.Fails.class);
        return ((BatteryClock.Fails) judgement).why();
    }

    @Test
    void a_battery_clock_that_set_the_wall_clock_and_agrees_with_it_keeps_it_right() {
        assertThat(clock.judge(WALL, UP)).isEqualTo(new BatteryClock.Keeps("rtc-ds1307 1-0068"));
    }

    @Test
    void one_that_did_not_set_the_wall_clock_keeps_nothing() throws Exception {
        show("hctosys", "0");

        assertThat(refused()).contains("rtc0 did not set the wall clock at this boot");
    }

    @Test
    void it_may_be_a_second_apart_and_100_ppm_of_the_uptime_and_not_a_millisecond_more() {
        long second = WALL / 1_000 * 1_000;
        long day = Duration.ofDays(1).toMillis();

        assertThat(judge(second - BatteryClock.APART_MS, 0)).isInstanceOf(BatteryClock.Keeps.class);
        assertThat(judge(second - BatteryClock.APART_MS - 1, 0)).isInstanceOf(BatteryClock.Fails.class);
        assertThat(judge(second + 999 + BatteryClock.APART_MS, 0)).isInstanceOf(BatteryClock.Keeps.class);
        assertThat(judge(second + 1_000 + BatteryClock.APART_MS, 0)).isInstanceOf(BatteryClock.Fails.class);
        assertThat(judge(second - BatteryClock.APART_MS - 8_640, day)).isInstanceOf(BatteryClock.Keeps.class);
        assertThat(judge(second - BatteryClock.APART_MS - 8_641, day)).isInstanceOf(BatteryClock.Fails.class);
    }

    @Test
    void however_long_the_machine_runs_half_a_minute_apart_is_the_most() {
        long second = WALL / 1_000 * 1_000;
        long year = Duration.ofDays(365).toMillis();

        assertThat(judge(second - BatteryClock.APART_MS_MAX, year)).isInstanceOf(BatteryClock.Keeps.class);
        assertThat(judge(second - BatteryClock.APART_MS_MAX - 1, year))
                .isEqualTo(new BatteryClock.Fails(sysfs.resolve("rtc0")
                        + " and the wall clock are 30001 ms apart, more than 30000: set the wrong one by the other,"
                        + " hwclock --hctosys or --systohc"));
    }

    private BatteryClock.Judgement judge(long wall, long up) {
        return new BatteryClock(sysfs, "rtc0").judge(wall, up);
    }

    @Test
    void one_that_lost_its_power_begins_in_a_year_that_cannot_be() throws Exception {
        long first = BatteryClock.PLAUSIBLE_FROM.toEpochMilli();

        show("since_epoch", String.valueOf(first / 1_000));
        assertThat(judge(first, UP)).isInstanceOf(BatteryClock.Keeps.class);
        show("since_epoch", String.valueOf(first / 1_000 - 1));
        assertThat(judge(first - 1, UP)).isInstanceOf(BatteryClock.Fails.class);
        show("since_epoch", "12");
        assertThat(refused()).contains("1970-01-01T00:00:12Z: it has lost its time");
    }

    @Test
    void a_pis_own_clock_needs_a_battery_that_can_be_measured() throws Exception {
        show("name", "rpi-rtc soc@107c000000:rpi_rtc");
        show("battery_voltage", String.valueOf(BatteryClock.BATTERY_UV_MIN));
        assertThat(judge(WALL, UP)).isEqualTo(new BatteryClock.Keeps("rpi-rtc soc@107c000000:rpi_rtc"));

        show("battery_voltage", String.valueOf(BatteryClock.BATTERY_UV_MIN - 1));
        assertThat(refused()).contains("a battery of 1299999 µV");
    }

    @Test
    void one_that_cannot_be_read_or_shows_no_number_is_said() throws Exception {
        show("since_epoch", "soon");
        assertThat(refused()).contains("shows no number").contains("soon");

        Files.delete(
                sysfs.resolve("rtc0").resolve("since_epoch")); // as the kernel's error where the oscillator stood still
        assertThat(refused()).contains("cannot be read").contains("hwclock --systohc");
    }

    @Test
    void it_is_looked_at_again_after_ten_seconds_and_at_once_when_the_wall_clock_was_stepped() throws Exception {
        clock.judge(WALL, UP);
        show("hctosys", "0");

        assertThat(clock.judge(WALL + 9_999, UP + 9_999)).isInstanceOf(BatteryClock.Keeps.class);
        assertThat(clock.judge(WALL + 10_000, UP + 10_000)).isInstanceOf(BatteryClock.Fails.class);
        show("hctosys", "1");
        show("since_epoch", String.valueOf(WALL / 1_000 + 10));
        assertThat(clock.judge(WALL + 10_050, UP + 10_050)).isInstanceOf(BatteryClock.Fails.class);
        assertThat(clock.judge(WALL + 10_100, UP + 10_050)).isInstanceOf(BatteryClock.Keeps.class);
    }

    @Test
    void a_name_that_leads_out_of_the_folder_is_refused() {
        assertThatThrownBy(() -> new BatteryClock(sysfs, "../rtc0")).hasMessageContaining("no name of a battery clock");
    }
}
