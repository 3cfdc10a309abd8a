package io.yizhan.hub.desk;

import io.yizhan.hub.attendance.decision.Deciding;
import io.yizhan.hub.attendance.leave.CorrectionDecisions;
import io.yizhan.hub.attendance.leave.LeaveDecisions;
import io.yizhan.hub.attendance.leave.WaiverDecisions;
import io.yizhan.hub.attendance.leave.WorkedDays;
import io.yizhan.hub.attendance.roster.RosterDecisions;
import io.yizhan.hub.attendance.rules.RulesOnRecord;
import io.yizhan.hub.book.Book;
import io.yizhan.hub.report.Bulletins;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.UUID;
import java.util.function.Supplier;

/** Where people and programs have attendance decided: by the rules on record, and not in months that are closed. */
public record AttendanceDesk(
        LeaveDecisions leave, CorrectionDecisions corrections, WaiverDecisions waivers, RosterDecisions rosters) {

    public static AttendanceDesk of(Book book, ZoneId zone, InstantSource clock, Supplier<UUID> ids) {
        Deciding deciding = new Deciding(book, zone, clock, ids);
        LeaveDecisions leave = new LeaveDecisions(
                deciding,
                rows -> new WorkedDays(RulesOnRecord.rules(rows), RulesOnRecord.calendar(rows)),
                (rows, agency, month) -> Bulletins.versions(rows, agency, month).stream()
                        .findFirst()
                        .map(version -> String.valueOf(version.number())));
        return new AttendanceDesk(
                leave, new CorrectionDecisions(deciding), new WaiverDecisions(deciding), new RosterDecisions(deciding));
    }
}
