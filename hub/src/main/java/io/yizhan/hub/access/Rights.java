package io.yizhan.hub.access;

import static io.yizhan.hub.access.Role.ADMIN;
import static io.yizhan.hub.access.Role.AGENCY_LEADER;
import static io.yizhan.hub.access.Role.AUDITOR;
import static io.yizhan.hub.access.Role.CENTRE_LEADER;
import static io.yizhan.hub.access.Role.CHIEF_REPRESENTATIVE;
import static io.yizhan.hub.access.Role.CLERK;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who may do what: the one table, for pages and programs alike. What it does not name is refused.
 *
 * <p>An admin decides neither leave nor corrections: who keeps accounts could otherwise ask and approve alone.
 */
public final class Rights {

    /** How far a role's right goes; of which agency or person is the account's. */
    enum Extent {
        HALL,
        AGENCY,
        PERSON
    }

    private static final Map<Right, Map<Role, Extent>> TABLE = table();

    private Rights() {}

    /** How far this role's right goes; empty where it has none. */
    static Optional<Extent> of(Role role, Right right) {
        return Optional.ofNullable(TABLE.getOrDefault(right, Map.of()).get(role));
    }

    private static Map<Right, Map<Role, Extent>> table() {
        Map<Right, Map<Role, Extent>> table = new EnumMap<>(Right.class);
        seeing(table);
        attendance(table);
        keeping(table);
        return table;
    }

    private static void seeing(Map<Right, Map<Role, Extent>> table) {
        Role[] ofHall = {ADMIN, CENTRE_LEADER, AUDITOR};
        Role[] ofAgency = {AGENCY_LEADER, CHIEF_REPRESENTATIVE};
        row(table, Right.SEE_HALL).hall(Role.values());
        row(table, Right.SEE_RULES).hall(Role.values());
        row(table, Right.SEE_QUEUE).hall(ofHall);
        row(table, Right.SEE_RECORDS).hall(ofHall).agency(ofAgency).person(CLERK);
        row(table, Right.SEE_ATTENDANCE).hall(ofHall).agency(ofAgency).person(CLERK);
        row(table, Right.SEE_ROSTER).hall(ofHall).agency(ofAgency).person(CLERK);
        row(table, Right.SEE_PEOPLE).hall(ofHall).agency(ofAgency).person(CLERK);
        row(table, Right.SEE_BULLETINS).hall(ofHall).agency(ofAgency);
        row(table, Right.SEE_DEVICES).hall(ofHall);
        row(table, Right.SEE_SET_ASIDE).hall(ADMIN, AUDITOR);
        row(table, Right.READ_JOURNALS).hall(ADMIN, AUDITOR);
        row(table, Right.SEE_ACCOUNTS).hall(ADMIN, AUDITOR);
    }

    private static void attendance(Map<Right, Map<Role, Extent>> table) {
        row(table, Right.ASK_LEAVE).hall(ADMIN).agency(CHIEF_REPRESENTATIVE).person(CLERK);
        row(table, Right.DECIDE_LEAVE).hall(CENTRE_LEADER).agency(AGENCY_LEADER, CHIEF_REPRESENTATIVE);
        row(table, Right.FILE_LEAVE).hall(ADMIN, CENTRE_LEADER);
        row(table, Right.ASK_CORRECTION)
                .hall(ADMIN)
                .agency(CHIEF_REPRESENTATIVE)
                .person(CLERK);
        row(table, Right.DECIDE_CORRECTION).hall(CENTRE_LEADER).agency(AGENCY_LEADER, CHIEF_REPRESENTATIVE);
        row(table, Right.WAIVE).hall(ADMIN);
        row(table, Right.PUBLISH_BULLETINS).hall(ADMIN, CENTRE_LEADER);
        row(table, Right.KEEP_RULES).hall(ADMIN, CENTRE_LEADER);
        row(table, Right.KEEP_ROSTER).hall(ADMIN, CENTRE_LEADER).agency(CHIEF_REPRESENTATIVE);
    }

    private static void keeping(Map<Right, Map<Role, Extent>> table) {
        row(table, Right.PRESS_COUNTER_KEYS).hall(ADMIN).person(CHIEF_REPRESENTATIVE, CLERK);
        row(table, Right.KEEP_PEOPLE).hall(ADMIN);
        row(table, Right.ENROL).hall(ADMIN);
        row(table, Right.KEEP_SERVICES).hall(ADMIN, CENTRE_LEADER);
        row(table, Right.KEEP_DEVICES).hall(ADMIN);
        row(table, Right.SETTLE_TIMES).hall(ADMIN);
        row(table, Right.QUARANTINE).hall(ADMIN);
        row(table, Right.KEEP_ACCOUNTS).hall(ADMIN);
    }

    private static Row row(Map<Right, Map<Role, Extent>> table, Right right) {
        return new Row(table.computeIfAbsent(right, _ -> new EnumMap<>(Role.class)));
    }

    /** One right's line. */
    private record Row(Map<Role, Extent> extents) {

        Row hall(Role... roles) {
            return put(Extent.HALL, roles);
        }

        Row agency(Role... roles) {
            return put(Extent.AGENCY, roles);
        }

        Row person(Role... roles) {
            return put(Extent.PERSON, roles);
        }

        private Row put(Extent extent, Role... roles) {
            for (Role role : roles) {
                extents.put(role, extent);
            }
            return this;
        }
    }
}
