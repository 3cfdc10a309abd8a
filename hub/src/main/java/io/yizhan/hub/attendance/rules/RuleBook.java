package io.yizhan.hub.attendance.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All rules of attendance that the hall had, and which hold on a day. Immutable. */
public final class RuleBook {

    private final List<AttendanceRules> newestFirst;

    /** @param rules one for each first day */
    public RuleBook(Collection<AttendanceRules> rules) {
        this.newestFirst = rules.stream()
                .sorted(Comparator.comparing(AttendanceRules::from).reversed())
                .toList();
    }

    /** Those of this day; empty before the first. */
    public Optional<AttendanceRules> on(LocalDate day) {
        return newestFirst.stream().filter(each -> !each.from().isAfter(day)).findFirst();
    }

    /** These and those; of two of the same first day the new ones. */
    public RuleBook with(AttendanceRules rules) {
        List<AttendanceRules> all = new ArrayList<>(newestFirst);
        all.removeIf(each -> each.from().equals(rules.from()));
        all.add(rules);
        return new RuleBook(all);
    }

    /** As if no others began on this day or later. */
    public RuleBook until(LocalDate day) {
        return new RuleBook(
                newestFirst.stream().filter(each -> each.from().isBefore(day)).toList());
    }

    /** The newest first. */
    public List<AttendanceRules> all() {
        return newestFirst;
    }
}
