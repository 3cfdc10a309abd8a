package io.yizhan.hub.attendance.month;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.access.Reach;
import io.yizhan.hub.attendance.reckoning.Mark;
import io.yizhan.hub.attendance.reckoning.SlotOutcome;
import io.yizhan.hub.book.BookBrokenException;
import io.yizhan.hub.book.Rebuild;
import io.yizhan.hub.devices.DeviceAdded;
import io.yizhan.hub.devices.NumberPads;
import io.yizhan.hub.page.PaperHall;
import io.yizhan.hub.report.PlayedMonth;
import io.yizhan.hub.staff.StaffReturned;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.state.StationConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a PIN, had at one time and not at another, does to who has nothing else to punch with. */
class PinMonthsTest {

    private static final StaffId SUN = new StaffId("s5");
    private static final DeviceId CUT_OFF = new DeviceId("reader-3");
    private static final LocalDate BEFORE = LocalDate.of(2026, 9, 1);
    private static final LocalDate THE_20TH = LocalDate.of(2026, 10, 20);
    private static final LocalDate LAST_DAY = LocalDate.of(2026, 11, 20);

    @TempDir
    Path folder;

    private PaperHall hall;
    private PlayedMonth month;

    @BeforeEach
    void play() throws Exception {
        hall = new PaperHall(folder);
        month = new PlayedMonth(hall);
        month.furnish();
        month.joinUnproven(SUN);
        month.everybodyComes();
        month.bothComplete();
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void who_had_a_pin_alone_and_left_keeps_what_was_missed_and_the_bulletin_can_be_published() {
        pinStands(BEFORE);
        assertThat(marks(_ -> true)).containsOnly(Mark.MISSED);

        month.leaves(SUN, LAST_DAY);

        long pins = hall.database.read(rows -> rows.number("SELECT count(*) FROM pin"));
        assertThat(pins).isZero();
        assertThat(marks(_ -> true)).containsOnly(Mark.MISSED);
        assertThat(hall.publishing.publish(PlayedMonth.POLICE, PlayedMonth.MONTH, false, "admin"))
                .isEmpty();
    }

    @Test
    void who_never_had_a_pin_is_pending_and_the_bulletin_waits() {
        assertThat(marks(_ -> true)).containsOnly(Mark.PENDING);
        assertThat(hall.publishing.publish(PlayedMonth.POLICE, PlayedMonth.MONTH, false, "admin"))
                .isPresent();
    }

    @Test
    void a_pin_that_no_reader_takes_opens_none_and_nobody_is_absent_by_it() {
        month.setPin(SUN, BEFORE);

        assertThat(marks(_ -> true)).containsOnly(Mark.PENDING);
    }

    @Test
    void who_got_a_pin_on_a_day_is_judged_from_that_day_on_and_not_from_an_earlier_punch() {
        hall.tell(
                "reader-1",
                PlayedMonth.at(LocalDate.of(2026, 10, 9), "23:00"),
                new Punch(Punch.Method.PIN, SUN, null, null, null));
        month.bothComplete();
        pinStands(THE_20TH);

        assertThat(marks(day -> day.isBefore(THE_20TH))).containsOnly(Mark.PENDING);
        assertThat(marks(day -> !day.isBefore(THE_20TH))).containsOnly(Mark.MISSED);
    }

    @Test
    void a_new_pin_takes_no_day_from_the_old_one() {
        pinStands(BEFORE);
        month.setPin(SUN, THE_20TH);

        assertThat(marks(_ -> true)).containsOnly(Mark.MISSED);
        assertThat(spans()).hasSize(2);
    }

    @Test
    void a_reader_that_may_have_taken_the_pin_and_tells_nothing_makes_nobody_absent() {
        pinStands(BEFORE);
        hall.decide(
                PlayedMonth.at(BEFORE, "06:00"),
                new DeviceAdded(CUT_OFF, List.of(new StationConfig.Reader(new StationId("reader-3"))), null));
        hall.database.writeAndWait(tx -> {
            hall.secrets.pins().order(tx, new NumberPads(Set.of(CUT_OFF), Set.of()), PlayedMonth.at(BEFORE, "06:02"));
            return tx;
        });

        assertThat(marks(_ -> true)).containsOnly(Mark.PENDING);
    }

    @Test
    void who_left_and_is_back_without_a_pin_is_judged_to_the_day_of_the_leaving_and_not_after_it() {
        LocalDate back = LocalDate.of(2026, 10, 26);
        pinStands(BEFORE);
        month.leaves(SUN, THE_20TH);
        hall.decide(PlayedMonth.at(back, "08:00"), new StaffReturned(SUN, back, "admin"));

        assertThat(marks(day -> !day.isAfter(THE_20TH))).containsOnly(Mark.MISSED);
        assertThat(marks(day -> day.equals(THE_20TH))).isNotEmpty();
        assertThat(marks(day -> !day.isBefore(back))).containsOnly(Mark.PENDING);
    }

    @Test
    void a_rebuild_comes_to_the_same_spans() {
        pinStands(BEFORE);
        month.setPin(SUN, THE_20TH);
        month.leaves(SUN, LAST_DAY);
        List<String> spans = spans();

        hall.database.writeAndWait(tx -> {
            try {
                return new Rebuild(TestHall.projections(), TestHall.facts()).rebuild(tx);
            } catch (BookBrokenException e) {
                throw new IllegalStateException(e);
            }
        });

        Instant left = PlayedMonth.at(LAST_DAY, "23:00");
        assertThat(spans())
                .isEqualTo(spans)
                .containsExactly(
                        "any " + PlayedMonth.at(BEFORE, "06:00") + " " + left,
                        "reader-1 " + PlayedMonth.at(BEFORE, "06:01") + " " + left);
    }

    private void pinStands(LocalDate from) {
        month.setPin(SUN, from);
        month.confirmPin(SUN, "reader-1", from);
    }

    private List<String> spans() {
        return hall.database.read(rows -> rows.list(
                "SELECT 'any' AS place, from_ms, to_ms FROM pin_span UNION ALL SELECT device, from_ms, to_ms FROM"
                        + " pin_place ORDER BY place, from_ms",
                row -> row.text("place") + " " + row.instant("from_ms") + " " + row.instantOrNull("to_ms")));
    }

    /** Sun's, on these days of the month. */
    private List<Mark> marks(Predicate<LocalDate> days) {
        LocalDate from = PlayedMonth.MONTH.atDay(1);
        LocalDate to = PlayedMonth.MONTH.atEndOfMonth();
        return hall
                .database
                .read(rows -> new Months(PaperHall.ZONE)
                        .known(rows, from, to, new Reach.Within(null, SUN), PaperHall.NOW)
                        .reckon(from, to))
                .stream()
                .flatMap(each -> each.days().stream())
                .filter(day -> days.test(day.day()))
                .flatMap(day -> day.slots().stream())
                .map(SlotOutcome::mark)
                .toList();
    }
}
