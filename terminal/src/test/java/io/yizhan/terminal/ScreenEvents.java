package io.yizhan.terminal;

import io.yizhan.protocol.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** What a station's screen is sent, as its page hears it. */
final class ScreenEvents {

    private static final String DATA = "data: ";

    private ScreenEvents() {}

    /** Reads the stream until it shows this. */
    static <T> T await(HttpClient http, String screen, Class<T> shown, Predicate<T> wanted) throws Exception {
        HttpResponse<InputStream> stream = http.send(
                HttpRequest.newBuilder(URI.create(screen + "/events"))
                        .header("Accept", "text/event-stream")
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(DATA)) {
                    T now = Json.read(line.substring(DATA.length()).getBytes(StandardCharsets.UTF_8), shown);
                    if (wanted.test(now)) {
                        return now;
                    }
                }
            }
        }
        throw new IOException("the stream ended");
    }
}
