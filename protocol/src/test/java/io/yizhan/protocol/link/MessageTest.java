package io.yizhan.protocol.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is sent at all: at its limit, and one past it. */
class MessageTest {

    private static final String UUID = "00000000-0000-4000-8000-00000000000c";

    @Test
    void a_state_of_512_kib_is_sent_and_one_byte_more_is_our_bug() {
        assertThat(Message.retained("all/queue", new byte[512 * 1024]).payload())
                .hasSize(512 * 1024);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Message.retained("all/queue", new byte[512 * 1024 + 1]))
                .withMessageContaining("524289 bytes")
                .withMessageContaining("524288");
    }

    @Test
    void an_expiry_of_1_s_is_sent_and_one_that_a_broker_would_see_as_0_never() {
        assertThat(expiring(Duration.ofSeconds(1)).expiry()).isEqualTo(Duration.ofSeconds(1));

        for (Duration less : new Duration[] {Duration.ofMillis(999), Duration.ZERO, Duration.ofSeconds(-1)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> expiring(less))
                    .withMessageContaining("1 s");
        }
    }

    private static Message expiring(Duration expiry) {
        return Message.expiring("up/request", new byte[0], UUID, expiry);
    }
}
