package io.yizhan.hub.attendance.reckoning;

import io.yizhan.hub.attendance.leave.Leave;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is known of a person. Immutable. */
public final class KnownOfPerson {

    private static final Comparator<Seen> ORDER =
            Comparator.comparing(Seen::earliest).thenComparing(Seen::latest).thenComparing(Seen::ref);

    private final StaffId staff;
    private final List<Seen> seen;
    private final Map<LocalDate, List<Seen>> ofOneDay = new HashMap<>();
    private final List<Seen> ofSomeDays = new ArrayList<>();
    private final List<Leave> leaves;
    private final List<Usable> readers;

    /**
     * @param seen punches and granted corrections that may be of the days reckoned; given in any order and as often as
     *     one likes, kept once and in the order of time
     * @param leaves that were granted; no two cover the same slot
     * @param readers at which the person could punch
     */
    public KnownOfPerson(StaffId staff, List<Seen> seen, List<Leave> leaves, List<Usable> readers) {
        this.staff = staff;
        this.seen = seen.stream().distinct().sorted(ORDER).toList();
        this.leaves = List.copyOf(leaves);
        this.readers = List.copyOf(readers);
        for (Seen each : this.seen) {
            LocalDate day = each.earliest().toLocalDate();
            if (day.equals(each.latest().toLocalDate())) {
                ofOneDay.computeIfAbsent(day, _ -> new ArrayList<>()).add(each);
            } else {
                ofSomeDays.add(each);
            }
        }
    }

    public StaffId staff() {
        return staff;
    }

    public List<Seen> seen() {
        return seen;
    }

    List<Leave> leaves() {
        return leaves;
    }

    List<Usable> readers() {
        return readers;
    }

    /** What may be of this day, in the order of time. */
    List<Seen> seenOn(LocalDate day) {
        List<Seen> surely = ofOneDay.getOrDefault(day, List.of());
        if (ofSomeDays.isEmpty()) {
            return surely;
        }
        List<Seen> maybe = new ArrayList<>(surely);
        maybe.addAll(ofSomeDays);
        maybe.sort(ORDER);
        return maybe;
    }

    /** What is of this day and no other. */
    List<Seen> surelyOn(LocalDate day) {
        return ofOneDay.getOrDefault(day, List.of());
    }
}
