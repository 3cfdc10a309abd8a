package io.yizhan.hub.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.http.Handler;
import io.yizhan.hub.access.Right;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenTableTest {

    private static final Handler HELLO = ctx -> ctx.result("hello");
    private static final Face FACE = (ctx, refusal, message) -> ctx.result(refusal.name());

    @Test
    void everybody_is_answered_and_what_is_not_in_the_table_is_refused_by_its_face() throws Exception {
        try (HttpServer server = HttpServer.open(List.of(Route.get("/hello", Audience.ANYBODY, HELLO)), FACE);
                HttpClient client = HttpClient.newHttpClient()) {
            server.start("127.0.0.1", 0);

            HttpResponse<String> answer = send(client, server, "GET", "/hello", "");
            assertThat(answer.body()).isEqualTo("hello");
            assertThat(answer.headers().firstValue("server")).isEmpty();
            assertThat(answer.headers().firstValue("content-security-policy")).isPresent();
            assertThat(send(client, server, "GET", "/nowhere", "").body()).isEqualTo("NOT_FOUND");
            assertThat(send(client, server, "POST", "/hello", "x").body()).isEqualTo("NOT_FOUND");
            assertThat(send(client, server, "DELETE", "/hello", "").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void a_route_that_is_not_for_anybody_or_changes_something_has_no_place_in_it() {
        assertThatThrownBy(() -> HttpServer.open(List.of(Route.get("/all", Right.SEE_HALL, HELLO)), FACE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("GET /all is for People[right=SEE_HALL]");
        assertThatThrownBy(() -> HttpServer.open(List.of(Route.post("/hello", Audience.ANYBODY, HELLO)), FACE))
                .hasMessageContaining("POST /hello");
    }

    private static HttpResponse<String> send(
            HttpClient client, HttpServer server, String method, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
