package io.yizhan.terminal.station;

import io.yizhan.hardware.voice.Voice;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.state.Calls;
import io.yizhan.protocol.state.Calls.Call;
import io.yizhan.protocol.state.Calls.Stage;
import io.yizhan.protocol.state.DeviceConfig;
import io.yizhan.protocol.state.StationKind;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The hall's board 显示屏 and its voice: on top the call that is being said, from the moment at which the voice begins,
 * and otherwise the newest; earlier ones below in turn. Each new call and recall is said once. What it shows is the
 * hub's state and nothing of its own, so it has nothing for the journal.
 */
public final class BoardStation implements Station {

    /**
     * A call that is older when the board hears of it, or when its turn comes, is shown but not said: its citizen has
     * been served or is gone.
     */
    static final Duration SAY_WITHIN = Duration.ofSeconds(60);

    /** Earlier calls below the newest. */
    static final int EARLIER_MAX = 5;

    private static final Duration WAIT = Duration.ofMillis(500);

    /** More than a minute of them in two languages. */
    private static final int ANNOUNCEMENTS_MAX = 16;

    private final StationId id;
    private final Surroundings place;
    private final Faults faults;
    private final Face face;
    private final Signboard board;
    private final Announcer announcer;
    private final List<Locale> spoken;
    private final QuietHours quiet;
    private final Semaphore changes = new Semaphore(0);
    private final Map<CallId, OffsetDateTime> told = new HashMap<>();

    /**
     * What the board has.
     *
     * @param spoken the languages of calls, in their order
     */
    public record Fittings(
            Signboard.Fitting leds, Attached.Opener<Voice> voice, List<Locale> spoken, QuietHours quiet) {

        public Fittings {
            spoken = List.copyOf(spoken);
        }
    }

    public BoardStation(StationId id, Surroundings place, Fittings fittings) {
        this.id = id;
        this.place = place;
        this.faults = place.faultsOf(id);
        this.face = new Face(id.text());
        this.board = fittings.leds.signboard("matrix", faults);
        this.spoken = fittings.spoken;
        this.quiet = fittings.quiet;
        this.announcer = new Announcer(
                new Attached<>("voice", fittings.voice, faults),
                ANNOUNCEMENTS_MAX,
                new Announcer.Wishes(this::isQuiet, this::isWanted, changes::release));
        place.hall().onChange(changes::release);
    }

    @Override
    public StationKind kind() {
        return StationKind.BOARD;
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
        return List.of(face);
    }

    @Override
    public void serve(Runnable serving) throws InterruptedException {
        announcer.start("board " + id);
        serving.run();
        try {
            while (true) {
                show();
                Duration next = board.step();
                Duration wait = next.compareTo(WAIT) < 0 ? next : WAIT;
                if (changes.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    changes.drainPermits();
                }
            }
        } finally {
            announcer.close();
            board.close();
        }
    }

    private void show() {
        List<Call> calls = place.hall().calls().map(Calls::calls).orElse(List.of());
        announce(calls);
        List<Call> shown = calls.stream()
                .filter(BoardStation::isLive)
                .sorted(Comparator.comparing(this::isBeingSaid)
                        .thenComparing(Call::at)
                        .reversed())
                .limit(1 + EARLIER_MAX)
                .toList();
        List<String> below = new ArrayList<>();
        if (!place.hall().hubOnline()) {
            below.add(Words.boardOffline());
        }
        shown.stream().skip(1).forEach(call -> below.add(words(call)));
        if (shown.isEmpty()) {
            Sentence idle = Words.boardIdle(place.hall()
                    .config()
                    .map(DeviceConfig::hall)
                    .map(DeviceConfig.Hall::name)
                    .orElse(""));
            face.say(idle);
            board.show(List.of(List.of(idle.zh()), below));
            return;
        }
        Sentence newest = Words.boardNewest(
                shown.getFirst().shown(), shown.getFirst().counter().text());
        if (!newest.equals(face.now())) {
            face.say(newest);
        }
        board.show(List.of(List.of(words(shown.getFirst())), below));
    }

    /** Oldest first, each call once, and once more when it is called again. */
    private void announce(List<Call> calls) {
        for (Call call : calls.reversed()) {
            OffsetDateTime before = told.put(call.call(), call.at());
            boolean isNews = before == null || call.at().isAfter(before);
            if (isNews && call.state() == Stage.CALLING && isFresh(call)) {
                Announcement.Urgency urgency =
                        before == null ? Announcement.Urgency.CALL : Announcement.Urgency.REMINDER;
                announcer.announce(Announcement.of(call, urgency, spoken));
            }
        }
        told.keySet().retainAll(calls.stream().map(Call::call).toList());
    }

    /** On the announcer's thread. */
    private boolean isWanted(Announcement announcement) {
        Call asked = announcement.call();
        return isFresh(asked)
                && place.hall().calls().stream()
                        .flatMap(calls -> calls.calls().stream())
                        .anyMatch(call -> call.call().equals(asked.call()) && isLive(call));
    }

    private boolean isQuiet() {
        return quiet.cover(place.clock().byHub().toLocalTime());
    }

    private boolean isFresh(Call call) {
        return call.at().plus(SAY_WITHIN).isAfter(place.clock().byHub());
    }

    private boolean isBeingSaid(Call call) {
        return announcer
                .now()
                .filter(announcement -> announcement.call().call().equals(call.call()))
                .isPresent();
    }

    private static boolean isLive(Call call) {
        return call.state() == Stage.CALLING || call.state() == Stage.SERVING;
    }

    private static String words(Call call) {
        return Words.boardCall(call.shown(), call.counter().text());
    }
}
