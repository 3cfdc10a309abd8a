package io.yizhan.hub.queue;

import io.yizhan.hub.store.Rows;
import java.sql.SQLException;
import java.time.Duration;

/**
 * How priority and age change the order; data of the hall.
 *
 * @param priorityOneIn of so many calls of a counter one may go to priority out of turn
 * @param agedAfter after which nobody goes before a ticket that came earlier
 */
public record CallRule(int priorityOneIn, Duration agedAfter) {

    /** An example, until the hall sets its own. */
    public static final CallRule EXAMPLE = new CallRule(3, Duration.ofMinutes(30));

    /** The rule that holds. */
    public static CallRule of(Rows rows) throws SQLException {
        return rows.one(
                        "SELECT priority_one_in, aged_s FROM call_rule WHERE one = 1",
                        row -> new CallRule(row.integer("priority_one_in"), Duration.ofSeconds(row.integer("aged_s"))))
                .orElse(EXAMPLE);
    }
}
