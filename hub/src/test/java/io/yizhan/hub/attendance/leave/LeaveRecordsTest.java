package io.yizhan.hub.attendance.leave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the month's reckoning reads of leave, corrections and waivers. */
class LeaveRecordsTest {

    private static final StaffId S1 = new StaffId("s1");
    private static final AgencyId POLICE = new AgencyId("police");
    private static final LocalDate DAY = TestHall.TODAY;

    @TempDir
    Path folder;

    private TestHall hall;

    @BeforeEach
    void open() throws RuleBrokenException {
        hall = new TestHall(folder);
        hall.furnish();
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void leave_counts_from_the_last_approval_that_it_needs() throws RuleBrokenException {
        hall.decide(asked("l1", am(DAY), pm(DAY), Capacity.AGENCY_LEADER, Capacity.CENTRE));
        hall.decide(new LeaveApproved("l1", Capacity.CENTRE, "wu"));
        assertThat(granted(DAY, DAY)).isEmpty();
        assertThat(found("l1").waitsFor()).containsExactly(Capacity.AGENCY_LEADER);

        hall.decide(new LeaveApproved("l1", Capacity.AGENCY_LEADER, "li"));

        assertThat(granted(DAY, DAY)).containsOnlyKeys(S1);
        assertThat(granted(DAY, DAY).get(S1))
                .containsExactly(new Leave("l1", LeaveType.SICK, am(DAY), pm(DAY), List.of()));
        assertThat(found("l1").isFiled()).isTrue();
        refused(new LeaveApproved("l1", Capacity.CENTRE, "wu"), "granted already");
    }

    @Test
    void approved_leave_counts_while_its_filing_is_open() throws RuleBrokenException {
        hall.decide(asked("l1", am(DAY), am(DAY), Capacity.CHIEF));
        refused(new LeaveFiled("l1", "office"), "does not wait to be filed");
        hall.decide(new LeaveApproved("l1", Capacity.CHIEF, "chief"));
        assertThat(granted(DAY, DAY)).isNotEmpty();
        assertThat(waiting()).containsExactly("l1");

        hall.decide(new LeaveFiled("l1", "office"));

        assertThat(waiting()).isEmpty();
        assertThat(granted(DAY, DAY)).isNotEmpty();
        refused(new LeaveFiled("l1", "office"), "does not wait to be filed");
    }

    @Test
    void leave_that_needs_no_approval_counts_once_it_is_filed() throws RuleBrokenException {
        hall.decide(asked("l1", am(DAY), am(DAY)));
        assertThat(granted(DAY, DAY)).isEmpty();
        assertThat(waiting()).containsExactly("l1");

        hall.decide(new LeaveFiled("l1", "office"));

        assertThat(granted(DAY, DAY)).isNotEmpty();
        assertThat(waiting()).isEmpty();
    }

    @Test
    void what_is_cancelled_counts_up_to_its_cancellation() throws RuleBrokenException {
        hall.decide(asked("l1", pm(DAY), pm(DAY.plusDays(3)), Capacity.CHIEF));
        hall.decide(new LeaveApproved("l1", Capacity.CHIEF, "chief"));
        hall.decide(new LeaveCancelled("l1", pm(DAY.plusDays(2)), "back early", "s1"));

        assertThat(granted(DAY, DAY.plusDays(9)).get(S1))
                .containsExactly(new Leave("l1", LeaveType.SICK, pm(DAY), am(DAY.plusDays(2)), List.of()));
        assertThat(granted(DAY.plusDays(3), DAY.plusDays(9))).isEmpty();
        assertThat(found("l1").isCutShort()).isTrue();
        refused(new LeaveCancelled("l1", am(DAY.plusDays(3)), "again", "s1"), "nothing to cancel");

        hall.decide(new LeaveCancelled("l1", pm(DAY), "not at all", "s1"));

        assertThat(granted(DAY, DAY.plusDays(9))).isEmpty();
        assertThat(found("l1").state()).isEqualTo(LeaveState.CANCELLED);
    }

    @Test
    void leave_overlaps_at_the_half_day_and_the_slot_and_nothing_else() throws RuleBrokenException {
        hall.decide(asked("l1", pm(DAY), am(DAY.plusDays(1)), Capacity.CHIEF));
        hall.decide(asked("l2", am(DAY), am(DAY), Capacity.CHIEF));
        hall.decide(asked("l3", pm(DAY.plusDays(1)), pm(DAY.plusDays(1)), Capacity.CHIEF));
        refused(asked("l4", am(DAY.plusDays(1)), pm(DAY.plusDays(5)), Capacity.CHIEF), "has leave from 2026-11-23");

        LocalDate other = DAY.plusDays(2);
        hall.decide(slots("l5", am(other), am(other), "morning-in"));
        refused(slots("l6", am(other), pm(other), "morning-in", "evening-out"), "already");
        refused(asked("l7", am(other), am(other), Capacity.CHIEF), "already");
        hall.decide(slots("l8", pm(other), pm(other), "evening-out"));
        hall.decide(slots("l9", pm(other), pm(other), "afternoon-in"));
    }

    @Test
    void refused_and_cancelled_leave_holds_no_time() throws RuleBrokenException {
        hall.decide(asked("l1", am(DAY), pm(DAY), Capacity.CHIEF));
        hall.decide(new LeaveRefused("l1", "too many away", "chief"));
        hall.decide(asked("l2", am(DAY), pm(DAY), Capacity.CHIEF));
        hall.decide(new LeaveCancelled("l2", am(DAY), "not needed", "s1"));

        hall.decide(asked("l3", am(DAY), pm(DAY), Capacity.CHIEF));

        refused(new LeaveApproved("l1", Capacity.CHIEF, "chief"), "refused already");
        refused(new LeaveCancelled("l2", am(DAY), "again", "s1"), "cancelled already");
        refused(asked("l3", am(DAY.plusDays(9)), am(DAY.plusDays(9)), Capacity.CHIEF), "an id of its own");
    }

    @Test
    void a_correction_counts_once_somebody_else_grants_it() throws RuleBrokenException {
        hall.decide(correction("c1", DAY.atTime(8, 31)));
        assertThat(corrections()).isEmpty();
        refused(new CorrectionGranted("c1", "s1"), "somebody else");

        hall.decide(new CorrectionGranted("c1", "chief"));

        assertThat(corrections()).isEqualTo(Map.of(S1, List.of(new GrantedCorrection("c1", DAY.atTime(8, 31)))));
        refused(new CorrectionRefused("c1", "no proof", "chief"), "decided once");
    }

    @Test
    void a_refused_correction_counts_nowhere() throws RuleBrokenException {
        hall.decide(correction("c1", DAY.atTime(8, 31)));
        hall.decide(new CorrectionRefused("c1", "no proof", "chief"));

        assertThat(corrections()).isEmpty();
        assertThat(hall.<CorrectionRequest>read(
                        rows -> Corrections.find(rows, "c1").orElseThrow()))
                .returns("no proof", CorrectionRequest::why)
                .returns("chief", CorrectionRequest::decidedBy);
    }

    @Test
    void a_waiver_stands_on_the_days_that_it_touches_until_it_is_withdrawn() throws RuleBrokenException {
        hall.decide(waiver("w1", DAY.atTime(8, 0), DAY.plusDays(1).atStartOfDay()));

        assertThat(waivers(DAY, DAY)).containsExactly("w1");
        assertThat(waivers(DAY.plusDays(1), DAY.plusDays(1))).isEmpty();
        assertThat(waivers(DAY.minusDays(1), DAY.minusDays(1))).isEmpty();

        hall.decide(new WaiverWithdrawn("w1", "it worked", "admin"));

        assertThat(waivers(DAY, DAY)).isEmpty();
        refused(new WaiverWithdrawn("w1", "it worked", "admin"), "withdrawn before");
    }

    @Test
    void what_cannot_be_meant_is_no_fact() {
        assertThatThrownBy(() -> asked("l1", pm(DAY), am(DAY), Capacity.CHIEF))
                .hasMessageContaining("ends before it begins");
        assertThatThrownBy(() -> asked("l1", am(DAY), am(DAY.plusDays(366)), Capacity.CHIEF))
                .hasMessageContaining("at most 366");
        assertThatThrownBy(() -> correction("c1", DAY.atTime(8, 31, 1))).hasMessageContaining("whole minute");
        assertThatThrownBy(() -> waiver("w1", DAY.atTime(8, 0), DAY.plusDays(31).atTime(8, 1)))
                .hasMessageContaining("longer than 31 days");
        assertThatThrownBy(() -> new LeaveRefused("l1", " ", "chief")).hasMessageContaining("1 to 200");
    }

    private static HubFact asked(String id, HalfDay from, HalfDay to, Capacity... needs) {
        return new LeaveAsked(id, S1, POLICE, LeaveType.SICK, from, to, List.of(), "ill", List.of(needs), "s1");
    }

    private static HubFact slots(String id, HalfDay from, HalfDay to, String... slots) {
        return new LeaveAsked(
                id, S1, POLICE, LeaveType.SICK, from, to, List.of(slots), "ill", List.of(Capacity.CHIEF), "s1");
    }

    private static HubFact correction(String id, LocalDateTime at) {
        return new CorrectionAsked(id, S1, POLICE, at, "no power", "photo 7", "s1");
    }

    private static HubFact waiver(String id, LocalDateTime from, LocalDateTime to) {
        return new WaiverGranted(id, new DeviceId("reader"), from, to, "no power", "photo 7", "admin");
    }

    private void refused(HubFact fact, String why) {
        assertThatThrownBy(() -> hall.decide(fact))
                .isInstanceOf(RuleBrokenException.class)
                .hasMessageContaining(why);
    }

    private LeaveRequest found(String id) {
        return hall.read(rows -> Leaves.find(rows, id).orElseThrow());
    }

    private Map<StaffId, List<Leave>> granted(LocalDate from, LocalDate to) {
        return hall.read(rows -> Leaves.granted(rows, from, to));
    }

    private List<String> waiting() {
        return hall.read(
                rows -> Leaves.waiting(rows).stream().map(LeaveRequest::id).toList());
    }

    private Map<StaffId, List<GrantedCorrection>> corrections() {
        return hall.read(rows -> Corrections.granted(rows, DAY, DAY));
    }

    private List<String> waivers(LocalDate from, LocalDate to) {
        return hall.read(rows ->
                Waivers.standing(rows, from, to).stream().map(Waiver::id).toList());
    }

    private static HalfDay am(LocalDate day) {
        return new HalfDay(day, Half.MORNING);
    }

    private static HalfDay pm(LocalDate day) {
        return new HalfDay(day, Half.AFTERNOON);
    }
}
