package io.yizhan.hub.staff;

import io.yizhan.hub.book.Entry;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.store.Tx;
import java.sql.SQLException;

/**
 * When each person had a PIN, and at which reader it could be typed. A new one in the place of another goes on with the
 * same spans: the reader knows the old one until the new one is there.
 */
final class PinFold {

    private PinFold() {}

    static void set(Tx tx, Entry entry, PinSet set) throws SQLException, RuleBrokenException {
        if (tx.number("SELECT count(*) FROM staff WHERE staff = ? AND left_ms IS NULL", set.staff()) == 0) {
            throw new RuleBrokenException(
                    StaffRule.NOBODY,
                    "nobody here has the staff number " + set.staff() + ": look at the list of staff",
                    set.staff());
        }
        if (tx.number("SELECT count(*) FROM pin_span WHERE staff = ? AND to_ms IS NULL", set.staff()) == 0) {
            tx.update(
                    "INSERT INTO pin_span (staff, from_ms) VALUES (?, ?)"
                            + " ON CONFLICT (staff, from_ms) DO UPDATE SET to_ms = NULL",
                    set.staff(),
                    entry.time().at());
        }
    }

    static void erase(Tx tx, Entry entry, PinErased erased) throws SQLException {
        tx.update(
                "UPDATE pin_span SET to_ms = ? WHERE staff = ? AND to_ms IS NULL",
                entry.time().at(),
                erased.staff());
        tx.update(
                "UPDATE pin_place SET to_ms = ? WHERE staff = ? AND to_ms IS NULL",
                entry.time().at(),
                erased.staff());
    }

    static void confirm(Tx tx, PinConfirmed confirmed) throws SQLException {
        tx.update(
                "INSERT INTO pin_place (staff, device, from_ms) VALUES (?, ?, ?)"
                        + " ON CONFLICT (staff, device, from_ms) DO NOTHING",
                confirmed.staff(),
                confirmed.device(),
                confirmed.since());
    }

    static void withdraw(Tx tx, Entry entry, PinWithdrawn withdrawn) throws SQLException {
        tx.update(
                "UPDATE pin_place SET to_ms = ? WHERE staff = ? AND device = ? AND to_ms IS NULL",
                entry.time().at(),
                withdrawn.staff(),
                withdrawn.device());
    }
}
