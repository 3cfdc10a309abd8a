package io.yizhan.terminal.door;

import io.javalin.config.JavalinConfig;
import io.javalin.http.sse.SseClient;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.loopback.LoopbackServer;
import io.yizhan.terminal.loopback.Streams;
import io.yizhan.terminal.station.Face;
import io.yizhan.terminal.station.OwnPunch;
import io.yizhan.terminal.station.Sentence;
import io.yizhan.terminal.uplink.HallState;
import java.io.IOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
public final class DoorScreen implements AutoCloseable {

    /** What changes without telling (the minute, the hub's presence) is looked at so often. */
    private static final int LOOK_EVERY_MS = 250;

    /** A browser that hears nothing for so long takes the reader for stopped, and says so. */
    private static final int ALIVE_EVERY_LOOKS = 8;

    private final DeviceId device;
    private final Face face;
    private final Function<Sentence, List<OwnPunch>> own;
    private final HallState hall;
    private final HallClock clock;
    private final Streams streams = new Streams("door stream");
    private final Waiters waiters = new Waiters();
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
        face.onChange((spot, sentence) -> waiters.wake());
    }

    /** @throws IOException when the port is taken; the message says what to do */
    public void start() throws IOException {
        server.start();
    }

    /** Where the browser finds it. */
    public String address() {
        return server.address();
    }

    @Override
    public void close() {
        streams.close();
        server.close();
    }

    private void configure(JavalinConfig config) {
        LoopbackServer.page(config, "/", DoorScreen.class, "door.html", "text/html");
        LoopbackServer.page(config, "/door.js", DoorScreen.class, "door.js", "text/javascript");
        LoopbackServer.page(config, "/door.css", DoorScreen.class, "door.css", "text/css");
        config.routes.sse("/events", client -> streams.open(client, this::keepUp));
    }

    private void keepUp(SseClient client) throws InterruptedException {
        Semaphore changed = waiters.arrive();
        try {
            String shown = "";
            int quiet = 0;
            while (!client.terminated()) {
                String now = Streams.json(view());
                boolean news = !now.equals(shown) || quiet == ALIVE_EVERY_LOOKS;
                if (news) {
                    client.sendEvent("door", now);
                    shown = now;
                }
                quiet = news ? 0 : quiet + 1;
                if (changed.tryAcquire(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                    changed.drainPermits();
                }
            }
        } finally {
            waiters.leave(changed);
        }
    }

    private DoorView view() {
        OffsetDateTime now = clock.now();
        Sentence sentence = face.now();
        return new DoorView(
                hall.config().map(config -> config.hall().name()).orElse(""),
                device,
                DoorWords.date(now.toLocalDate()),
                DoorWords.time(now),
                clock.trust() == ClockTrust.SYNCED,
                DoorWords.greeting(now.getHour()),
                sentence.tone(),
                sentence.zh(),
                sentence.en(),
                own.apply(sentence).stream()
                        .map(punch -> own(punch, now.toLocalDate()))
                        .toList(),
                hall.hubOnline());
    }

    private static DoorView.Own own(OwnPunch punch, LocalDate today) {
        return new DoorView.Own(
                DoorWords.day(punch.at().toLocalDate(), today), DoorWords.time(punch.at()), punch.sure());
    }
}
