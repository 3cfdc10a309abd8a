package io.yizhan.hub.follower;

import io.yizhan.hub.book.Drift;
import io.yizhan.hub.book.Span;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.book.TrueTime.Source;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.id.BootId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the entries of a batch happened, from what their writer's clock said and from what the machines' uptimes allow.
 *
 * <pre>
 *   its trusted clock, inside the bounds                         → that moment
 *   both bounds by the hub's clock, or by its own boot's trusted  → between them
 *   else uncertain, between its neighbours: the entry before it, the start of the boot after its own, the arrival
 * </pre>
 */
final class Reckoner {

    /**
     * What two clocks may differ by that are both kept right, milliseconds: below 400 ms systemd-timesyncd slews and
     * calls the clock synchronised all the while (ntpd: 128 ms).
     */
    static final long TRUSTED_APART_MS = 500;

    private final Place place;
    private final Edge edge;

    Reckoner(Place place, Edge edge) {
        this.place = place;
        this.edge = edge;
    }

    /** Where an uptime of the device stands by the hub's clock. */
    @FunctionalInterface
    interface Place {
        Span at(BootId boot, long up) throws SQLException;
    }

    /**
     * An entry whose line can be read.
     *
     * @param said wall time as the terminal wrote it
     * @param trust whether the terminal trusted its clock then
     * @param kept its time, where it was settled before; null for most
     */
    record Moment(
            BootId boot,
            long up,
            Instant said,
            ClockTrust trust,
            @Nullable TrueTime kept) {}

    /** The entry before the batch; boot is null where its line cannot be read. */
    record Before(@Nullable BootId boot, long up, TrueTime time) {}

    /**
     * What stands around the batch.
     *
     * @param before null at the start of a journal
     * @param boot in which the batch was sent
     * @param arrived the wall clock when it arrived
     */
    record Edge(@Nullable Before before, BootId boot, Span arrived) {

        Instant floor() {
            return before == null ? TrueTime.NO_EARLIEST : before.time.earliest();
        }
    }

    /** The times of these entries in the order of the journal; null stands for a line that cannot be read. */
    List<TrueTime> settle(List<@Nullable Moment> moments) throws SQLException {
        List<Stay> stays = stays(moments);
        floors(stays);
        ceilings(stays);
        List<@Nullable TrueTime> times = new ArrayList<>();
        int next = 0;
        for (Stay stay : stays) {
            for (int i = 0; i < stay.moments.size(); i++) {
                Moment moment = stay.moments.get(i);
                while (moments.get(next) == null) {
                    times.add(null);
                    next++;
                }
                times.add(moment.kept() == null ? time(stay, moment, stay.sure.get(i)) : moment.kept());
                next++;
            }
        }
        while (times.size() < moments.size()) {
            times.add(null);
        }
        return withUnread(times);
    }

    /** Entries of one boot, one after another. */
    private static final class Stay {
        final BootId boot;
        final List<Moment> moments = new ArrayList<>();
        /** Of each moment what is sure by itself: its kept time, else its trusted clock's word. */
        final List<@Nullable TrueTime> sure = new ArrayList<>();

        final BootWindow window = new BootWindow();
        boolean clocked;
        long highestUp;

        Stay(BootId boot) {
            this.boot = boot;
        }

        Moment first() {
            return moments.getFirst();
        }

        Moment last() {
            return moments.getLast();
        }
    }

    private List<Stay> stays(List<@Nullable Moment> moments) throws SQLException {
        List<Stay> stays = new ArrayList<>();
        for (Moment moment : moments) {
            if (moment == null) {
                continue;
            }
            if (stays.isEmpty() || !stays.getLast().boot.equals(moment.boot())) {
                stays.add(new Stay(moment.boot()));
            }
            Stay stay = stays.getLast();
            stay.moments.add(moment);
            TrueTime sure = moment.kept() != null ? moment.kept() : taken(stay, moment);
            stay.sure.add(sure);
            if (sure != null) {
                stay.window.add(moment.up(), sure.span());
                stay.clocked |= sure.source() != Source.UNCERTAIN;
            }
        }
        return stays;
    }

    /** Entries of a journal are in order: none was before the one before it. */
    private void floors(List<Stay> stays) throws SQLException {
        Instant floor = edge.floor();
        Before before = edge.before();
        for (Stay stay : stays) {
            if (before != null && stay.boot.equals(before.boot)) {
                stay.window.add(before.up, before.time.span());
                stay.clocked |= before.time.source() != Source.UNCERTAIN;
                stay.highestUp = before.up;
            }
            before = null;
            stay.window.add(stay.first().up(), new Span(known(floor), null));
            Instant last = all(stay, stay.last().up()).earliest();
            floor = last == null ? floor : last;
        }
    }

    /** None was after its arrival, nor after the start of a later boot. */
    private void ceilings(List<Stay> stays) throws SQLException {
        Span ceiling = edge.arrived();
        for (int i = stays.size() - 1; i >= 0; i--) {
            Stay stay = stays.get(i);
            boolean last = i == stays.size() - 1;
            if (last && !stay.boot.equals(edge.boot())) {
                ceiling = ceiling.and(place.at(edge.boot(), 0));
            }
            stay.window.add(stay.last().up(), new Span(null, ceiling.latest()));
            ceiling = ceiling.and(all(stay, 0));
        }
    }

    private Span all(Stay stay, long up) throws SQLException {
        return place.at(stay.boot, up).and(stay.window.at(up));
    }

    /** A trusted clock's word, where it can be. */
    private @Nullable TrueTime taken(Stay stay, Moment moment) throws SQLException {
        Span arrived = new Span(null, edge.arrived().latest());
        boolean possible = moment.trust() == ClockTrust.SYNCED
                && place.at(stay.boot, moment.up())
                        .and(arrived)
                        .widened(TRUSTED_APART_MS)
                        .holds(moment.said());
        return possible ? TrueTime.exactly(moment.said()) : null;
    }

    private TrueTime time(Stay stay, Moment moment, @Nullable TrueTime taken) throws SQLException {
        boolean wentBack = moment.up() < stay.highestUp - Drift.UPTIME_ERROR_MS;
        stay.highestUp = Math.max(stay.highestUp, moment.up());
        if (taken != null) {
            return wentBack ? new TrueTime(taken.at(), taken.at(), taken.at(), Source.SYNCED, true) : taken;
        }
        boolean flagged = wentBack || moment.trust() == ClockTrust.SYNCED;
        Span byHub = place.at(stay.boot, moment.up());
        Instant arrived = edge.arrived().latest();
        if (byHub.earliest() != null && byHub.latest() != null) {
            Span capped = byHub.and(new Span(null, arrived));
            Span bounds = capped.isEmpty() ? byHub : capped;
            return TrueTime.between(present(bounds.earliest()), present(bounds.latest()), Source.BOUNDS, flagged);
        }
        Span span = all(stay, moment.up());
        if (stay.clocked && span.earliest() != null && span.latest() != null && !span.isEmpty()) {
            return TrueTime.between(span.earliest(), span.latest(), Source.BOUNDS, flagged);
        }
        return TrueTime.guessed(
                moment.said(),
                span.earliest() == null ? edge.floor() : span.earliest(),
                span.latest() == null ? TrueTime.NO_LATEST : span.latest(),
                flagged);
    }

    /** A line that cannot be read happened between its neighbours. */
    private List<TrueTime> withUnread(List<@Nullable TrueTime> times) {
        List<TrueTime> all = new ArrayList<>();
        Instant floor = edge.floor();
        for (int i = 0; i < times.size(); i++) {
            TrueTime time = times.get(i);
            if (time == null) {
                Instant ceiling = ceilingAfter(times, i);
                time = TrueTime.guessed(ceiling.equals(TrueTime.NO_LATEST) ? floor : ceiling, floor, ceiling, false);
            }
            floor = time.earliest();
            all.add(time);
        }
        return all;
    }

    private Instant ceilingAfter(List<@Nullable TrueTime> times, int i) {
        for (TrueTime later : times.subList(i + 1, times.size())) {
            if (later != null) {
                return later.latest();
            }
        }
        Instant arrived = edge.arrived().latest();
        return arrived == null ? TrueTime.NO_LATEST : arrived;
    }

    private static @Nullable Instant known(Instant floor) {
        return floor.equals(TrueTime.NO_EARLIEST) ? null : floor;
    }

    private static Instant present(@Nullable Instant instant) {
        if (instant == null) {
            throw new IllegalStateException("a bounded span has both sides");
        }
        return instant;
    }
}
