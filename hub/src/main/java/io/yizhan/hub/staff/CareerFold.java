package io.yizhan.hub.staff;

import io.yizhan.hub.book.Entry;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * People that come, move, change, leave and return. Each record begins on the day of the last of its kind, which it
 * then puts right, or later: so nobody is in two places, and the past is told once.
 */
final class CareerFold {

    private final HallDays days;
    private final ArrivalFold arrivals;

    CareerFold(HallDays days, ArrivalFold arrivals) {
        this.days = days;
        this.arrivals = arrivals;
    }

    void add(Tx tx, Entry entry, StaffAdded added) throws SQLException, RuleBrokenException {
        StaffId staff = added.staff();
        if (tx.number("SELECT count(*) FROM staff WHERE staff = ?", staff) > 0) {
            throw new RuleBrokenException(
                    StaffRule.NUMBER_TAKEN,
                    "staff number " + staff + " is taken: numbers are never given twice",
                    staff);
        }
        AgencyFold.checkHere(tx, added.agency());
        LocalDate since = added.since() == null ? days.of(entry) : added.since();
        LocalDate counterSince = added.counterSince() == null ? since : added.counterSince();
        checkTenure(entry, staff, since, counterSince);
        tx.update(
                "INSERT INTO staff (staff, name, agency, post, added_ms, since, counter_since)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                staff,
                added.name(),
                added.agency(),
                added.post(),
                entry.time().at(),
                since,
                counterSince);
        begin(tx, staff, added.agency(), since);
        tx.update(
                "INSERT INTO particulars (staff, from_day, name, post) VALUES (?, ?, ?, ?)",
                staff,
                since,
                added.name(),
                added.post());
    }

    void move(Tx tx, Entry entry, StaffMoved moved) throws SQLException, RuleBrokenException {
        StaffId staff = moved.staff();
        LocalDate from = moved.from();
        Standing standing = Standing.here(tx, staff);
        AgencyFold.checkHere(tx, moved.agency());
        days.notAhead(entry, "the move of " + staff, from);
        if (standing.agency().equals(moved.agency())) {
            throw new RuleBrokenException(
                    StaffRule.MOVED_ALREADY,
                    staff + " is at " + moved.agency() + " already, since "
                            + standing.last().from(),
                    staff,
                    moved.agency(),
                    standing.last().from());
        }
        standing.checkNotBefore(from, "a move");
        end(tx, standing.last(), from.minusDays(1));
        int wentOn = tx.update(
                "UPDATE assignment SET to_day = NULL WHERE staff = ? AND agency = ? AND to_day = ?",
                staff,
                moved.agency(),
                from.minusDays(1));
        if (wentOn == 0) {
            begin(tx, staff, moved.agency(), from);
        }
        NamingFold.cut(tx, staff, from.minusDays(1));
        tx.update("UPDATE staff SET agency = ? WHERE staff = ?", moved.agency(), staff);
    }

    void change(Tx tx, Entry entry, StaffChanged changed) throws SQLException, RuleBrokenException {
        StaffId staff = changed.staff();
        Standing standing = Standing.here(tx, staff);
        days.notAhead(entry, "the change of " + staff, changed.from());
        if (changed.from().isBefore(standing.since())) {
            throw new RuleBrokenException(
                    StaffRule.BEFORE_SINCE,
                    staff + " is here since " + standing.since() + ": choose that day, or a later one",
                    staff,
                    standing.since());
        }
        Optional<LocalDate> last = tx.one(
                "SELECT from_day FROM particulars WHERE staff = ? ORDER BY from_day DESC LIMIT 1",
                row -> row.day("from_day"),
                staff);
        if (last.isPresent() && changed.from().isBefore(last.get())) {
            throw new RuleBrokenException(
                    StaffRule.BEFORE_PARTICULARS,
                    "name and post of " + staff + " are known since " + last.get()
                            + ": choose that day, or a later one",
                    staff,
                    last.get());
        }
        tx.update(
                "INSERT INTO particulars (staff, from_day, name, post) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (staff, from_day) DO UPDATE SET name = excluded.name, post = excluded.post",
                staff,
                changed.from(),
                changed.name(),
                changed.post());
        tx.update("UPDATE staff SET name = ?, post = ? WHERE staff = ?", changed.name(), changed.post(), staff);
    }

    void correctTenure(Tx tx, Entry entry, TenureCorrected corrected) throws SQLException, RuleBrokenException {
        StaffId staff = corrected.staff();
        LocalDate since = corrected.since();
        Standing standing = Standing.here(tx, staff);
        checkTenure(entry, staff, since, corrected.counterSince());
        checkFits(tx, staff, standing.since(), since);
        NamingFold.checkNothingBetween(tx, staff, standing.since(), since);
        tx.update(
                "UPDATE assignment SET from_day = ? WHERE staff = ? AND from_day = ?", since, staff, standing.since());
        shiftParticulars(tx, staff, standing.since(), since);
        tx.update(
                "UPDATE staff SET since = ?, counter_since = ? WHERE staff = ?",
                since,
                corrected.counterSince(),
                staff);
    }

    private static void checkFits(Tx tx, StaffId staff, LocalDate before, LocalDate since)
            throws SQLException, RuleBrokenException {
        long former = tx.number(
                "SELECT count(*) FROM assignment WHERE staff = ? AND from_day < ? AND to_day >= ?",
                staff,
                before,
                since);
        long moved = tx.number(
                "SELECT count(*) FROM assignment WHERE staff = ? AND from_day = ? AND to_day < ?",
                staff,
                before,
                since);
        if (former + moved > 0) {
            throw new RuleBrokenException(
                    former > 0 ? StaffRule.SINCE_BEFORE_LEAVING : StaffRule.SINCE_AFTER_MOVE,
                    "since " + since + " does not fit what is known of " + staff
                            + (former > 0
                                    ? ": choose a day after the former leaving"
                                    : ": choose a day before the move"),
                    staff,
                    since);
        }
    }

    /** What is known on the first day of the employment stands on its new first day. */
    static void shiftParticulars(Tx tx, StaffId staff, LocalDate before, LocalDate since) throws SQLException {
        LocalDate later = before.isAfter(since) ? before : since;
        Optional<Particulars> first = tx.one(
                "SELECT from_day, name, post FROM particulars WHERE staff = ? AND from_day BETWEEN ? AND ?"
                        + " ORDER BY from_day DESC LIMIT 1",
                row -> new Particulars(row.day("from_day"), row.text("name"), row.textOrNull("post")),
                staff,
                before,
                later);
        if (first.isPresent()) {
            tx.update("DELETE FROM particulars WHERE staff = ? AND from_day BETWEEN ? AND ?", staff, before, later);
            tx.update(
                    "INSERT INTO particulars (staff, from_day, name, post) VALUES (?, ?, ?, ?)",
                    staff,
                    since,
                    first.get().name(),
                    first.get().post());
        }
    }

    void leave(Tx tx, Entry entry, StaffLeft left) throws SQLException, RuleBrokenException {
        Standing standing = Standing.here(tx, left.staff());
        go(tx, entry, standing, lastDay(entry, left, standing.last().from()));
    }

    /** From the day after this one on nothing of the person's stands here; the first day's eve takes all of it back. */
    static void go(Tx tx, Entry entry, Standing standing, LocalDate lastDay) throws SQLException {
        StaffId staff = standing.last().staff();
        tx.update(
                "UPDATE staff SET left_ms = ?, left_earliest_ms = ?, left_latest_ms = ?, last_day = ?, consent = NULL,"
                        + " consent_ms = NULL, consent_earliest_ms = NULL, consent_latest_ms = NULL WHERE staff = ?",
                entry.time().at(),
                entry.time().doubtEarliest(),
                entry.time().doubtLatest(),
                lastDay,
                staff);
        end(tx, standing.last(), lastDay);
        NamingFold.cut(tx, staff, lastDay);
    }

    /** An older entry says no day, and was never refused for one. */
    private LocalDate lastDay(Entry entry, StaffLeft left, LocalDate from) throws RuleBrokenException {
        LocalDate day = left.lastDay();
        if (day == null) {
            LocalDate recorded = days.of(entry);
            return recorded.isBefore(from) ? from : recorded;
        }
        days.notAhead(entry, "the last day of " + left.staff(), day);
        if (day.isBefore(from)) {
            throw new RuleBrokenException(
                    StaffRule.LEFT_BEFORE_COMING,
                    "the last day of " + left.staff() + " is " + day + ", but the person came to" + " the agency on "
                            + from + ": choose that day, or a later one",
                    left.staff(),
                    day,
                    from);
        }
        return day;
    }

    void comeBack(Tx tx, Entry entry, StaffReturned returned) throws SQLException, RuleBrokenException {
        StaffId staff = returned.staff();
        LocalDate from = returned.from();
        if (arrivals.comeAfterAll(tx, entry, returned)) {
            return;
        }
        Standing standing = Standing.known(tx, staff);
        LocalDate lastDay = standing.last().to();
        if (standing.isHere() || lastDay == null) {
            throw new RuleBrokenException(
                    StaffRule.NOT_LEFT, staff + " is here: who has not left cannot return", staff);
        }
        AgencyFold.checkHere(tx, standing.agency());
        days.notAhead(entry, "the return of " + staff, from);
        if (!from.isAfter(lastDay)) {
            throw new RuleBrokenException(
                    StaffRule.RETURN_TOO_EARLY,
                    "the last day of " + staff + " was " + lastDay + ": a return is on a later day",
                    staff,
                    lastDay);
        }
        if (from.equals(lastDay.plusDays(1))) {
            tx.update(
                    "UPDATE assignment SET to_day = NULL WHERE staff = ? AND from_day = ?",
                    staff,
                    standing.last().from());
        } else {
            begin(tx, staff, standing.agency(), from);
            tx.update("UPDATE staff SET since = ?, counter_since = ? WHERE staff = ?", from, from, staff);
        }
        isBack(tx, staff);
    }

    static void isBack(Tx tx, StaffId staff) throws SQLException {
        tx.update(
                "UPDATE staff SET left_ms = NULL, left_earliest_ms = NULL, left_latest_ms = NULL, last_day = NULL"
                        + " WHERE staff = ?",
                staff);
    }

    private void checkTenure(Entry entry, StaffId staff, LocalDate since, LocalDate counterSince)
            throws RuleBrokenException {
        days.notFarAhead(entry, "the first day of " + staff, since);
        days.notFarAhead(entry, "the first day of " + staff + " at the counter", counterSince);
        if (counterSince.isBefore(since)) {
            throw new RuleBrokenException(
                    StaffRule.COUNTER_BEFORE_HALL,
                    staff + " cannot be at the counter since " + counterSince + " and in the hall since " + since
                            + ": look at both days",
                    staff,
                    counterSince,
                    since);
        }
    }

    static void begin(Tx tx, StaffId staff, AgencyId agency, LocalDate from) throws SQLException {
        tx.update(
                "INSERT INTO assignment (staff, agency, from_day, to_day) VALUES (?, ?, ?, NULL)", staff, agency, from);
    }

    /** One that would end before its first day never was. */
    private static void end(Tx tx, Assignment last, LocalDate lastDay) throws SQLException {
        if (lastDay.isBefore(last.from())) {
            tx.update("DELETE FROM assignment WHERE staff = ? AND from_day = ?", last.staff(), last.from());
        } else {
            tx.update(
                    "UPDATE assignment SET to_day = ? WHERE staff = ? AND from_day = ?",
                    lastDay,
                    last.staff(),
                    last.from());
        }
    }
}
