package io.yizhan.terminal.loopback;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import io.yizhan.protocol.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A web server for a browser on this very machine, on loopback alone. It obeys its own pages and nobody else's: a name
 * that an attacker points at loopback is refused, and so is another page's form.
 */
public final class LoopbackServer implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final int THREADS_MAX = 8;
    private static final int THREADS_MIN = 2;
    private static final int BODY_BYTES_MAX = 4_096;
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self' http://127.0.0.1:*"
            + " http://localhost:*";

    private final String name;
    private final String setting;
    private final int wantedPort;
    private final Javalin server;

    /**
     * Made, not started.
     *
     * @param name for messages: {@code panel}
     * @param setting where its port stands in the settings: {@code panel.port}
     * @param port 0 takes any free one
     */
    public LoopbackServer(String name, String setting, int port, Consumer<JavalinConfig> routes) {
        this.name = name;
        this.setting = setting;
        this.wantedPort = port;
        this.server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.jetty.threadPool = new QueuedThreadPool(THREADS_MAX, THREADS_MIN);
            config.http.maxRequestSize = BODY_BYTES_MAX;
            config.routes.before(LoopbackServer::guard);
            routes.accept(config);
        });
    }

    /** @throws IOException when the port is taken; the message says what to do */
    public void start() throws IOException {
        // Asked first, because the server would put its own account of a taken port into the log.
        try (ServerSocket asked = new ServerSocket()) {
            asked.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wantedPort));
        } catch (BindException e) {
            throw taken(e);
        }
        try {
            server.start(HOST, wantedPort);
        } catch (JavalinBindException e) {
            throw taken(e);
        }
    }

    /** Where a browser finds it. */
    public String address() {
        return "http://" + HOST + ":" + server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    /**
     * A file of the package as a page.
     *
     * @param beside a class in whose package the file is
     */
    public static void page(JavalinConfig config, String path, Class<?> beside, String file, String type) {
        byte[] content = resource(beside, file);
        config.routes.get(path, ctx -> ctx.contentType(type + "; charset=utf-8").result(content));
    }

    /** A file that is packaged beside a class. */
    public static byte[] resource(Class<?> beside, String file) {
        try (InputStream stream = beside.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("the page's file " + file + " is not packaged");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers with this record. */
    public static void json(Context ctx, Object value) {
        ctx.contentType("application/json; charset=utf-8").result(Json.write(value));
    }

    private IOException taken(Exception cause) {
        return new IOException(
                "the " + name + " cannot listen on " + HOST + ":" + wantedPort
                        + ", another program has the port: end that one, or set " + setting
                        + " to another, or to 0 for any free one",
                cause);
    }

    private static void guard(Context ctx) {
        ctx.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store");
        String host = ctx.header("Host");
        if (host == null || !host.matches("(127\\.0\\.0\\.1|localhost)(:[0-9]+)?")) {
            throw new HttpResponseException(403, "this page is only at " + HOST, Map.of());
        }
        String type = ctx.contentType();
        boolean isJson = type != null && type.startsWith("application/json");
        if (ctx.method().name().equals("POST") && !isJson) {
            throw new HttpResponseException(415, "send the order as application/json", Map.of());
        }
        String origin = ctx.header("Origin");
        if (origin != null && !origin.equals("http://" + host)) {
            throw new HttpResponseException(403, "this server obeys its own pages", Map.of());
        }
    }
}
