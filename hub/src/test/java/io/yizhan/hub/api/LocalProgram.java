package io.yizhan.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.page.Browserless;
import io.yizhan.hub.page.PaperHall;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A program on the hub's machine, with this machine's token. */
record LocalProgram(PaperHall hall, Browserless http) {

    /** @return the answer's body, of a 200 */
    String get(String path) throws IOException, InterruptedException {
        return body(http.get(path, "Authorization", "Bearer " + PaperHall.TOKEN), 200);
    }

    /** @return the answer's body, of this status */
    String post(String path, String json, int status) throws IOException, InterruptedException {
        return body(http.postJson(path, PaperHall.TOKEN, json), status);
    }

    private static String body(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.body();
    }

    /** The newest entry of this type in the book, as its line says it. */
    String newest(String type) {
        return hall.database
                .read(rows -> rows.list(
                        "SELECT line FROM entry WHERE type = ? ORDER BY position DESC LIMIT 1",
                        row -> new String(row.bytes("line"), StandardCharsets.UTF_8),
                        type))
                .getFirst();
    }
}
