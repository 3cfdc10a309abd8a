package io.yizhan.hub.desk;

import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.request.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was answered in the last ten minutes, so that the same question gets the same answer. Kept in memory: after a
 * restart of the hub {@code after} still keeps a lost answer from calling twice. For any thread.
 */
final class AnswerMemory {

    /** How long an answer stands. */
    static final Duration STANDS = Duration.ofMinutes(10);

    /** Answers kept; then the oldest goes early. A hall of 105 counters asks some 1,000 times in ten minutes. */
    static final int ANSWERS_MAX = 4_096;

    private final Map<Question, Given> answers = new LinkedHashMap<>();

    private record Question(DeviceId from, String correlation) {}

    private record Given(Answer answer, Instant at) {}

    synchronized Optional<Answer> find(DeviceId from, String correlation, Instant now) {
        Given given = answers.get(new Question(from, correlation));
        return given == null || !now.isBefore(given.at.plus(STANDS)) ? Optional.empty() : Optional.of(given.answer);
    }

    synchronized void keep(DeviceId from, String correlation, Answer answer, Instant now) {
        Question question = new Question(from, correlation);
        answers.remove(question);
        answers.put(question, new Given(answer, now));
        Iterator<Given> oldest = answers.values().iterator();
        while (oldest.hasNext()) {
            boolean tooOld = !now.isBefore(oldest.next().at.plus(STANDS));
            if (!tooOld && answers.size() <= ANSWERS_MAX) {
                return;
            }
            oldest.remove();
        }
    }
}
