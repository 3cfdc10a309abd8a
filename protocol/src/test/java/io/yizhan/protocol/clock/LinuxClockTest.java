package io.yizhan.protocol.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.yizhan.protocol.id.BootId;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** On the clock of the machine that runs it. */
@EnabledOnOs(OS.LINUX)
class LinuxClockTest {

    @TempDir
    Path folder;

    @Test
    void uptime_is_the_kernels() throws Exception {
        LinuxClock clock = new LinuxClock(LinuxClock.BOOT_ID, false);

        String proc = Files.readString(Path.of("/proc/uptime")).split(" ", -1)[0];

        assertThat(clock.upMs()).isCloseTo(Math.round(Double.parseDouble(proc) * 1_000), within(1_000L));
    }

    @Test
    void the_boot_is_what_the_file_tells_and_a_missing_file_is_named() throws Exception {
        Path file = Files.writeString(folder.resolve("boot_id"), "00000000-0000-4000-8000-00000000000a\n");

        assertThat(new LinuxClock(file, false).boot()).isEqualTo(new BootId("00000000-0000-4000-8000-00000000000a"));
        assertThatThrownBy(() -> new LinuxClock(folder.resolve("none"), false))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(folder.resolve("none").toString());
    }

    @Test
    void a_clock_declared_trusted_is_trusted_and_another_says_what_the_kernel_says() {
        assertThat(new LinuxClock(LinuxClock.BOOT_ID, true).trust()).isEqualTo(ClockTrust.SYNCED);
        assertThat(List.of(ClockTrust.values())).contains(new LinuxClock(LinuxClock.BOOT_ID, false).trust());
    }

    @Test
    void a_battery_clock_that_a_setting_names_is_a_source_of_trust_with_a_name() throws Exception {
        long now = System.currentTimeMillis() / 1_000;
        Path rtc = Files.createDirectory(folder.resolve("rtc0"));
        Files.writeString(rtc.resolve("name"), "rtc-ds1307 1-0068\n");
        Files.writeString(rtc.resolve("hctosys"), "1\n");
        Files.writeString(rtc.resolve("since_epoch"), now + "\n");
        assumeThat(new LinuxClock(LinuxClock.BOOT_ID, false).keeper().kind()).isEqualTo(ClockKeeper.Kind.NOTHING);

        ClockKeeper keeper = new LinuxClock(LinuxClock.BOOT_ID, false, new BatteryClock(folder, "rtc0")).keeper();

        assertThat(keeper).isEqualTo(new ClockKeeper(ClockKeeper.Kind.BATTERY, "rtc-ds1307 1-0068"));
        assertThat(keeper.trust()).isEqualTo(ClockTrust.SYNCED);
    }

    @Test
    void a_battery_clock_that_fails_is_no_source_and_says_why_unless_a_setting_declares_the_clock_right() {
        BatteryClock none = new BatteryClock(folder, "rtc0");
        assumeThat(new LinuxClock(LinuxClock.BOOT_ID, false).keeper().kind()).isEqualTo(ClockKeeper.Kind.NOTHING);

        ClockKeeper keeper = new LinuxClock(LinuxClock.BOOT_ID, false, none).keeper();

        assertThat(keeper.kind()).isEqualTo(ClockKeeper.Kind.NOTHING);
        assertThat(keeper.trust()).isEqualTo(ClockTrust.UNSYNCED);
        assertThat(keeper.detail()).contains("rtc0 cannot be read");
        assertThat(new LinuxClock(LinuxClock.BOOT_ID, true, none).keeper())
                .isEqualTo(new ClockKeeper(ClockKeeper.Kind.SETTING, ""));
    }
}
