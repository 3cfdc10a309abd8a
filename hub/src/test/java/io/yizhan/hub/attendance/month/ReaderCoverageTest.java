package io.yizhan.hub.attendance.month;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.access.Reach;
import io.yizhan.hub.attendance.reckoning.Mark;
import io.yizhan.hub.attendance.reckoning.PersonDay;
import io.yizhan.hub.attendance.reckoning.PersonMonth;
import io.yizhan.hub.attendance.reckoning.SlotOutcome;
import io.yizhan.hub.attendance.reckoning.Wait;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.devices.DeviceAdded;
import io.yizhan.hub.devices.DeviceRemoved;
import io.yizhan.hub.page.PaperHall;
import io.yizhan.hub.report.PlayedMonth;
import io.yizhan.hub.staff.Readers;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.state.StationConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody is absent for what a machine does not know: missing data is pending, and says for which reader. */
class ReaderCoverageTest {

    /** Somebody did not come on this day. */
    private static final LocalDate DAY = LocalDate.of(2026, 10, 20);

    @TempDir
    Path folder;

    private PaperHall hall;
    private PlayedMonth month;

    @BeforeEach
    void play() throws Exception {
        hall = new PaperHall(folder);
        month = new PlayedMonth(hall);
        month.furnish();
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void whose_readers_are_complete_has_missed_what_he_did_not_punch() {
        month.everybodyComes();
        month.bothComplete();

        assertThat(marks(PlayedMonth.LI)).containsOnly(Mark.MISSED);
    }

    @Test
    void an_entry_that_cannot_be_read_may_have_been_a_punch() {
        month.punch("reader-2", PlayedMonth.LI, DAY.minusDays(1), "08:50", "13:50", "17:05");
        TrueTime noon = TrueTime.exactly(PlayedMonth.at(DAY, "12:00"));
        hall.garbage("reader-2", noon, "{\"v\":1,".getBytes(StandardCharsets.UTF_8), "it ends too early");
        month.punch("reader-2", PlayedMonth.LI, DAY.plusDays(1), "08:50");
        month.bothComplete();
        month.punch("reader-1", PlayedMonth.ZHAO, DAY, "08:50");
        month.complete("reader-1", PaperHall.NOW);

        assertThat(waits(PlayedMonth.LI))
                .as("between its neighbours all is possible")
                .containsOnly("reader-2");
    }

    @Test
    void entries_that_never_arrived_may_have_been_punches() {
        month.everybodyComes();
        month.bothComplete();
        hall.database.writeAndWait(tx -> tx.update(
                "INSERT INTO loss (device, journal, from_seq, through_seq, at_ms) SELECT device, journal, seq, seq, 0"
                        + " FROM punch WHERE device = 'reader-2' AND day = ? AND staff = 's2'"
                        + " ORDER BY at_ms LIMIT 1",
                DAY.plusDays(1)));

        assertThat(waits(PlayedMonth.LI)).containsOnly("reader-2");
    }

    @Test
    void a_reader_that_never_spoke_is_waited_for() {
        month.punch("reader-1", PlayedMonth.ZHAO, DAY, "08:50");
        month.complete("reader-1", PaperHall.NOW);

        assertThat(waits(PlayedMonth.LI)).containsOnly("reader-2");
    }

    @Test
    void between_two_journals_of_a_reader_nobody_knows_anything() {
        month.everybodyComes();
        month.bothComplete();
        month.complete("reader-2", PlayedMonth.at(DAY.minusDays(1), "20:00"));
        hall.database.writeAndWait(tx -> {
            tx.update(
                    "INSERT INTO entry (device, journal, seq, hash, line, type, at_ms, earliest_ms, latest_ms,"
                            + " time_source, flagged, fate) SELECT device, '00000000-0000-4000-8000-0000000000f2', 1,"
                            + " hash, line, type, ?, ?, ?, time_source, 0, fate FROM entry WHERE device = 'reader-2' LIMIT"
                            + " 1",
                    PlayedMonth.at(DAY.plusDays(1), "07:00"),
                    PlayedMonth.at(DAY.plusDays(1), "07:00"),
                    PlayedMonth.at(DAY.plusDays(1), "07:00"));
            return tx.update(
                    "INSERT INTO journal (device, journal, base, base_hash, through, hash, oldest, last, complete_ms)"
                            + " SELECT device, '00000000-0000-4000-8000-0000000000f2', 0, base_hash, 1, hash, 1, 1, ? FROM"
                            + " journal WHERE device = 'reader-2'",
                    PaperHall.NOW);
        });

        assertThat(waits(PlayedMonth.LI)).containsOnly("reader-2");
        assertThat(day(PlayedMonth.LI, DAY.plusDays(2)).isPending())
                .as("the second journal covers from its first entry on")
                .isFalse();
    }

    @Test
    void a_reader_that_has_left_counts_for_its_days_and_is_waited_for_no_longer() {
        Instant leaving = PlayedMonth.at(DAY.plusDays(1), "23:00");
        month.punch("reader-1", PlayedMonth.ZHAO, DAY, "08:50");
        month.complete("reader-1", PaperHall.NOW);
        month.punch("reader-2", PlayedMonth.ZHAO, DAY, "13:50");
        month.complete("reader-2", leaving);
        LocalDate after = DAY.plusDays(2);
        assertThat(marks(PlayedMonth.LI)).containsOnly(Mark.MISSED);
        assertThat(day(PlayedMonth.LI, after).isPending()).isTrue();

        hall.decide(leaving, new DeviceRemoved(new DeviceId("reader-2"), "sold"));

        assertThat(marks(PlayedMonth.LI)).as("as before").containsOnly(Mark.MISSED);
        assertThat(day(PlayedMonth.LI, after).isPending()).isFalse();
    }

    @Test
    void a_reader_that_left_without_telling_all_is_still_waited_for_on_the_days_that_it_has_not_told() {
        month.punch("reader-1", PlayedMonth.ZHAO, DAY, "08:50");
        month.complete("reader-1", PaperHall.NOW);
        month.punch("reader-2", PlayedMonth.ZHAO, DAY.minusDays(1), "13:50");
        month.complete("reader-2", PlayedMonth.at(DAY.minusDays(1), "23:00"));

        hall.decide(PlayedMonth.at(DAY.plusDays(1), "23:00"), new DeviceRemoved(new DeviceId("reader-2"), "broken"));

        assertThat(waits(PlayedMonth.LI)).containsOnly("reader-2");
        List<DeviceId> offered = hall.database.read(Readers::all);
        assertThat(offered).as("a waiver can settle it").contains(new DeviceId("reader-2"));
    }

    @Test
    void the_days_between_a_removal_and_the_name_s_return_stay_decided() {
        LocalDate between = leavesAndReturns(DAY.plusDays(5));

        assertThat(day(PlayedMonth.LI, between).slots())
                .extracting(SlotOutcome::mark)
                .containsOnly(Mark.MISSED);
    }

    @Test
    void a_reader_whose_name_has_returned_is_waited_for_again_from_then_on() {
        LocalDate between = leavesAndReturns(DAY.plusDays(2));

        assertThat(day(PlayedMonth.LI, between.plusDays(1)).isPending()).isTrue();
    }

    /** reader-2 leaves on the evening after DAY and its name is given again; a day on which it was away. */
    private LocalDate leavesAndReturns(LocalDate returning) {
        Instant leaving = PlayedMonth.at(DAY.plusDays(1), "23:00");
        month.punch("reader-1", PlayedMonth.ZHAO, DAY, "08:50");
        month.complete("reader-1", PaperHall.NOW);
        month.punch("reader-2", PlayedMonth.ZHAO, DAY, "13:50");
        month.complete("reader-2", leaving);
        DeviceId reader = new DeviceId("reader-2");
        hall.decide(leaving, new DeviceRemoved(reader, "card dead"));
        hall.decide(
                PlayedMonth.at(returning, "23:00"),
                new DeviceAdded(reader, List.of(new StationConfig.Reader(new StationId("reader-2"))), null));
        return DAY.plusDays(2);
    }

    private List<Mark> marks(StaffId staff) {
        return day(staff, DAY).slots().stream().map(SlotOutcome::mark).toList();
    }

    /** For whom each slot waits. */
    private List<String> waits(StaffId staff) {
        assertThat(marks(staff)).containsOnly(Mark.PENDING);
        return day(staff, DAY).slots().stream()
                .flatMap(slot -> slot.waits().stream())
                .map(Wait::device)
                .map(String::valueOf)
                .toList();
    }

    private PersonDay day(StaffId staff, LocalDate day) {
        Months months = new Months(PaperHall.ZONE);
        for (PersonMonth each :
                hall.database.read(rows -> months.known(rows, day, day, new Reach.Within(null, null), PaperHall.NOW)
                        .reckon(day, day))) {
            if (each.staff().equals(staff)) {
                return each.days().getFirst();
            }
        }
        throw new AssertionError(staff + " is not employed on " + day);
    }
}
