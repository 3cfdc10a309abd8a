package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.attendance.decision.Askers;
import io.yizhan.hub.book.EntryTimes;
import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the records say of corrections 补签. */
public final class Corrections {

    private static final String REQUESTS = "SELECT r.*, " + Askers.COLUMN;

    private static final String FILTERED = " FROM correction r WHERE day BETWEEN ? AND ?"
            + " AND (? IS NULL OR staff = ?) AND (? IS NULL OR agency = ?) AND (? IS NULL OR state = ?)";

    private Corrections() {}

    /** Which corrections a list shows: those of [from, to]; null lets all through. */
    public record Filter(
            LocalDate from,
            LocalDate to,
            @Nullable StaffId staff,
            @Nullable AgencyId agency,
            CorrectionRequest.@Nullable State state) {}

    /** Those that count as punches of these days, both included; by person, then by time. */
    public static Map<StaffId, List<GrantedCorrection>> granted(Rows rows, LocalDate from, LocalDate to)
            throws SQLException {
        Map<StaffId, List<GrantedCorrection>> granted = new HashMap<>();
        record Of(StaffId staff, GrantedCorrection correction) {}
        for (Of each : rows.list(
                "SELECT staff, correction, at FROM correction WHERE state = ? AND day BETWEEN ? AND ?"
                        + " ORDER BY staff, at, correction",
                row -> new Of(new StaffId(row.text("staff")), new GrantedCorrection(row.text("correction"), at(row))),
                CorrectionRequest.State.GRANTED,
                from,
                to)) {
            granted.computeIfAbsent(each.staff, _ -> new ArrayList<>()).add(each.correction);
        }
        return granted;
    }

    public static Optional<CorrectionRequest> find(Rows rows, String correction) throws SQLException {
        return rows.one(REQUESTS + " FROM correction r WHERE correction = ?", Corrections::request, correction);
    }

    /** Those that nobody has decided, the one asked for first first. */
    public static List<CorrectionRequest> waiting(Rows rows) throws SQLException {
        return rows.list(
                REQUESTS + " FROM correction r WHERE state = ? ORDER BY asked_ms, correction",
                Corrections::request,
                CorrectionRequest.State.ASKED);
    }

    /** Those that the filter lets through, the newest first; at most {@code limit} after the first {@code skip}. */
    public static List<CorrectionRequest> list(Rows rows, Filter filter, int limit, int skip) throws SQLException {
        List<@Nullable Object> arguments = arguments(filter);
        arguments.add(limit);
        arguments.add(skip);
        return rows.list(
                REQUESTS + FILTERED + " ORDER BY at DESC, correction LIMIT ? OFFSET ?",
                Corrections::request,
                arguments.toArray());
    }

    /** How many the filter lets through. */
    public static int count(Rows rows, Filter filter) throws SQLException {
        return Math.toIntExact(
                rows.number("SELECT count(*)" + FILTERED, arguments(filter).toArray()));
    }

    /** Whether any counts as a punch of this person's. */
    public static boolean hasGranted(Rows rows, StaffId staff) throws SQLException {
        return rows.number(
                        "SELECT EXISTS (SELECT 1 FROM correction WHERE staff = ? AND state = ?)",
                        staff,
                        CorrectionRequest.State.GRANTED)
                > 0;
    }

    /** Whether one of this person at this minute waits or counts. */
    static boolean stands(Rows rows, StaffId staff, LocalDateTime at) throws SQLException {
        return rows.number(
                        "SELECT count(*) FROM correction WHERE staff = ? AND at = ? AND state <> ?",
                        staff,
                        at.toString(),
                        CorrectionRequest.State.REFUSED)
                > 0;
    }

    private static List<@Nullable Object> arguments(Filter filter) {
        List<@Nullable Object> arguments = new ArrayList<>();
        arguments.add(filter.from);
        arguments.add(filter.to);
        for (@Nullable Object each : new @Nullable Object[] {filter.staff, filter.agency, filter.state}) {
            arguments.add(each);
            arguments.add(each);
        }
        return arguments;
    }

    private static CorrectionRequest request(Row row) throws SQLException {
        return new CorrectionRequest(
                row.text("correction"),
                new StaffId(row.text("staff")),
                new AgencyId(row.text("agency")),
                at(row),
                row.text("reason"),
                row.text("evidence"),
                row.word("state", CorrectionRequest.State.class),
                EntryTimes.keptAlways(row, "asked"),
                row.text("account"),
                Askers.of(row),
                EntryTimes.kept(row, "decided"),
                row.textOrNull("decided_by"),
                row.textOrNull("why"));
    }

    private static LocalDateTime at(Row row) throws SQLException {
        return LocalDateTime.parse(row.text("at"));
    }
}
