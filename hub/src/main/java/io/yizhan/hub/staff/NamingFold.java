package io.yizhan.hub.staff;

import io.yizhan.hub.book.Entry;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.LocalDate;

/** Who is named chief representative of an agency, and who for an A/B post. */
final class NamingFold {

    private final HallDays days;

    NamingFold(HallDays days) {
        this.days = days;
    }

    void chief(Tx tx, Entry entry, ChiefNamed named) throws SQLException, RuleBrokenException {
        AgencyFold.checkHere(tx, named.agency());
        days.notFarAhead(entry, "the naming", named.from());
        StaffId staff = named.staff();
        if (staff != null) {
            Standing standing = Standing.here(tx, staff);
            if (!standing.agency().equals(named.agency())) {
                throw new RuleBrokenException(
                        StaffRule.CHIEF_OF_ANOTHER,
                        staff + " is at " + standing.agency() + ", not at " + named.agency()
                                + ": an agency's chief representative is one of its own people",
                        staff,
                        standing.agency(),
                        named.agency());
            }
            standing.checkNotBefore(named.from(), "the naming of a chief representative");
        }
        NamedSpans.CHIEF.name(tx, named.agency(), staff, named.from(), "chief representative");
    }

    void standIn(Tx tx, Entry entry, StandInNamed named) throws SQLException, RuleBrokenException {
        Standing a = Standing.here(tx, named.a());
        days.notFarAhead(entry, "the naming", named.from());
        a.checkNotBefore(named.from(), "the naming of a stand-in");
        StaffId who = named.b();
        if (who != null) {
            Standing b = Standing.here(tx, who);
            if (!b.agency().equals(a.agency())) {
                throw new RuleBrokenException(
                        StaffRule.STAND_IN_OF_ANOTHER,
                        who + " is at " + b.agency() + ", and " + named.a() + " at " + a.agency()
                                + ": who stands in is of the same agency",
                        who,
                        b.agency(),
                        named.a(),
                        a.agency());
            }
            b.checkNotBefore(named.from(), "the naming of a stand-in");
        }
        NamedSpans.STAND_IN.name(tx, named.a(), who, named.from(), "stand-in");
    }

    /** Nothing that this person was named for lasts beyond this day. */
    static void cut(Tx tx, StaffId staff, LocalDate lastDay) throws SQLException {
        NamedSpans.CHIEF.cut(tx, "staff", staff, lastDay);
        NamedSpans.STAND_IN.cut(tx, "a", staff, lastDay);
        NamedSpans.STAND_IN.cut(tx, "b", staff, lastDay);
    }

    /** @throws RuleBrokenException when this person was named for something from the first day on, before the other */
    static void checkNothingBetween(Tx tx, StaffId staff, LocalDate first, LocalDate other)
            throws SQLException, RuleBrokenException {
        long named = tx.number(
                        "SELECT count(*) FROM chief WHERE staff = ? AND from_day >= ? AND from_day < ?",
                        staff,
                        first,
                        other)
                + tx.number(
                        "SELECT count(*) FROM stand_in WHERE (a = ? OR b = ?) AND from_day >= ? AND from_day < ?",
                        staff,
                        staff,
                        first,
                        other);
        if (named > 0) {
            throw new RuleBrokenException(
                    StaffRule.SINCE_AFTER_NAMING,
                    staff + " was named chief representative or for an A/B post before " + other
                            + ": choose an earlier day",
                    staff,
                    other);
        }
    }
}
