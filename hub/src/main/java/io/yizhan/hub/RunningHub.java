package io.yizhan.hub;

import io.yizhan.hub.api.Problem;
import io.yizhan.hub.cli.CommandFailedException;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;

/** The hub that runs and holds the hall's database, as commands on the same machine ask it. */
final class RunningHub {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private final HubConfig config;

    RunningHub(HubConfig config) {
        this.config = config;
    }

    /**
     * Asks it with the local token.
     *
     * @param path below its address, such as {@code /api/v1/devices}
     * @param act what it does then, such as "let pi-1 in"
     * @return the document that it answers with
     * @throws CommandFailedException with its words when it refuses, and when it does not answer
     */
    byte[] ask(String path, Object body, String act) throws CommandFailedException {
        URI address = URI.create(
                "http://" + config.http().bind() + ":" + config.http().port() + path);
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(ANSWER_MAX).build()) {
            String token = Files.readString(config.http().token()).strip();
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(ANSWER_MAX)
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(body)))
                    .build();
            HttpResponse<String> answer =
                    http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() >= 300) {
                throw new CommandFailedException("The running hub does not " + act + ": " + why(answer));
            }
            return answer.body().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandFailedException(
                    "The hub runs and does not answer at " + address + " (" + e
                            + "): wait until it has started, or end it, and try again.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("Interrupted while the running hub was asked.", e);
        }
    }

    /** The problem's sentence alone. */
    private static String why(HttpResponse<String> refusal) {
        try {
            return Json.read(refusal.body().getBytes(StandardCharsets.UTF_8), Problem.class)
                    .detail();
        } catch (UnreadableException e) {
            return "status " + refusal.statusCode() + " without a reason from " + refusal.uri()
                    + ": is it this hall's hub that answers there?";
        }
    }
}
