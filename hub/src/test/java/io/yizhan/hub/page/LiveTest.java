package io.yizhan.hub.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.hub.http.Audience;
import io.yizhan.hub.http.HttpServer;
import io.yizhan.hub.http.Route;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveTest {

    private final Live live = new Live(_ -> () -> true);
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;

    @BeforeEach
    void open() throws Exception {
        server = HttpServer.open(
                List.of(Route.get(
                        "/live/{name}",
                        Audience.ANYBODY,
                        ctx -> live.serve(
                                ctx,
                                ctx.pathParam("name"),
                                Words.of("en"),
                                _ -> Map.of("part", ctx.pathParam("name"))))),
                (ctx, refusal, message) -> ctx.result(refusal.name()));
        server.start("127.0.0.1", 0);
    }

    @AfterEach
    void close() {
        live.close();
        client.shutdownNow(); // close() would wait for pages that a failed test left open
        server.close();
    }

    @Test
    void a_drawing_goes_with_the_last_page_that_shows_it_and_not_before() throws Exception {
        List<InputStream> pages = new ArrayList<>();
        for (int session = 0; session < 20; session++) {
            pages.add(shown("session-" + session));
        }
        InputStream one = shown("all");
        InputStream other = shown("all");
        assertThat(live.kept()).isEqualTo(21);

        for (InputStream page : pages) {
            page.close();
        }
        one.close();
        await().until(() -> kept(1));

        other.close();
        await().until(() -> kept(0));
    }

    /** A browser that went away is noticed when something is sent to it. */
    private boolean kept(int drawings) {
        live.changed();
        return live.kept() == drawings;
    }

    /** An open page that has got its parts. */
    private InputStream shown(String name) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/live/" + name))
                .header("Accept", "text/event-stream")
                .build();
        InputStream body =
                client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
        BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (line != null && !line.contains(name)) {
            line = lines.readLine();
        }
        assertThat(line).isNotNull();
        return body;
    }
}
