package io.yizhan.hub.attendance.reckoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.protocol.Json;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case that a hall's director can read in {@code days.toml} and {@code months.toml}. */
class ReckoningCasesTest {

    private static final int CASES_MIN = 60;

    @TestFactory
    Stream<DynamicTest> a_day_is_reckoned_as_its_case_says() throws Exception {
        return cases().stream().map(each -> DynamicTest.dynamicTest(each.title(), () -> check(each)));
    }

    @TestFactory
    Stream<DynamicTest> a_month_is_reckoned_as_its_case_says() throws Exception {
        return Json.settings(file("months.toml"), MonthCase.Cases.class).months().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.title(),
                        () -> assertThat(each.reckoned()).as(each.why()).isEqualTo(each.expect())));
    }

    @Test
    void there_are_enough_cases_and_each_gives_its_reason_and_has_a_title_of_its_own() throws Exception {
        assertThat(cases())
                .hasSizeGreaterThanOrEqualTo(CASES_MIN)
                .noneMatch(each -> each.why().isBlank());
        assertThat(cases().stream().map(DayCase::title)).doesNotHaveDuplicates();
    }

    private static void check(DayCase each) {
        PersonDay day = each.reckoned();
        List<String> outcomes = day.pending() != null
                ? List.of("待定")
                : day.slots().stream().map(ReckoningCasesTest::words).toList();
        assertThat(outcomes).as(each.why()).isEqualTo(each.expect());
        PersonDay.HalfDays count = day.count();
        assertThat("应" + count.gross() + " 净" + count.net() + " 到" + count.present() + " 旷" + count.absent())
                .as(each.why())
                .isEqualTo(each.halves());
        assertThat(day.outside().stream().map(seen -> time(seen))).isEqualTo(each.outside());
        if (!each.taken().isEmpty()) {
            assertThat(day.slots().stream().map(slot -> slot.taken() == null ? "-" : time(slot.taken())))
                    .as(each.why())
                    .isEqualTo(each.taken());
        }
        assertThat(day.slots()).allSatisfy(slot -> {
            assertThat(slot.waits().isEmpty()).as("who waits says for what").isEqualTo(slot.mark() != Mark.PENDING);
            assertThat(slot.leave() != null || slot.waiver() != null)
                    .as("what is excused says by what")
                    .isEqualTo(slot.mark().isExcused());
        });
    }

    private static String words(SlotOutcome slot) {
        String word = switch (slot.mark()) {
            case ON_TIME -> "正常";
            case LATE -> "迟到 " + slot.minutes();
            case EARLY -> "早退 " + slot.minutes();
            case MISSED -> "缺卡";
            case LEAVE -> "请假";
            case BUSINESS -> "公出";
            case OUTAGE -> "豁免";
            case PENDING -> "待定";
        };
        return slot.absence() ? word + " 旷" : word;
    }

    private static String time(Seen seen) {
        return seen.earliest().format(DateTimeFormatter.ofPattern("HH:mm"));
    }

    static List<DayCase> cases() throws Exception {
        return Json.settings(file("days.toml"), DayCase.Cases.class).cases();
    }

    private static Path file(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(ReckoningCasesTest.class.getResource(name))
                .toURI());
    }
}
