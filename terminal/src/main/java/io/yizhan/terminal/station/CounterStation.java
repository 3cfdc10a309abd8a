package io.yizhan.terminal.station;

import io.yizhan.hardware.keys.KeyEvent;
import io.yizhan.hardware.keys.Keypad;
import io.yizhan.hardware.keys.Lamp;
import io.yizhan.protocol.command.Counter;
import io.yizhan.protocol.command.Counter.Action;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.request.Answer;
import io.yizhan.protocol.request.CallNext;
import io.yizhan.protocol.state.StationKind;
import io.yizhan.terminal.journal.JournalException;
import io.yizhan.terminal.uplink.ReplyPath;
import io.yizhan.terminal.uplink.Requests;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A counter 窗口: the clerk's keys, the strip above it, and the citizen's five keys. */
public final class CounterStation implements Station {

    private static final long WAIT_MS = 100;
    private static final int EVENTS_MAX = 64;

    private final StationId id;
    private final Requests requests;
    private final Pins pins;
    private final Faults faults;
    private final Face clerk;
    private final Face display;
    private final Face citizen;
    private final List<KeyFeed> keyFeeds;
    private final Signboard strip;
    private final Recorder recorder;
    private final CounterDesk desk;
    private final Evaluator evaluator;
    private final Lamps lamps;
    private final CounterFaces words;
    private final RoundTrips roundTrips = new RoundTrips();
    private final SignInPad pad = new SignInPad();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private @Nullable ReplyPath askedByPage;
    private boolean asking;

    /** The devices of one counter. */
    public record Fittings(
            Attached.Opener<Keypad> clerkKeys,
            Attached.Opener<Keypad> clerkPad,
            Attached.Opener<Keypad> citizenKeys,
            Map<String, Lamp> citizenLamps,
            Signboard.Fitting strip) {}

    public CounterStation(
            StationId id, Surroundings place, Requests requests, Pins pins, Fittings fittings, Supplier<UUID> ids) {
        CounterId counter = new CounterId(id.text());
        this.id = id;
        this.requests = requests;
        this.pins = pins;
        this.faults = place.faultsOf(id);
        this.clerk = new Face(id + "/clerk");
        this.display = new Face(id + "/display");
        this.citizen = new Face(id + "/evaluator");
        this.keyFeeds = List.of(
                feed("keys", fittings.clerkKeys, Event.Clerk::new),
                feed("pad", fittings.clerkPad, Event.Clerk::new),
                feed("evaluator", fittings.citizenKeys, Event.Citizen::new));
        this.strip = fittings.strip.signboard("display", faults);
        this.recorder = new Recorder(StationKind.COUNTER, place.journal(), faults, clerk);
        this.desk = new CounterDesk(counter, place, recorder, ids);
        this.words = new CounterFaces(id.text(), clerk, display, strip);
        this.lamps = new Lamps(fittings.citizenLamps, faults);
        this.evaluator = new Evaluator(id, place.hall(), desk, lamps, citizen, ids);
    }

    private KeyFeed feed(String part, Attached.Opener<Keypad> keys, Function<KeyEvent, Event> event) {
        return new KeyFeed(new Attached<>(part, keys, faults), faults, key -> enqueue(event.apply(key)));
    }

    @Override
    public StationKind kind() {
        return StationKind.COUNTER;
    }

    @Override
    public StationId id() {
        return id;
    }

    @Override
    public Faults faults() {
        return faults;
    }

    @Override
    public List<Face> faces() {
        return List.of(clerk, display, citizen);
    }

    /** How long {@code call-next} took; any thread. */
    public RoundTrips roundTrips() {
        return roundTrips;
    }

    /** An order of the clerk's page: as if the key were pressed. Any thread. */
    public void obey(Counter order, ReplyPath replies) {
        if (!enqueue(new Event.Order(order, replies))) {
            replies.failed("busy");
        }
    }

    /** An answer that came too late; any thread. */
    public void late(CallNext asked, Answer answer) {
        enqueue(new Event.Late(asked, answer));
    }

    @Override
    public void serve(Runnable serving) throws InterruptedException {
        keyFeeds.forEach(feed -> feed.start("counter " + id + " keys"));
        try {
            asking = false;
            evaluator.settleAfterCrash();
            serving.run();
            while (true) {
                long now = System.nanoTime();
                if (events.isEmpty() && evaluator.tick(now)) { // a press that waits may have been in time
                    words.tell(CounterWords.ratingEnded());
                }
                words.settle(desk.memory(), asking, pad, recorder.trouble());
                Event event = events.poll(Math.min(WAIT_MS, strip.step().toMillis()), TimeUnit.MILLISECONDS);
                if (event != null) {
                    handle(event);
                }
            }
        } finally {
            keyFeeds.forEach(KeyFeed::close);
            lamps.only();
            strip.close();
        }
    }

    private void handle(Event event) {
        switch (event) {
            case Event.Clerk(KeyEvent key) -> clerkPressed(key);
            case Event.Citizen(KeyEvent key) -> {
                if (key instanceof KeyEvent.Pressed(String name, long nanos) && evaluator.pressed(name, nanos)) {
                    words.tell(CounterWords.ratingEnded());
                }
            }
            case Event.Order(Counter order, ReplyPath replies) -> ordered(order, replies);
            case Event.Answered(CallNext asked, Requests.Result result) -> {
                asking = false;
                Outcome outcome = desk.answered(asked, result);
                words.tell(outcome);
                ReplyPath page = askedByPage;
                askedByPage = null;
                if (page != null) {
                    outcome.tell(page);
                }
            }
            case Event.Late(CallNext asked, Answer answer) ->
                desk.answeredLate(asked, answer).ifPresent(words::tell);
        }
    }

    private void clerkPressed(KeyEvent event) {
        switch (event) {
            case KeyEvent.Pressed(String key, long _) ->
                CounterKeys.actionOf(key)
                        .ifPresentOrElse(action -> words.tell(carryOut(toggled(action))), () -> typed(key));
            case KeyEvent.Stuck(String key) -> words.tell(CounterWords.keyStuck(key));
            case KeyEvent.Refused _ -> words.tell(CounterWords.keysTogether());
            case KeyEvent.Freed _ -> {
                // Its fault is cleared, which is all that the clerk sees of it.
            }
        }
    }

    /** The key pauses, and goes on. */
    private Action toggled(Action action) {
        return action == Action.PAUSE && desk.memory().paused() ? Action.OPEN : action;
    }

    private void typed(String key) {
        if (desk.memory().staff() != null) {
            words.tell(CounterWords.signOutFirst());
            return;
        }
        switch (key) {
            case CounterKeys.CLEAR -> pad.clear();
            case CounterKeys.ENTER -> {
                SignInPad.Entered entered = pad.enter();
                if (entered != null) {
                    signIn(entered);
                    return;
                }
            }
            default -> pad.digit(key);
        }
        words.tell(pad.prompt());
    }

    private void signIn(SignInPad.Entered entered) {
        try {
            switch (pins.attempt(entered.staffDigits(), entered.pin())) {
                case Pins.Attempt.Right(StaffId staff) -> words.tell(desk.signIn(staff));
                case Pins.Attempt.Wrong _ -> words.tell(CounterWords.signInRefused());
                case Pins.Attempt.Locked(long seconds) -> words.tell(CounterWords.signInLocked(seconds));
            }
        } catch (JournalException e) {
            recorder.refuse(e);
            words.tell(new Outcome.NotRecorded());
        }
    }

    private void ordered(Counter order, ReplyPath replies) {
        boolean signsIn = order.action() == Action.SIGN_IN;
        boolean isHere = order.staff().equals(desk.memory().staff());
        if (!signsIn && !isHere) {
            replies.failed("not-signed-in");
            return;
        }
        pad.reset();
        Outcome outcome = signsIn ? signIn(order.staff(), isHere) : carryOut(order.action());
        words.tell(outcome);
        outcome.tell(replies);
        if (outcome instanceof Outcome.Asked) {
            askedByPage = replies;
        }
    }

    private Outcome carryOut(Action action) {
        return switch (action) {
            case NEXT -> asking ? calling() : next();
            case RECALL -> desk.recall();
            case NO_SHOW -> desk.noShow();
            case FINISH -> desk.finish();
            case START_RATING -> asking ? calling() : evaluator.start();
            case PAUSE -> desk.pause();
            case OPEN -> desk.open();
            case SIGN_OUT -> asking ? calling() : desk.signOut();
            case SIGN_IN -> new Outcome.Refused("bad-request", CounterWords.notSignedIn());
        };
    }

    private Outcome signIn(StaffId staff, boolean isHere) {
        return asking && !isHere ? calling() : desk.signIn(staff);
    }

    /** The answer may be a citizen: who left now would leave him with nobody, and a rating begun now lost its end. */
    private static Outcome calling() {
        return new Outcome.Refused("busy", CounterWords.calling());
    }

    private Outcome next() {
        Outcome outcome = desk.next();
        if (outcome instanceof Outcome.Asked) {
            desk.request().ifPresent(this::ask);
        }
        return outcome;
    }

    private void ask(CallNext request) {
        asking = true;
        long sentNanos = System.nanoTime();
        var _ = requests.ask(request, desk.calledThrough()).thenAccept(result -> {
            if (result instanceof Requests.Answered) {
                roundTrips.add(Duration.ofNanos(System.nanoTime() - sentNanos));
            }
            events.add(new Event.Answered(request, result));
        });
    }

    /** Not taken when too much waits already; the answer to a request always is. */
    private boolean enqueue(Event event) {
        return events.size() < EVENTS_MAX && events.add(event);
    }

    /** What reaches the counter's thread. */
    private sealed interface Event {
        record Clerk(KeyEvent event) implements Event {}

        record Citizen(KeyEvent event) implements Event {}

        record Order(Counter order, ReplyPath replies) implements Event {}

        record Answered(CallNext asked, Requests.Result result) implements Event {}

        record Late(CallNext asked, Answer answer) implements Event {}
    }
}
