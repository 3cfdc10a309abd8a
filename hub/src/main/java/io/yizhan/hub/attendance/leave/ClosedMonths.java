package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.AgencyId;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.Optional;

/** Which months are closed: nothing changes them any more. */
@FunctionalInterface
public interface ClosedMonths {

    /** The number of the bulletin that was published of this agency's month; empty while it is open. */
    Optional<String> bulletinOf(Rows rows, AgencyId agency, YearMonth month) throws SQLException;
}
