package io.yizhan.hub.attendance;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.staff.AgencyAdded;
import io.yizhan.hub.staff.StaffMoved;
import io.yizhan.hub.staff.TenureCorrected;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.fact.PunchUnknown;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PunchesTest {

    private static final StaffId S1 = new StaffId("s1");

    @TempDir
    Path folder;

    private TestHall hall;
    private TestHall.Journal reader;

    @BeforeEach
    void open() throws RuleBrokenException {
        hall = new TestHall(folder);
        hall.furnish();
        reader = hall.journal("reader");
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void a_punch_is_kept_with_its_time_its_bounds_and_where_they_come_from() {
        Instant now = hall.clock.now();
        TrueTime time = new TrueTime(now, now.minusSeconds(5), now.plusSeconds(9), TrueTime.Source.UNCERTAIN, true);
        EnrolmentId enrolment = new EnrolmentId(hall.ids.get().toString());
        reader.says(new Punch(Punch.Method.FINGER, S1, 3, enrolment, 142), time);

        PunchRecord punch = all(PunchFilter.of(TestHall.TODAY)).getFirst();

        assertThat(punch.time()).isEqualTo(time);
        assertThat(punch.staff()).isEqualTo(S1);
        assertThat(punch.name()).isEqualTo("示范s1");
        assertThat(punch.method()).isEqualTo(Punch.Method.FINGER);
        assertThat(punch.score()).isEqualTo(142);
        assertThat(punch.seq()).isEqualTo(1);
    }

    @Test
    void a_day_is_the_halls_day() {
        punch("s1", Instant.parse("2026-11-22T16:00:00Z"));
        punch("s1", Instant.parse("2026-11-22T15:59:59.999Z"));

        assertThat(all(PunchFilter.of(TestHall.TODAY)))
                .extracting(punch -> punch.time().at())
                .containsExactly(Instant.parse("2026-11-22T16:00:00Z"));
        assertThat(all(PunchFilter.of(TestHall.TODAY.minusDays(1)))).hasSize(1);
    }

    @Test
    void a_punch_is_of_the_agency_of_its_day_and_of_none_where_nobody_was_employed() throws Exception {
        AgencyId police = new AgencyId("police");
        AgencyId tax = new AgencyId("tax");
        LocalDate joined = TestHall.TODAY.minusDays(2);
        hall.decide(new AgencyAdded(tax, "税务局", null));
        hall.decide(new TenureCorrected(S1, joined, joined, "admin"));
        hall.decide(new StaffMoved(S1, tax, TestHall.TODAY, "admin"));
        for (int day = 0; day < 4; day++) {
            punch("s1", hall.clock.now().minus(Duration.ofDays(day)));
        }

        assertThat(days(police)).containsExactly(TestHall.TODAY.minusDays(1), joined);
        assertThat(days(tax)).containsExactly(TestHall.TODAY);
        assertThat(days(null)).hasSize(4);
    }

    /** The days of the last week on which somebody of this agency punched. */
    private List<LocalDate> days(@Nullable AgencyId agency) {
        PunchFilter filter = new PunchFilter(TestHall.TODAY.minusDays(7), TestHall.TODAY, null, agency, null);
        return all(filter).stream().map(PunchRecord::day).toList();
    }

    @Test
    void repeats_are_kept_and_who_has_punched_is_told_once() {
        punch("s2", hall.clock.now());
        punch("s1", hall.clock.now());
        punch("s1", hall.clock.now());

        List<StaffId> who = hall.read(rows -> Punches.whoPunched(rows, TestHall.TODAY));
        assertThat(who).containsExactly(S1, new StaffId("s2"));
        assertThat(all(PunchFilter.of(TestHall.TODAY))).hasSize(3);
    }

    @Test
    void a_filter_lets_through_what_it_asks_for_and_nothing_else() {
        punch("s1", hall.clock.now());
        punch("s2", hall.clock.now());
        hall.clock.pass(Duration.ofSeconds(1));
        punch("nobody", hall.clock.now());

        PunchFilter day = PunchFilter.of(TestHall.TODAY);
        assertThat(all(new PunchFilter(day.from(), day.to(), S1, null, null))).hasSize(1);
        assertThat(all(new PunchFilter(day.from(), day.to(), null, new AgencyId("police"), null)))
                .hasSize(2);
        assertThat(all(new PunchFilter(day.from(), day.to(), null, null, new DeviceId("reader"))))
                .hasSize(3);
        assertThat(all(new PunchFilter(day.from(), day.to(), null, null, new DeviceId("other"))))
                .isEmpty();
        assertThat(all(day).getFirst().name()).isNull();
        int count = hall.read(rows -> Punches.count(rows, day));
        assertThat(count).isEqualTo(3);
        List<PunchRecord> second = hall.read(rows -> Punches.list(rows, day, 1, 1));
        assertThat(second).hasSize(1);
    }

    @Test
    void a_finger_that_nobody_knows_is_no_punch() {
        reader.says(new PunchUnknown(PunchUnknown.Reason.STALE_POSITION));

        assertThat(all(PunchFilter.of(TestHall.TODAY))).isEmpty();
        List<UnknownFinger> unknown = hall.read(rows -> Punches.unknown(rows, TestHall.TODAY, 10));
        assertThat(unknown).extracting(UnknownFinger::reason).containsExactly(PunchUnknown.Reason.STALE_POSITION);
    }

    private void punch(String staff, Instant at) {
        reader.says(new Punch(Punch.Method.PIN, new StaffId(staff), null, null, null), TrueTime.exactly(at));
    }

    private List<PunchRecord> all(PunchFilter filter) {
        return hall.read(rows -> Punches.list(rows, filter, 100, 0));
    }
}
