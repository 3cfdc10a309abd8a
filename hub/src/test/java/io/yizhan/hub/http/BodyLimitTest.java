package io.yizhan.hub.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.page.PaperHall;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody hears who sends too much, and reads only afterwards. */
class BodyLimitTest {

    private static final int PATIENCE_MS = 20_000;

    @TempDir
    Path folder;

    private PaperHall hall;

    @BeforeEach
    void open() throws Exception {
        hall = new PaperHall(folder);
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void who_sends_all_of_a_body_that_is_too_large_still_hears_that_it_is() throws Exception {
        assertThat(answer(BodyLimit.THROWN_AWAY_MAX, BodyLimit.THROWN_AWAY_MAX)).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void a_body_beyond_all_measure_is_refused_before_any_of_it_has_come() throws Exception {
        assertThat(answer(BodyLimit.THROWN_AWAY_MAX + 1, 0)).startsWith("HTTP/1.1 413 ");
    }

    /** The first line of the answer to a body of this length, once so much of it is sent. */
    private String answer(long length, long sent) throws IOException {
        URI at = URI.create(hall.address());
        try (Socket socket = new Socket(at.getHost(), at.getPort())) {
            socket.setSoTimeout(PATIENCE_MS);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /sign-in HTTP/1.1\r\nHost: hall\r\nContent-Type: text/plain\r\nContent-Length: " + length
                            + "\r\n\r\n")
                    .getBytes(US_ASCII));
            byte[] some = new byte[64 * 1024];
            for (long left = sent; left > 0; left -= some.length) {
                out.write(some, 0, (int) Math.min(left, some.length));
            }
            out.flush();
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
        }
    }
}
