package io.yizhan.terminal.station;

import io.yizhan.hardware.voice.SpokenNumber;
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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The hall's board 显示屏 and its voice: the newest call on top, earlier ones below in turn; each new call and recall is
 * said once, one after another. What it shows is the hub's state and nothing of its own, so it has nothing for the
 * journal.
 */
public final class BoardStation implements Station {

    /**
     * A call that is older when the board hears of it, is shown but not said: its citizen has been served or is gone.
     */
    static final Duration SAY_WITHIN = Duration.ofSeconds(60);

    /** Earlier calls below the newest. */
    static final int EARLIER_MAX = 5;

    private static final Duration WAIT = Duration.ofMillis(500);
    private static final int SENTENCES_MAX = 16;
    private static final Locale MANDARIN = Locale.SIMPLIFIED_CHINESE;
    private static final Locale CANTONESE = Locale.of("zh", "HK");

    private final StationId id;
    private final Surroundings place;
    private final Faults faults;
    private final Face face;
    private final Signboard board;
    private final Speaker speaker;
    private final Semaphore changes = new Semaphore(0);
    private final Map<CallId, OffsetDateTime> said = new HashMap<>();

    public BoardStation(StationId id, Surroundings place, Signboard.Fitting leds, Attached.Opener<Voice> voice) {
        this.id = id;
        this.place = place;
        this.faults = place.faultsOf(id);
        this.face = new Face(id.text());
        this.board = leds.signboard("matrix", faults);
        this.speaker = new Speaker(new Attached<>("voice", voice, faults), SENTENCES_MAX);
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
        speaker.start("board " + id);
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
            speaker.close();
            board.close();
        }
    }

    private void show() {
        List<Call> calls = place.hall().calls().map(Calls::calls).orElse(List.of());
        say(calls);
        List<Call> shown = calls.stream()
                .filter(call -> call.state() == Stage.CALLING || call.state() == Stage.SERVING)
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
    private void say(List<Call> calls) {
        OffsetDateTime now = place.clock().byHub();
        for (Call call : calls.reversed()) {
            OffsetDateTime before = said.put(call.call(), call.at());
            boolean isNews = before == null || call.at().isAfter(before);
            if (isNews
                    && call.state() == Stage.CALLING
                    && call.at().plus(SAY_WITHIN).isAfter(now)) {
                say(call);
            }
        }
        said.keySet().retainAll(calls.stream().map(Call::call).toList());
    }

    private void say(Call call) {
        String number = SpokenNumber.of(call.shown(), MANDARIN).replace(" ", "");
        speaker.say(Words.spokenCall(number, call.counter().text()), MANDARIN);
        boolean inCantonese = place.hall().config().stream()
                .flatMap(config -> config.hall().languages().stream())
                .anyMatch(language -> language.equals("zh-HK") || language.startsWith("yue"));
        if (inCantonese) {
            speaker.say(Words.spokenCallCantonese(number, call.counter().text()), CANTONESE);
        }
    }

    private static String words(Call call) {
        return Words.boardCall(call.shown(), call.counter().text());
    }
}
