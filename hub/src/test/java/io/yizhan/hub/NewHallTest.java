package io.yizhan.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.attendance.rules.HolidayYear;
import io.yizhan.hub.attendance.rules.RulesOnRecord;
import io.yizhan.hub.attendance.rules.Shipped;
import io.yizhan.protocol.clock.LinuxClock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a hall has that was just made. */
class NewHallTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @TempDir
    Path folder;

    @Test
    void a_new_hall_has_the_examples_rules_from_its_first_month_on_and_all_holidays_that_are_on_board()
            throws Exception {
        Path file = folder.resolve("hub.db");
        LinuxClock clock = new LinuxClock(LinuxClock.BOOT_ID, true);
        new HallAdmission(new SecureRandom()).create(file, ZONE, "admin", "four-cold-noodles", "ab".repeat(32));

        try (HallRecords records = HallRecords.open(file, clock, ZONE)) {
            LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(clock.wallMs()), ZONE);
            assertThat(records.database().read(RulesOnRecord::rules).all())
                    .singleElement()
                    .isEqualTo(Shipped.example().beginning(today.withDayOfMonth(1)))
                    .satisfies(rules -> assertThat(rules.source()).contains("示例"));
            assertThat(records.database().read(RulesOnRecord::years))
                    .extracting(HolidayYear::year)
                    .containsExactly(2024, 2025, 2026);
        }
    }
}
