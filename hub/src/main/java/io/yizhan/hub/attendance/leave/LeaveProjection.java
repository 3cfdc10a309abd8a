package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.hub.book.Entry;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.Projection;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.Json;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Leave from the hub's journal.
 *
 * <pre>
 *             the last approval that it needs; filed, where it needs none
 *   ASKED ──────────────────────────────────────────────────────────────→ GRANTED ──→ filed, cut short
 *     ├─ refused ──→ REFUSED                                                 │
 *     └─ cancelled ──→ CANCELLED ←── cancelled from its first half-day ──────┘
 * </pre>
 */
public final class LeaveProjection implements Projection {

    /** What is decided about leave. */
    public static final List<Class<? extends HubFact>> FACTS =
            List.of(LeaveAsked.class, LeaveApproved.class, LeaveRefused.class, LeaveFiled.class, LeaveCancelled.class);

    @Override
    public List<String> tables() {
        return List.of("leave_request", "leave_step");
    }

    @Override
    public void fold(Tx tx, Entry entry) throws SQLException, RuleBrokenException {
        switch (entry.fact()) {
            case LeaveAsked asked -> ask(tx, entry, asked);
            case LeaveApproved approved -> approve(tx, entry, approved);
            case LeaveRefused refused -> {
                LeaveRequest request = open(tx, refused.leave());
                step(tx, entry, request, LeaveStep.Kind.REFUSED, null, refused.reason(), null, refused.by());
                become(tx, request, LeaveState.REFUSED);
            }
            case LeaveFiled filed -> file(tx, entry, filed);
            case LeaveCancelled cancelled -> cancel(tx, entry, cancelled);
            default -> {}
        }
    }

    private static void ask(Tx tx, Entry entry, LeaveAsked asked) throws SQLException, RuleBrokenException {
        if (Leaves.find(tx, asked.leave()).isPresent()) {
            throw new RuleBrokenException(
                    "leave " + asked.leave() + " was asked for before: each has an id of its own");
        }
        if (tx.number("SELECT count(*) FROM staff WHERE staff = ?", asked.staff()) == 0) {
            throw new RuleBrokenException(
                    "nobody has the staff number " + asked.staff() + ": look at the list of staff");
        }
        Leave leave = new Leave(asked.leave(), asked.type(), asked.from(), asked.to(), asked.slots());
        for (LeaveRequest other : Leaves.standing(tx, asked.staff())) {
            if (other.leave().overlaps(leave)) {
                throw new RuleBrokenException(
                        asked.staff() + " has leave from " + other.leave().from() + " to "
                                + other.leave().to() + " already: cancel that one first, or choose another time");
            }
        }
        tx.update(
                "INSERT INTO leave_request (leave, staff, agency, type, from_day, from_half, asked_to_day,"
                        + " asked_to_half, to_day, to_half, slots, reason, needs, state, account, asked_ms,"
                        + " asked_earliest_ms, asked_latest_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                asked.leave(),
                asked.staff(),
                asked.agency(),
                asked.type(),
                asked.from().day(),
                asked.from().half(),
                asked.to().day(),
                asked.to().half(),
                asked.to().day(),
                asked.to().half(),
                String.join(" ", asked.slots()),
                asked.reason(),
                asked.needs().stream().map(Json::wireName).collect(Collectors.joining(" ")),
                LeaveState.ASKED,
                asked.by(),
                entry.time().at(),
                entry.time().doubtEarliest(),
                entry.time().doubtLatest());
    }

    private static void approve(Tx tx, Entry entry, LeaveApproved approved) throws SQLException, RuleBrokenException {
        LeaveRequest request = open(tx, approved.leave());
        if (!request.waitsFor().contains(approved.as())) {
            throw new RuleBrokenException("leave " + approved.leave() + " does not wait for the approval of the "
                    + Json.wireName(approved.as()));
        }
        step(tx, entry, request, LeaveStep.Kind.APPROVED, approved.as(), null, null, approved.by());
        if (request.waitsFor().size() == 1) {
            become(tx, request, LeaveState.GRANTED);
        }
    }

    private static void file(Tx tx, Entry entry, LeaveFiled filed) throws SQLException, RuleBrokenException {
        LeaveRequest request = known(tx, filed.leave());
        if (!request.waitsForFiling()) {
            throw new RuleBrokenException("leave " + filed.leave() + " does not wait to be filed");
        }
        step(tx, entry, request, LeaveStep.Kind.FILED, null, null, null, filed.by());
        become(tx, request, LeaveState.GRANTED);
    }

    private static void cancel(Tx tx, Entry entry, LeaveCancelled cancelled) throws SQLException, RuleBrokenException {
        LeaveRequest request = known(tx, cancelled.leave());
        Leave leave = request.leave();
        if (!request.state().stands()) {
            throw new RuleBrokenException("leave " + cancelled.leave() + " is " + Json.wireName(request.state())
                    + " already: there is nothing to cancel");
        }
        if (cancelled.from().compareTo(leave.to()) > 0) {
            throw new RuleBrokenException("leave " + cancelled.leave() + " ends with " + leave.to() + ", before "
                    + cancelled.from() + ": there is nothing to cancel");
        }
        boolean whole = cancelled.from().compareTo(leave.from()) <= 0;
        if (!whole && !leave.slots().isEmpty()) {
            throw new RuleBrokenException("leave " + cancelled.leave() + " is of single slots: cancel all of it");
        }
        step(tx, entry, request, LeaveStep.Kind.CANCELLED, null, cancelled.reason(), cancelled.from(), cancelled.by());
        if (whole) {
            become(tx, request, LeaveState.CANCELLED);
        } else {
            HalfDay last = cancelled.from().previous();
            tx.update(
                    "UPDATE leave_request SET to_day = ?, to_half = ? WHERE leave = ?",
                    last.day(),
                    last.half(),
                    cancelled.leave());
        }
    }

    private static LeaveRequest known(Tx tx, String leave) throws SQLException, RuleBrokenException {
        return Leaves.find(tx, leave)
                .orElseThrow(() -> new RuleBrokenException("there is no leave " + leave + ": look at the list"));
    }

    private static LeaveRequest open(Tx tx, String leave) throws SQLException, RuleBrokenException {
        LeaveRequest request = known(tx, leave);
        if (request.state() != LeaveState.ASKED) {
            throw new RuleBrokenException("leave " + leave + " is " + Json.wireName(request.state())
                    + " already: it is decided once, and cancelled by another decision");
        }
        return request;
    }

    private static void become(Tx tx, LeaveRequest request, LeaveState state) throws SQLException {
        tx.update("UPDATE leave_request SET state = ? WHERE leave = ?", state, request.id());
    }

    private static void step(
            Tx tx,
            Entry entry,
            LeaveRequest request,
            LeaveStep.Kind kind,
            @Nullable Capacity as,
            @Nullable String reason,
            @Nullable HalfDay from,
            String by)
            throws SQLException {
        tx.update(
                "INSERT INTO leave_step (leave, place, kind, capacity, reason, from_day, from_half, account, at_ms,"
                        + " at_earliest_ms, at_latest_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                request.id(),
                request.steps().size(),
                kind,
                as,
                reason,
                from == null ? null : from.day(),
                from == null ? null : from.half(),
                by,
                entry.time().at(),
                entry.time().doubtEarliest(),
                entry.time().doubtLatest());
    }
}
