package io.yizhan.terminal.station;

import io.yizhan.protocol.fact.RatingGiven;
import io.yizhan.protocol.fact.RatingMissed;
import io.yizhan.protocol.fact.RatingOpened;
import io.yizhan.protocol.fact.RatingVoid;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.SessionId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.state.StationConfig;
import io.yizhan.terminal.station.CounterMemory.Rating;
import io.yizhan.terminal.station.CounterMemory.Serving;
import io.yizhan.terminal.uplink.HallState;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The citizen's five keys. A session opens at the clerk's start key, and ends with the first press, or unrated when the
 * time is over, or void when the terminal stopped meanwhile: then nobody knows whether somebody would have pressed.
 */
final class Evaluator {

    /** A press is told a moment after its first edge: one that began in time counts though it is told late. */
    static final Duration TOLD_LATE_MAX = Duration.ofMillis(300);

    /** How long the pressed key's lamp thanks. */
    static final Duration THANKS = Duration.ofSeconds(2);

    /** Until the hub has said how long its hall waits. */
    private static final int WAIT_S = 20;

    private final StationId station;
    private final HallState hall;
    private final CounterId counter;
    private final CounterDesk desk;
    private final Lamps lamps;
    private final Face face;
    private final Supplier<UUID> ids;
    private long openedAtNanos;
    private long endsAtNanos;
    private long calmAtNanos = System.nanoTime();

    /** A level that was pressed and that the journal did not take yet; 0 for none. */
    private int unrecorded;

    Evaluator(StationId station, HallState hall, CounterDesk desk, Lamps lamps, Face face, Supplier<UUID> ids) {
        this.station = station;
        this.hall = hall;
        this.counter = new CounterId(station.text());
        this.desk = desk;
        this.lamps = lamps;
        this.face = face;
        this.ids = ids;
    }

    /** A session that was open when the terminal stopped. */
    void settleAfterCrash() {
        Rating open = desk.memory().rating();
        if (open != null) {
            desk.commit(new RatingVoid(open.session(), "restart"), desk.memory().ratingEnded());
        }
    }

    /** Finishes the service and opens its session; from now on, for as long as the hub says, the citizen may press. */
    Outcome start() {
        StaffId staff = desk.memory().staff();
        if (staff == null) {
            return new Outcome.Refused("not-signed-in", CounterWords.notSignedIn());
        }
        if (desk.memory().rating() != null) {
            return new Outcome.Refused("rating-open", CounterWords.ratingOpen());
        }
        Serving serving = desk.memory().serving();
        if (serving != null && serving.rated()) {
            return new Outcome.Refused("rated-already", CounterWords.ratedAlready());
        }
        if (!desk.finishOpenService()) {
            return new Outcome.NotRecorded();
        }
        SessionId session = SessionId.of(ids.get());
        RatingOpened fact = new RatingOpened(session, serving == null ? null : serving.call(), counter, staff);
        Rating rating =
                new Rating(session, serving == null ? "" : serving.ticket().shown());
        if (!desk.commit(fact, desk.memory().ratingOpened(rating))) {
            return new Outcome.NotRecorded();
        }
        unrecorded = 0;
        openedAtNanos = System.nanoTime();
        endsAtNanos = openedAtNanos + ratingWait().toNanos();
        lamps.only(CounterKeys.EVALUATOR.toArray(String[]::new));
        face.say(CounterWords.pleaseRate());
        return new Outcome.Done(CounterWords.ratingStarted());
    }

    private Duration ratingWait() {
        return Duration.ofSeconds(hall.config()
                .flatMap(config -> config.station(StationConfig.Counter.class, station))
                .map(StationConfig.Counter::ratingWaitS)
                .orElse(WAIT_S));
    }

    /** A key of the citizen's, first pressed at {@code atNanos}; whether it ended a session. */
    boolean pressed(String key, long atNanos) {
        Rating open = desk.memory().rating();
        if (open == null || unrecorded != 0 || atNanos - openedAtNanos < 0 || atNanos - endsAtNanos > 0) {
            return false;
        }
        return given(open, CounterKeys.levelOf(key));
    }

    /** Thanks for what is on disk; what is not stays the citizen's first press, and is tried again. */
    private boolean given(Rating open, int level) {
        unrecorded = level;
        if (!desk.commit(new RatingGiven(open.session(), level), desk.memory().ratingEnded())) {
            lamps.only();
            face.say(CounterWords.ratingWaits());
            return false;
        }
        unrecorded = 0;
        lamps.only(CounterKeys.rate(level));
        face.say(CounterWords.rated(open.shown(), level));
        calmAtNanos = System.nanoTime() + THANKS.toNanos();
        return true;
    }

    /**
     * To be called often, when each press that was told before {@code now} has been handled: ends a session whose time
     * is over; whether it did.
     */
    boolean tick(long now) {
        Rating open = desk.memory().rating();
        if (open == null) {
            if (now - calmAtNanos >= 0) {
                lamps.only();
                face.say(CounterWords.rateIdle());
            }
            return false;
        }
        if (desk.cannotRecord() || (unrecorded == 0 && now - endsAtNanos <= TOLD_LATE_MAX.toNanos())) {
            return false;
        }
        if (unrecorded != 0) {
            return given(open, unrecorded);
        }
        if (!desk.commit(new RatingMissed(open.session()), desk.memory().ratingEnded())) {
            return false;
        }
        lamps.only();
        face.say(CounterWords.ratingMissed(open.shown()));
        calmAtNanos = now + THANKS.toNanos();
        return true;
    }
}
