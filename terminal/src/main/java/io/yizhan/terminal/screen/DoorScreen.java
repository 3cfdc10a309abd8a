package io.yizhan.terminal.screen;

import io.javalin.config.JavalinConfig;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.loopback.LoopbackServer;
import io.yizhan.terminal.station.Face;
import io.yizhan.terminal.station.OwnPunch;
import io.yizhan.terminal.station.Sentence;
import io.yizhan.terminal.uplink.HallState;
import java.io.IOException;
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
    private final ViewStream stream = new ViewStream("door", this::view);
    private final LoopbackServer server;

    /**
     * Made, not started.
     *
     * @param port 0 takes any free one
     * @param own the last punches of the person to whom a sentence was said; empty when it was said to nobody
     */
    public DoorScreen(
            int port,
            DeviceId device,
            Face face,
            Function<Sentence, List<OwnPunch>> own,
            HallState hall,
            HallClock clock) {
        this.device = device;
        this.face = face;
        this.own = own;
        this.hall = hall;
        this.clock = clock;
        this.server = new LoopbackServer("reader's screen", "reader.screen", port, this::configure);
        face.onChange((spot, sentence) -> stream.wake());
    }

    @Override
    public void start() throws IOException {
        server.start();
    }

    @Override
    public String address() {
        return server.address();
    }

    @Override
    public void close() {
        stream.close();
        server.close();
    }

    private void configure(JavalinConfig config) {
        LoopbackServer.page(config, "/", DoorScreen.class, "door.html", "text/html");
        LoopbackServer.page(config, "/door.js", DoorScreen.class, "door.js", "text/javascript");
        LoopbackServer.page(config, "/door.css", DoorScreen.class, "door.css", "text/css");
        config.routes.sse("/events", stream::open);
    }

    private DoorView view() {
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
