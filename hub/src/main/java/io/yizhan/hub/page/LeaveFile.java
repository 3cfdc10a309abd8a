package io.yizhan.hub.page;

import io.yizhan.hub.attendance.leave.CorrectionRequest;
import io.yizhan.hub.attendance.leave.LeaveRequest;
import io.yizhan.protocol.Json;
import java.util.List;

/** Leave or corrections as a file. */
final class LeaveFile {

    private LeaveFile() {}

    static Csv ofLeave(List<LeaveReader.LeaveLine> lines, Speech speech) {
        Csv csv = new Csv()
                .row(List.of(
                        "id",
                        "staff",
                        "name",
                        "agency",
                        "type",
                        "from_day",
                        "from_half",
                        "to_day",
                        "to_half",
                        "slots",
                        "reason",
                        "state",
                        "filed",
                        "asked_by",
                        "asked_at"));
        for (LeaveReader.LeaveLine line : lines) {
            LeaveRequest request = line.request();
            csv.row(List.of(
                    request.id(),
                    request.staff().text(),
                    line.name(),
                    line.agency(),
                    Json.wireName(request.leave().type()),
                    request.leave().from().day().toString(),
                    Json.wireName(request.leave().from().half()),
                    request.leave().to().day().toString(),
                    Json.wireName(request.leave().to().half()),
                    String.join(" ", request.leave().slots()),
                    request.reason(),
                    Json.wireName(request.state()),
                    String.valueOf(request.isFiled()),
                    request.askedBy(),
                    speech.moment(request.asked())));
        }
        return csv;
    }

    static Csv ofCorrections(List<LeaveReader.CorrectionLine> lines, Speech speech) {
        Csv csv = new Csv()
                .row(List.of(
                        "id",
                        "staff",
                        "name",
                        "agency",
                        "at",
                        "reason",
                        "evidence",
                        "state",
                        "asked_by",
                        "asked_at",
                        "decided_by",
                        "decided_at"));
        for (LeaveReader.CorrectionLine line : lines) {
            CorrectionRequest request = line.request();
            String by = request.decidedBy();
            csv.row(List.of(
                    request.id(),
                    request.staff().text(),
                    line.name(),
                    line.agency(),
                    request.at().toString(),
                    request.reason(),
                    request.evidence(),
                    Json.wireName(request.state()),
                    request.askedBy(),
                    speech.moment(request.asked()),
                    by == null ? "" : by,
                    speech.moment(request.decided())));
        }
        return csv;
    }
}
