package io.yizhan.hub;

import io.yizhan.hub.attendance.leave.Capacity;
import io.yizhan.hub.attendance.leave.CorrectionAsked;
import io.yizhan.hub.attendance.leave.CorrectionGranted;
import io.yizhan.hub.attendance.leave.CorrectionRefused;
import io.yizhan.hub.attendance.leave.LeaveApproved;
import io.yizhan.hub.attendance.leave.LeaveAsked;
import io.yizhan.hub.attendance.leave.LeaveCancelled;
import io.yizhan.hub.attendance.leave.LeaveFiled;
import io.yizhan.hub.attendance.leave.LeaveRefused;
import io.yizhan.hub.attendance.leave.LeaveType;
import io.yizhan.hub.attendance.leave.WaiverGranted;
import io.yizhan.hub.attendance.leave.WaiverWithdrawn;
import io.yizhan.hub.attendance.roster.RosterSet;
import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** What a small hall may say of leave, corrections, dead readers and rosters, sensibly or not. */
final class LeaveFacts {

    private static final AgencyId POLICE = new AgencyId("police");

    private LeaveFacts() {}

    static Arbitrary<HubFact> any() {
        Arbitrary<String> ids = Arbitraries.of("l1", "l2", "l3");
        Arbitrary<String> accounts = Arbitraries.of("ann", "ben");
        return Arbitraries.oneOf(
                Combinators.combine(
                                ids, staff(), halves(), Arbitraries.integers().between(0, 3), needs(), accounts)
                        .as((id, staff, from, more, needs, by) -> asked(id, staff, from, more, needs, by)),
                Combinators.combine(ids, Arbitraries.of(Capacity.class), accounts)
                        .as(LeaveApproved::new),
                Combinators.combine(ids, accounts).as((id, by) -> new LeaveRefused(id, "busy", by)),
                Combinators.combine(ids, accounts).as(LeaveFiled::new),
                Combinators.combine(ids, halves(), accounts)
                        .as((id, from, by) -> new LeaveCancelled(id, from, "back", by)),
                Combinators.combine(ids, staff(), accounts)
                        .as((id, staff, by) -> new CorrectionAsked(
                                id, staff, POLICE, TestHall.TODAY.atTime(8, 31), "no power", "photo 7", by)),
                Combinators.combine(ids, accounts).as(CorrectionGranted::new),
                Combinators.combine(ids, accounts).as((id, by) -> new CorrectionRefused(id, "no proof", by)),
                ids.map(id -> new WaiverGranted(
                        id,
                        new DeviceId("reader"),
                        TestHall.TODAY.atTime(8, 0),
                        TestHall.TODAY.atTime(9, 0),
                        "no power",
                        "photo 7",
                        "ann")),
                ids.map(id -> new WaiverWithdrawn(id, "mistake", "ann")),
                Combinators.combine(
                                staff().set().ofMaxSize(2),
                                Arbitraries.integers().between(0, 1))
                        .as((front, day) -> new RosterSet(
                                POLICE, TestHall.TODAY.plusDays(day), List.copyOf(front), List.of(), "ann")));
    }

    private static HubFact asked(String id, StaffId staff, HalfDay from, int more, List<Capacity> needs, String by) {
        HalfDay to = from;
        for (int i = 0; i < more; i++) {
            to = to.next();
        }
        return new LeaveAsked(id, staff, POLICE, LeaveType.ANNUAL, from, to, List.of(), "rest", needs, by);
    }

    private static Arbitrary<List<Capacity>> needs() {
        return Arbitraries.of(List.of(), List.of(Capacity.CHIEF), List.of(Capacity.AGENCY_LEADER, Capacity.CENTRE));
    }

    private static Arbitrary<HalfDay> halves() {
        return Combinators.combine(Arbitraries.integers().between(0, 2), Arbitraries.of(Half.class))
                .as((day, half) -> new HalfDay(TestHall.TODAY.plusDays(day), half));
    }

    private static Arbitrary<StaffId> staff() {
        return Arbitraries.of("s1", "s2").map(StaffId::new);
    }
}
