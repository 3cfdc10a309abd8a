package io.yizhan.hub.staff;

import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.DeviceId;
import java.sql.SQLException;
import java.util.List;

/** Where people punch and once could: the readers of the hall, and those that have left it. */
public final class Readers {

    /** Their devices, one a row. */
    public static final String ALL =
            "SELECT device FROM station WHERE kind = 'reader' UNION SELECT device FROM enrolment"
                    + " UNION SELECT device FROM pin_place";

    private Readers() {}

    /** By id. */
    public static List<DeviceId> all(Rows rows) throws SQLException {
        return rows.list(ALL + " ORDER BY device", row -> new DeviceId(row.text("device")));
    }
}
