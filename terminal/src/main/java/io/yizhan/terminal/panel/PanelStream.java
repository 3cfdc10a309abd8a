package io.yizhan.terminal.panel;

import io.javalin.http.sse.SseClient;
import io.yizhan.terminal.loopback.Streams;
import java.util.HashMap;
import java.util.Map;

/** Keeps the panels in browsers up to date. */
final class PanelStream {

    /** The eye sees no more pictures than this, and the LEDs scroll slower. */
    private static final int BETWEEN_PICTURES_MS = 40;

    /** What changes without telling (a fault, the hub's presence) is looked at so often. */
    private static final int LOOK_EVERY_MS = 500;

    private static final int ALIVE_EVERY_LOOKS = 20;

    private final PanelView view;
    private final PanelLog log;
    private final Streams streams = new Streams("panel stream");

    PanelStream(PanelView view, PanelLog log) {
        this.view = view;
        this.log = log;
    }

    void open(SseClient client) {
        streams.open(client, this::keepUp);
    }

    void close() {
        streams.close();
    }

    private void keepUp(SseClient client) throws InterruptedException {
        long told = log.last();
        long seen = -1;
        int quiet = 0;
        String state = "";
        Map<String, String> leds = new HashMap<>();
        while (!client.terminated()) {
            seen = log.await(seen, LOOK_EVERY_MS);
            boolean sent = false;
            for (PanelLog.Told line : log.after(told)) {
                client.sendEvent("told", Streams.json(line));
                told = line.seq();
                sent = true;
            }
            String now = Streams.json(view.state());
            if (!now.equals(state)) {
                client.sendEvent("state", now);
                state = now;
                sent = true;
            }
            for (PanelState.Leds dots : view.leds()) {
                String picture = Streams.json(dots);
                if (!picture.equals(leds.put(dots.station(), picture))) {
                    client.sendEvent("leds", picture);
                    sent = true;
                }
            }
            quiet = sent ? 0 : quiet + 1;
            if (quiet == ALIVE_EVERY_LOOKS) {
                client.sendComment("nothing new");
                quiet = 0;
            }
            Thread.sleep(BETWEEN_PICTURES_MS);
        }
    }
}
