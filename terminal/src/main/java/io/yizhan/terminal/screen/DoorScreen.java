package io.yizhan.terminal.screen;

import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.station.Face;
import io.yizhan.terminal.station.OwnPunch;
import io.yizhan.terminal.station.Sentence;
import io.yizhan.terminal.uplink.HallState;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;

/**
 * A page for a small screen beside a fingerprint reader (HDMI or DSI, 800 × 480), for the browser of the same Pi: the
 * hall, the time, one sentence, whether the hub is away, and to who has just punched the last punches of theirs.
 *
 * <pre>
 *   GET /         the page
 *   GET /events   server-sent "door" events, each a whole {@link DoorView}; the first at once, then each other one
 * </pre>
 */
public final class DoorScreen implements StationScreen {

    private final DeviceId device;
    private final Face face;
    private final Function<Sentence, List<OwnPunch>> own;
    private final HallState hall;
    private final HallClock clock;

    /** @param own the last punches of the person to whom a sentence was said; empty when it was said to nobody */
    public DoorScreen(
            DeviceId device, Face face, Function<Sentence, List<OwnPunch>> own, HallState hall, HallClock clock) {
        this.device = device;
        this.face = face;
        this.own = own;
        this.hall = hall;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "door";
    }

    @Override
    public String table() {
        return "reader";
    }

    @Override
    public List<String> scripts() {
        return List.of("door.js");
    }

    @Override
    public void onChange(Runnable listener) {
        face.onChange((spot, sentence) -> listener.run());
    }

    @Override
    public DoorView view() {
        OffsetDateTime now = clock.now();
        Sentence sentence = face.now();
        return new DoorView(
                hall.config().map(config -> config.hall().name()).orElse(""),
                device,
                DayWords.date(now.toLocalDate()),
                DayWords.time(now),
                clock.trust() == ClockTrust.SYNCED,
                DayWords.greeting(now.getHour()),
                sentence.tone(),
                sentence.zh(),
                sentence.en(),
                own.apply(sentence).stream()
                        .map(punch -> own(punch, now.toLocalDate()))
                        .toList(),
                hall.hubOnline());
    }

    private static DoorView.Own own(OwnPunch punch, LocalDate today) {
        return new DoorView.Own(DayWords.day(punch.at().toLocalDate(), today), DayWords.time(punch.at()), punch.sure());
    }
}
