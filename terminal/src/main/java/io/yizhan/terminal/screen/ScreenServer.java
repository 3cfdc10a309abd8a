package io.yizhan.terminal.screen;

import static io.yizhan.terminal.loopback.LoopbackServer.page;

import io.javalin.config.JavalinConfig;
import io.yizhan.terminal.loopback.LoopbackServer;
import java.io.IOException;

/** Serves a station's screen on a port of its own. */
public final class ScreenServer implements AutoCloseable {

    private final StationScreen screen;
    private final ViewStream stream;
    private final LoopbackServer server;

    /**
     * Made, not started.
     *
     * @param port 0 takes any free one
     */
    public ScreenServer(int port, StationScreen screen) {
        this.screen = screen;
        this.stream = new ViewStream(screen.name(), screen::view);
        this.server =
                new LoopbackServer(screen.table() + "'s screen", screen.table() + ".screen", port, this::configure);
        screen.onChange(stream::wake);
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
        stream.close();
        server.close();
    }

    private void configure(JavalinConfig config) {
        String name = screen.name();
        page(config, "/", ScreenServer.class, name + ".html", "text/html");
        page(config, "/screen.css", ScreenServer.class, "screen.css", "text/css");
        page(config, "/" + name + ".css", ScreenServer.class, name + ".css", "text/css");
        for (String script : screen.scripts()) {
            page(config, "/" + script, ScreenServer.class, script, "text/javascript");
        }
        config.routes.sse("/events", stream::open);
        screen.orders(config);
    }
}
