package io.yizhan.hub.staff;

import io.yizhan.hub.book.Entry;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.store.Rows;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.id.AgencyId;
import java.sql.SQLException;
import java.time.LocalDate;

/** Agencies that come, are renamed, and go. */
final class AgencyFold {

    private final HallDays days;

    AgencyFold(HallDays days) {
        this.days = days;
    }

    /** @throws RuleBrokenException unless the agency is in the hall now */
    static void checkHere(Rows rows, AgencyId agency) throws SQLException, RuleBrokenException {
        if (rows.number("SELECT count(*) FROM agency WHERE agency = ? AND last_day IS NULL", agency) == 0) {
            throw new RuleBrokenException(
                    StaffRule.AGENCY_UNKNOWN, "agency " + agency + " is not in the hall: add the agency first", agency);
        }
    }

    void add(Tx tx, AgencyAdded added) throws SQLException, RuleBrokenException {
        if (tx.number("SELECT count(*) FROM agency WHERE agency = ? AND last_day IS NULL", added.agency()) > 0) {
            throw new RuleBrokenException(
                    StaffRule.AGENCY_HERE, "agency " + added.agency() + " is in the hall already", added.agency());
        }
        tx.update(
                "INSERT INTO agency (agency, name, name_en) VALUES (?, ?, ?) ON CONFLICT (agency) DO UPDATE SET"
                        + " name = excluded.name, name_en = excluded.name_en, last_day = NULL",
                added.agency(),
                added.name(),
                added.nameEn());
    }

    void rename(Tx tx, AgencyRenamed renamed) throws SQLException, RuleBrokenException {
        checkHere(tx, renamed.agency());
        tx.update(
                "UPDATE agency SET name = ?, name_en = ? WHERE agency = ?",
                renamed.name(),
                renamed.nameEn(),
                renamed.agency());
    }

    void go(Tx tx, Entry entry, AgencyGone gone) throws SQLException, RuleBrokenException {
        checkHere(tx, gone.agency());
        days.notAhead(entry, "the last day of " + gone.agency(), gone.lastDay());
        long people = tx.number(
                "SELECT count(*) FROM assignment WHERE agency = ? AND (to_day IS NULL OR to_day > ?)",
                gone.agency(),
                gone.lastDay());
        if (people > 0) {
            throw new RuleBrokenException(
                    StaffRule.AGENCY_HAS_PEOPLE,
                    "agency " + gone.agency() + " has " + people + " people after " + gone.lastDay()
                            + ": move them to another agency, or let them leave, first",
                    gone.agency(),
                    people,
                    gone.lastDay());
        }
        LocalDate lastDay = gone.lastDay();
        tx.update("UPDATE agency SET last_day = ? WHERE agency = ?", lastDay, gone.agency());
    }
}
