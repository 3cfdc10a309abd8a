package io.yizhan.hub.page;

import io.yizhan.hub.access.Reach;
import io.yizhan.hub.attendance.PunchFilter;
import io.yizhan.hub.attendance.PunchRecord;
import io.yizhan.hub.attendance.Punches;
import io.yizhan.hub.attendance.UnknownFinger;
import io.yizhan.hub.attendance.rules.Calendar;
import io.yizhan.hub.attendance.rules.RulesOnRecord;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.evaluation.RatingFilter;
import io.yizhan.hub.evaluation.RatingSession;
import io.yizhan.hub.evaluation.RatingTotals;
import io.yizhan.hub.evaluation.Ratings;
import io.yizhan.hub.queue.CounterPlate;
import io.yizhan.hub.queue.Counters;
import io.yizhan.hub.queue.HallCalls;
import io.yizhan.hub.queue.HallService;
import io.yizhan.hub.queue.HallServices;
import io.yizhan.hub.queue.HallTicket;
import io.yizhan.hub.queue.TicketCall;
import io.yizhan.hub.queue.Tickets;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@link Today} out of the records. */
final class TodayReader {

    /** Records of a kind in a day; a hall of 105 staff has 300 cases and 840 punches. */
    private static final int RECORDS_MAX = 5_000;

    /** Lines of the feed. */
    private static final int FEED_MAX = 14;

    private final ZoneId zone;
    private final Troubles troubles;

    TodayReader(ZoneId zone, Troubles troubles) {
        this.zone = zone;
        this.troubles = troubles;
    }

    /** @param records of whom the feed tells punches and ratings; figures are of the whole hall, and name nobody */
    Today read(Rows rows, Instant now, Optional<Reach> records) throws SQLException {
        LocalDate day = LocalDate.ofInstant(now, zone);
        Instant morning = day.atStartOfDay(zone).toInstant();
        List<PunchRecord> punches = Punches.list(rows, PunchFilter.of(day), RECORDS_MAX, 0);
        List<HallTicket> tickets = Tickets.of(rows, day, RECORDS_MAX);
        List<TicketCall> calls = HallCalls.since(rows, morning, RECORDS_MAX);
        List<RatingSession> ratings = Ratings.list(rows, RatingFilter.of(day), RECORDS_MAX, 0);
        Map<StaffId, StaffMember> staff = staff(rows);
        Moment moment = new Moment(day, now);
        return new Today(
                people(moment, isFree(rows, day), punches, staff),
                waiting(moment, rows, tickets, calls),
                served(moment, rows, calls),
                satisfaction(moment, rows, ratings),
                plates(rows, staff, now),
                feed(
                        moment,
                        rows,
                        punches.stream()
                                .filter(punch -> covers(records, staff, punch.staff()))
                                .toList(),
                        tickets,
                        calls,
                        ratings.stream()
                                .filter(rating -> covers(records, staff, rating.staff()))
                                .toList(),
                        records.filter(Reach.Hall.class::isInstance).isPresent()),
                troubles.read(rows, now));
    }

    private static boolean covers(Optional<Reach> records, Map<StaffId, StaffMember> staff, StaffId person) {
        StaffMember member = staff.get(person);
        return records.filter(reach ->
                        reach.covers(member == null ? null : member.agency().agency(), person))
                .isPresent();
    }

    /** The counters alone, for the page on which their keys are pressed. */
    List<Today.Plate> plates(Rows rows, Instant now) throws SQLException {
        return plates(rows, staff(rows), now);
    }

    private record Moment(LocalDate day, Instant now) {}

    private static boolean isFree(Rows rows, LocalDate day) throws SQLException {
        Calendar calendar = RulesOnRecord.calendar(rows);
        return RulesOnRecord.rules(rows)
                .on(day)
                .filter(rules -> calendar.kind(day, rules.weekdays()).isFree())
                .isPresent();
    }

    private Today.People people(
            Moment moment, boolean free, List<PunchRecord> punches, Map<StaffId, StaffMember> staff) {
        Set<StaffId> seen = new HashSet<>();
        List<DayCurve.Step> steps = new ArrayList<>();
        for (PunchRecord punch : punches.reversed()) {
            if (isSurelyOf(moment.day, punch) && staff.containsKey(punch.staff()) && seen.add(punch.staff())) {
                steps.add(new DayCurve.Step(punch.time().at(), seen.size()));
            }
        }
        int all = (int) staff.values().stream()
                .filter(member -> member.isHere() || seen.contains(member.staff()))
                .count();
        return new Today.People(seen.size(), all, free, curve(moment, steps, all));
    }

    /** What may be of another day proves nobody's presence. */
    private boolean isSurelyOf(LocalDate day, PunchRecord punch) {
        return day.equals(LocalDate.ofInstant(punch.time().earliest(), zone))
                && day.equals(LocalDate.ofInstant(punch.time().latest(), zone));
    }

    private Today.Waiting waiting(Moment moment, Rows rows, List<HallTicket> tickets, List<TicketCall> calls)
            throws SQLException {
        List<HallTicket> now = Tickets.waiting(rows, moment.day);
        Optional<Duration> longest = now.stream()
                .map(HallTicket::issued)
                .flatMap(Stream::ofNullable)
                .map(issued -> issued.isMoment() ? issued.at() : issued.latest()) // so long it was at the least
                .min(Comparator.naturalOrder())
                .map(issued -> Duration.between(issued, moment.now));
        return new Today.Waiting(
                now.size(),
                longest,
                Tickets.unconfirmed(rows, moment.day).size(),
                curve(moment, QueueLength.over(tickets, calls), 1));
    }

    private Today.Served served(Moment moment, Rows rows, List<TicketCall> calls) throws SQLException {
        List<Instant> ends = calls.stream()
                .filter(call -> call.outcome() == TicketCall.Outcome.FINISHED)
                .map(TicketCall::endedAt)
                .flatMap(Stream::ofNullable)
                .sorted()
                .toList();
        List<DayCurve.Step> steps = new ArrayList<>();
        for (Instant end : ends) {
            steps.add(new DayCurve.Step(end, steps.size() + 1));
        }
        return new Today.Served(ends.size(), Tickets.count(rows, moment.day), curve(moment, steps, 1));
    }

    private Today.Satisfaction satisfaction(Moment moment, Rows rows, List<RatingSession> ratings) throws SQLException {
        List<DayCurve.Step> steps = new ArrayList<>();
        RatingTotals soFar = RatingTotals.NONE;
        for (RatingSession rating : ratings.reversed()) {
            if (rating.call() != null && rating.level() != null) {
                soFar = soFar.plus(new RatingTotals(1, 0, rating.level() >= Ratings.SATISFIED_FROM ? 1 : 0));
                TrueTime at = rating.ended() == null ? rating.opened() : rating.ended();
                steps.add(new DayCurve.Step(at.at(), soFar.satisfaction().orElse(0)));
            }
        }
        return new Today.Satisfaction(
                Ratings.totals(rows, moment.day, moment.day, null, null), curve(moment, steps, 1));
    }

    private List<Today.Plate> plates(Rows rows, Map<StaffId, StaffMember> staff, Instant now) throws SQLException {
        Map<ServiceId, HallService> services = new HashMap<>();
        HallServices.all(rows).forEach(service -> services.put(service.service(), service));
        Instant morning = LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant();
        List<Today.Plate> plates = new ArrayList<>();
        for (CounterPlate plate : Counters.all(rows, morning)) {
            TicketCall call = plate.current();
            plates.add(new Today.Plate(
                    plate,
                    plate.staff() == null ? null : staff.get(plate.staff()),
                    call == null || call.service() == null ? null : services.get(call.service()),
                    call == null ? null : call.stage(now)));
        }
        return plates;
    }

    private List<Happening> feed(
            Moment moment,
            Rows rows,
            List<PunchRecord> punches,
            List<HallTicket> tickets,
            List<TicketCall> calls,
            List<RatingSession> ratings,
            boolean withUnknown)
            throws SQLException {
        List<UnknownFinger> unknown = withUnknown ? Punches.unknown(rows, moment.day, FEED_MAX) : List.of();
        return Stream.<Stream<? extends Happening>>of(
                        punches.stream()
                                .limit(FEED_MAX)
                                .map(punch -> new Happening.Punched(punch.time(), punch.staff(), punch.name())),
                        unknown.stream()
                                .map(finger ->
                                        new Happening.FingerUnknown(finger.time(), finger.device(), finger.reason())),
                        tickets.stream().limit(FEED_MAX).flatMap(FeedLines::of),
                        calls.stream().flatMap(FeedLines::of),
                        ratings.stream().limit(FEED_MAX).flatMap(FeedLines::of))
                .<Happening>flatMap(lines -> lines)
                .sorted(Comparator.comparing((Happening line) -> line.at()).reversed())
                .limit(FEED_MAX)
                .toList();
    }

    private DayCurve curve(Moment moment, List<DayCurve.Step> steps, double top) {
        return DayCurve.of(steps, top, moment.day, zone, moment.now);
    }

    private static Map<StaffId, StaffMember> staff(Rows rows) throws SQLException {
        Map<StaffId, StaffMember> staff = new HashMap<>();
        People.all(rows).forEach(member -> staff.put(member.staff(), member));
        return staff;
    }
}
