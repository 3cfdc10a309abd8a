package io.yizhan.hub.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.request.Answer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AnswerMemoryTest {

    private static final DeviceId COUNTER = new DeviceId("counter-1");
    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

    private final AnswerMemory memory = new AnswerMemory();
    private final Answer answer = Answer.refused(Answer.Code.CLOSED, "closed");

    @Test
    void an_answer_stands_for_ten_minutes_and_not_a_millisecond_longer() {
        memory.keep(COUNTER, "a", answer, NOON);

        Instant end = NOON.plus(Duration.ofMinutes(10));
        assertThat(memory.find(COUNTER, "a", end.minusMillis(1))).contains(answer);
        assertThat(memory.find(COUNTER, "a", end)).isEmpty();
    }

    @Test
    void as_many_answers_as_may_are_kept_and_then_the_oldest_goes() {
        for (int i = 0; i < AnswerMemory.ANSWERS_MAX; i++) {
            memory.keep(COUNTER, "n" + i, answer, NOON);
        }
        assertThat(memory.find(COUNTER, "n0", NOON)).isPresent();

        memory.keep(COUNTER, "one more", answer, NOON);

        assertThat(memory.find(COUNTER, "n0", NOON)).isEmpty();
        assertThat(memory.find(COUNTER, "n1", NOON)).isPresent();
        assertThat(memory.find(COUNTER, "one more", NOON)).isPresent();
    }
}
