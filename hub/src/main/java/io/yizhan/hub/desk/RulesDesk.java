package io.yizhan.hub.desk;

import io.yizhan.hub.attendance.rules.AttendanceRules;
import io.yizhan.hub.attendance.rules.AttendanceRulesSet;
import io.yizhan.hub.attendance.rules.AttendanceRulesWithdrawn;
import io.yizhan.hub.attendance.rules.Calendar;
import io.yizhan.hub.attendance.rules.DayKind;
import io.yizhan.hub.attendance.rules.HolidayYear;
import io.yizhan.hub.attendance.rules.HolidaysAnnounced;
import io.yizhan.hub.attendance.rules.RuleBook;
import io.yizhan.hub.attendance.rules.RulesOnRecord;
import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.report.Bulletins;
import io.yizhan.hub.store.Rows;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who keeps the hall's rules of attendance and its calendar decides here. A month of which any agency has a bulletin is
 * closed, and so are all before it: nothing may change what they were reckoned by. For any thread.
 */
public final class RulesDesk {

    /** Rules are set so many days ahead at most: farther is a slip of the pen. */
    static final int AHEAD_DAYS_MAX = 366;

    static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);

    private final Book book;
    private final ZoneId zone;
    private final InstantSource clock;

    public RulesDesk(Book book, ZoneId zone, InstantSource clock) {
        this.book = book;
        this.zone = zone;
        this.clock = clock;
    }

    /** Why something was not done; beside each, the details in their order. */
    public enum Why {
        /** The day, the newest closed month. */
        CLOSED,
        /** The day, the first and the last possible one. */
        NO_SUCH_DAY,
        /** The day. */
        NOTHING_CHANGES,
        /** The day. */
        NOTHING_TO_WITHDRAW,
        /** The day. */
        BEGUN,
        /** The year. */
        SAME_HOLIDAYS,
        /** The first closed day that would change, the newest closed month. */
        HOLIDAYS_OF_CLOSED
    }

    /** @param say for who reads English */
    public record Refused(Why why, List<String> details, String say) {

        public Refused {
            details = List.copyOf(details);
        }

        private static Optional<Refused> of(Why why, String say, Object... details) {
            return Optional.of(new Refused(
                    why, List.of(details).stream().map(Object::toString).toList(), say));
        }
    }

    /** Whether these rules could be set now; empty when they could. */
    public Optional<Refused> objection(AttendanceRules rules) {
        return book.database().read(rows -> objection(rows, rules));
    }

    /** Sets rules from their first day on. Of the same first day the newer word counts. */
    public Optional<Refused> set(AttendanceRules rules, String by) {
        return decided(tx -> objection(tx, rules), new AttendanceRulesSet(rules, by));
    }

    /** Takes back rules that have not begun. */
    public Optional<Refused> withdraw(LocalDate from, String by) {
        return decided(tx -> standing(tx, from), new AttendanceRulesWithdrawn(from, by));
    }

    /** Whether these holidays could be entered now; empty when they could. */
    public Optional<Refused> objection(HolidayYear year) {
        return book.database().read(rows -> objection(rows, year));
    }

    /** Enters the holidays of a year. Said again of the same year, the newer word counts. */
    public Optional<Refused> announce(HolidayYear year, String by) {
        return decided(tx -> objection(tx, year), new HolidaysAnnounced(year, by));
    }

    private Optional<Refused> objection(Rows rows, AttendanceRules rules) throws SQLException {
        LocalDate from = rules.from();
        LocalDate latest = today().plusDays(AHEAD_DAYS_MAX);
        if (from.isBefore(EARLIEST) || from.isAfter(latest)) {
            return Refused.of(
                    Why.NO_SUCH_DAY,
                    "the first day " + from + " is outside " + EARLIEST + " to " + latest + ": look at the year",
                    from,
                    EARLIEST,
                    latest);
        }
        Optional<YearMonth> closed = Bulletins.newest(rows, null);
        if (closed.isPresent() && !from.isAfter(closed.get().atEndOfMonth())) {
            return Refused.of(
                    Why.CLOSED,
                    "rules cannot begin on " + from + ": a bulletin of " + closed.get()
                            + " is published, so that month and those before it are closed; begin on "
                            + closed.get().plusMonths(1).atDay(1) + " or later",
                    from,
                    closed.get());
        }
        return RulesOnRecord.rules(rows).all().contains(rules)
                ? Refused.of(Why.NOTHING_CHANGES, "these are the rules from " + from + " on already", from)
                : Optional.empty();
    }

    private Optional<Refused> standing(Rows rows, LocalDate from) throws SQLException {
        if (RulesOnRecord.rules(rows).all().stream()
                .noneMatch(each -> each.from().equals(from))) {
            return Refused.of(Why.NOTHING_TO_WITHDRAW, "no rules begin on " + from, from);
        }
        return from.isAfter(today())
                ? Optional.empty()
                : Refused.of(Why.BEGUN, "the rules from " + from + " on have begun: set others instead of them", from);
    }

    private static Optional<Refused> objection(Rows rows, HolidayYear year) throws SQLException {
        List<HolidayYear> years = RulesOnRecord.years(rows);
        if (years.contains(year)) {
            return Refused.of(
                    Why.SAME_HOLIDAYS,
                    "the holidays of " + year.year() + " are on record, and are the same",
                    year.year());
        }
        YearMonth closed = Bulletins.newest(rows, null).orElse(null);
        if (closed == null) {
            return Optional.empty();
        }
        List<HolidayYear> then = new ArrayList<>(years);
        then.removeIf(each -> each.year() == year.year());
        then.add(year);
        Optional<LocalDate> changed = firstChange(
                RulesOnRecord.rules(rows), new Calendar(years), new Calendar(then), year.year() - 1, closed);
        return changed.isEmpty()
                ? Optional.empty()
                : Refused.of(
                        Why.HOLIDAYS_OF_CLOSED,
                        changed.get() + " would become another day, and a bulletin of " + closed
                                + " is published: a closed month keeps its calendar",
                        changed.get(),
                        closed);
    }

    /** What nobody knew before is no change: such a month could not be published. */
    private static Optional<LocalDate> firstChange(
            RuleBook rules, Calendar before, Calendar after, int fromYear, YearMonth closed) {
        LocalDate first = LocalDate.of(fromYear, 1, 1);
        for (LocalDate day = first; !day.isAfter(closed.atEndOfMonth()); day = day.plusDays(1)) {
            List<DayOfWeek> weekdays =
                    rules.on(day).map(AttendanceRules::weekdays).orElse(List.of());
            DayKind kind = before.kind(day, weekdays);
            if (kind != DayKind.UNKNOWN && kind != after.kind(day, weekdays)) {
                return Optional.of(day);
            }
        }
        return Optional.empty();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    @FunctionalInterface
    private interface Objection {
        Optional<Refused> of(Rows rows) throws SQLException;
    }

    private Optional<Refused> decided(Objection objection, HubFact fact) {
        return book.database().writeAndWait(tx -> {
            Optional<Refused> refused = objection.of(tx);
            if (refused.isPresent()) {
                return refused;
            }
            try {
                book.decide(tx, fact);
            } catch (RuleBrokenException e) {
                throw new IllegalStateException("a rule that nobody made refuses " + fact, e);
            }
            return refused;
        });
    }
}
