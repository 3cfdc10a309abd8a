package io.yizhan.terminal.panel;

import io.javalin.http.sse.SseClient;
import io.yizhan.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps browsers up to date, each by a virtual thread of its own: a slow one keeps nobody waiting. */
final class PanelStream {

    /** Open panels; one more is sent away. */
    private static final int CLIENTS_MAX = 16;

    /** The eye sees no more pictures than this, and the LEDs scroll slower. */
    private static final int BETWEEN_PICTURES_MS = 40;

    /** What changes without telling (a fault, the hub's presence) is looked at so often. */
    private static final int LOOK_EVERY_MS = 500;

    private static final int ALIVE_EVERY_LOOKS = 20;

    private final PanelView view;
    private final PanelLog log;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    PanelStream(PanelView view, PanelLog log) {
        this.view = view;
        this.log = log;
    }

    void open(SseClient client) {
        if (threads.size() >= CLIENTS_MAX) {
            client.ctx().status(503);
            client.close();
            return;
        }
        client.keepAlive();
        Thread.ofVirtual().name("panel stream").start(() -> {
            threads.add(Thread.currentThread());
            try {
                keepUp(client);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } finally {
                threads.remove(Thread.currentThread());
                client.close();
            }
        });
    }

    void close() {
        threads.forEach(Thread::interrupt);
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
                client.sendEvent("told", json(line));
                told = line.seq();
                sent = true;
            }
            String now = json(view.state());
            if (!now.equals(state)) {
                client.sendEvent("state", now);
                state = now;
                sent = true;
            }
            for (PanelState.Leds dots : view.leds()) {
                String picture = json(dots);
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

    private static String json(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }
}
