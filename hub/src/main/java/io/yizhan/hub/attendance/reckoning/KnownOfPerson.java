package io.yizhan.hub.attendance.reckoning;

import io.yizhan.hub.attendance.leave.Leave;
import io.yizhan.protocol.id.StaffId;
import java.util.Comparator;
import java.util.List;

/**
 * What is known of a person.
 *
 * @param seen punches and granted corrections that may be of the days reckoned; given in any order and as often as one
 *     likes, kept once and in the order of time
 * @param leaves that were granted; no two cover the same slot
 * @param readers at which the person could punch
 */
public record KnownOfPerson(StaffId staff, List<Seen> seen, List<Leave> leaves, List<Usable> readers) {

    private static final Comparator<Seen> ORDER =
            Comparator.comparing(Seen::earliest).thenComparing(Seen::latest).thenComparing(Seen::ref);

    public KnownOfPerson {
        seen = seen.stream().distinct().sorted(ORDER).toList();
        leaves = List.copyOf(leaves);
        readers = List.copyOf(readers);
    }
}
