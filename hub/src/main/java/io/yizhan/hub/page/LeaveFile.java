package io.yizhan.hub.page;

import io.yizhan.hub.attendance.leave.CorrectionRequest;
import io.yizhan.hub.attendance.leave.LeaveRequest;
import io.yizhan.hub.attendance.leave.WaiverRecord;
import io.yizhan.hub.sheet.Cell;
import io.yizhan.hub.sheet.Column;
import io.yizhan.hub.sheet.SheetWriter;
import io.yizhan.protocol.Json;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Leave, corrections or waivers as a file. */
final class LeaveFile {

    private LeaveFile() {}

    static void writeLeave(SheetWriter file, List<LeaveReader.LeaveLine> lines, TimeCells times) throws IOException {
        file.table(
                "leave",
                List.of(
                        Column.text("id"),
                        Column.text("staff"),
                        Column.text("name"),
                        Column.text("agency"),
                        Column.text("type"),
                        Column.day("from_day"),
                        Column.text("from_half"),
                        Column.day("to_day"),
                        Column.text("to_half"),
                        Column.text("slots"),
                        Column.text("reason"),
                        Column.text("state"),
                        Column.text("filed"),
                        Column.text("asked_by"),
                        Column.moment("asked_at")));
        for (LeaveReader.LeaveLine line : lines) {
            LeaveRequest request = line.request();
            file.row(List.of(
                    Cell.of(request.id()),
                    Cell.of(request.staff().text()),
                    Cell.of(line.name()),
                    Cell.of(line.agency()),
                    Cell.of(Json.wireName(request.leave().type())),
                    Cell.of(request.leave().from().day()),
                    Cell.of(Json.wireName(request.leave().from().half())),
                    Cell.of(request.leave().to().day()),
                    Cell.of(Json.wireName(request.leave().to().half())),
                    Cell.of(String.join(" ", request.leave().slots())),
                    Cell.of(request.reason()),
                    Cell.of(Json.wireName(request.state())),
                    Cell.of(String.valueOf(request.isFiled())),
                    Cell.of(request.askedBy()),
                    times.moment(request.asked())));
        }
    }

    static void writeCorrections(SheetWriter file, List<LeaveReader.CorrectionLine> lines, TimeCells times)
            throws IOException {
        file.table(
                "corrections",
                List.of(
                        Column.text("id"),
                        Column.text("staff"),
                        Column.text("name"),
                        Column.text("agency"),
                        Column.moment("at"),
                        Column.text("reason"),
                        Column.text("evidence"),
                        Column.text("state"),
                        Column.text("asked_by"),
                        Column.moment("asked_at"),
                        Column.text("decided_by"),
                        Column.moment("decided_at")));
        for (LeaveReader.CorrectionLine line : lines) {
            CorrectionRequest request = line.request();
            file.row(List.of(
                    Cell.of(request.id()),
                    Cell.of(request.staff().text()),
                    Cell.of(line.name()),
                    Cell.of(line.agency()),
                    Cell.of(request.at()),
                    Cell.of(request.reason()),
                    Cell.of(request.evidence()),
                    Cell.of(Json.wireName(request.state())),
                    Cell.of(request.askedBy()),
                    times.moment(request.asked()),
                    Cell.of(request.decidedBy()),
                    times.moment(request.decided())));
        }
    }

    static void writeWaivers(SheetWriter file, List<WaiversPage.Line> lines, TimeCells times) throws IOException {
        file.table(
                "waivers",
                List.of(
                        Column.text("id"),
                        Column.text("reader"),
                        Column.moment("from"),
                        Column.moment("to"),
                        Column.text("reason"),
                        Column.text("evidence"),
                        Column.text("granted_by"),
                        Column.moment("granted_at"),
                        Column.text("withdrawn_by"),
                        Column.moment("withdrawn_at"),
                        Column.text("withdrawn_why"),
                        Column.text("slots"),
                        Column.text("excused")));
        for (WaiversPage.Line line : lines) {
            WaiverRecord record = line.record();
            file.row(List.of(
                    Cell.of(record.waiver().id()),
                    Cell.of(record.waiver().device().text()),
                    Cell.of(record.waiver().from()),
                    Cell.of(record.waiver().to()),
                    Cell.of(record.reason()),
                    Cell.of(record.evidence()),
                    Cell.of(record.grantedBy()),
                    times.moment(record.granted()),
                    Cell.of(record.withdrawnBy()),
                    times.moment(record.withdrawn()),
                    Cell.of(record.why()),
                    Cell.of(String.join("; ", line.slots())),
                    Cell.of(line.excused().stream()
                            .map(person -> person.staff() + " " + person.name())
                            .collect(Collectors.joining("; ")))));
        }
    }
}
