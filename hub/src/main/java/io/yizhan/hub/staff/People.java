package io.yizhan.hub.staff;

import io.yizhan.hub.book.EntryTimes;
import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What the records say of agencies and their people. */
public final class People {

    private static final String STAFF = "SELECT s.staff, s.name AS person, s.post, s.consent, s.consent_ms,"
            + " s.consent_earliest_ms, s.consent_latest_ms, s.left_ms, s.left_earliest_ms, s.left_latest_ms, s.since,"
            + " s.counter_since, s.last_day, a.agency, a.name, a.name_en, a.last_day AS agency_last_day,"
            + " (SELECT count(*) FROM staff t WHERE t.agency = a.agency AND t.left_ms IS NULL) AS members,"
            + " EXISTS (SELECT 1 FROM pin p WHERE p.staff = s.staff) AS pin_kept,"
            + " EXISTS (SELECT 1 FROM pin_span t WHERE t.staff = s.staff AND t.to_ms IS NULL) AS pin_told"
            + " FROM staff s JOIN agency a ON a.agency = s.agency";

    private People() {}

    /** All agencies that are in the hall, by id. */
    public static List<Agency> agencies(Rows rows) throws SQLException {
        return everyAgency(rows).stream().filter(Agency::isHere).toList();
    }

    /** All agencies that the records speak of, by id: also those that are gone. */
    public static List<Agency> everyAgency(Rows rows) throws SQLException {
        return rows.list(
                "SELECT a.agency, a.name, a.name_en, a.last_day AS agency_last_day,"
                        + " (SELECT count(*) FROM staff t WHERE t.agency = a.agency AND t.left_ms IS NULL) AS members"
                        + " FROM agency a ORDER BY a.agency",
                People::agency);
    }

    /** Everybody whom the records speak of, by staff number: also who has left. */
    public static List<StaffMember> all(Rows rows) throws SQLException {
        return rows.list(STAFF + " ORDER BY s.staff", People::member);
    }

    /** Everybody who works here, by staff number. */
    public static List<StaffMember> here(Rows rows) throws SQLException {
        return rows.list(STAFF + " WHERE s.left_ms IS NULL ORDER BY s.staff", People::member);
    }

    public static Optional<StaffMember> find(Rows rows, StaffId staff) throws SQLException {
        return rows.one(STAFF + " WHERE s.staff = ?", People::member, staff);
    }

    /** Where the person works; empty for who is unknown, or works here no longer. */
    public static Optional<AgencyId> presentAgency(Rows rows, StaffId staff) throws SQLException {
        return find(rows, staff)
                .filter(StaffMember::isHere)
                .map(member -> member.agency().agency());
    }

    private static StaffMember member(Row row) throws SQLException {
        return new StaffMember(
                new StaffId(row.text("staff")),
                row.text("person"),
                agency(row),
                row.textOrNull("post"),
                row.day("since"),
                row.day("counter_since"),
                Careers.dayOrNull(row, "last_day"),
                EntryTimes.kept(row, "consent"),
                row.textOrNull("consent"),
                row.flag("pin_kept")
                        ? StaffMember.Pin.KEPT
                        : row.flag("pin_told") ? StaffMember.Pin.LOST : StaffMember.Pin.NONE,
                EntryTimes.kept(row, "left"));
    }

    private static Agency agency(Row row) throws SQLException {
        return new Agency(
                new AgencyId(row.text("agency")),
                row.text("name"),
                row.textOrNull("name_en"),
                Careers.dayOrNull(row, "agency_last_day"),
                row.integer("members"));
    }
}
