package io.yizhan.hub.attendance.decision;

import io.yizhan.hub.access.Program;
import io.yizhan.hub.store.Row;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Who stands behind the account or token that asked for something: a person's are one when the person decides. */
public final class Askers {

    /** A column beside those of a table {@code r} whose {@code account} asked. */
    public static final String COLUMN = "coalesce((SELECT a.staff FROM account a WHERE a.account = r.account),"
            + " (SELECT t.staff FROM api_token t WHERE '" + Program.SIGNED + "' || t.name = r.account)) AS asker";

    private Askers() {}

    /** @return null for one that is nobody's at the counters */
    public static @Nullable StaffId of(Row row) throws SQLException {
        @Nullable String asker = row.textOrNull("asker");
        return asker == null ? null : new StaffId(asker);
    }
}
