package io.yizhan.terminal.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.link.Published;
import io.yizhan.protocol.link.Received;
import io.yizhan.protocol.request.Answer;
import io.yizhan.protocol.request.CheckIn;
import io.yizhan.protocol.request.Request;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.clock.HandClock;
import io.yizhan.terminal.journal.Journal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many questions are known when their answers come. */
class RequestMemoryTest implements Outlet {

    @TempDir
    Path folder;

    private final HallClock clock = new HandClock().hall();
    private final List<String> correlations = new ArrayList<>();
    private Journal journal;
    private RequestDesk desk;

    @BeforeEach
    void open() throws Exception {
        journal = Journal.open(folder.resolve("journal.db"), "100000003d1d1c36", clock);
        desk = new RequestDesk(Wired.settings("127.0.0.1", 1), this, journal, () -> true);
    }

    @AfterEach
    void close() throws Exception {
        journal.close();
    }

    @Test
    void the_newest_256_questions_are_known_and_the_answer_to_an_older_one_is_nobodys() {
        List<CompletableFuture<Requests.Result>> results = new ArrayList<>();
        List<Request> told = new ArrayList<>(); // late, where this machine was that slow
        desk.onLateAnswer((question, answer) -> told.add(question));
        for (int i = 0; i < 257; i++) {
            CheckIn question = new CheckIn(clock.now(), "" + i);
            results.add(desk.ask(question, 0).whenComplete((result, failure) -> {
                if (result instanceof Requests.Answered) {
                    told.add(question);
                }
            }));
        }

        answer(0);
        answer(1);

        assertThat(results.getFirst().join()).isEqualTo(new Requests.Unanswered(Requests.Reason.LATE));
        assertThat(told).containsExactly(new CheckIn(clock.now(), "1"));
    }

    private void answer(int question) {
        String correlation = correlations.get(question);
        desk.answered(new Received("down/response", Json.write(Answer.done()), false, correlation, null, 0));
    }

    @Override
    public CompletableFuture<Published> publish(Message message) {
        correlations.add(Objects.requireNonNull(message.correlation()));
        return CompletableFuture.completedFuture(new Published.Delivered(true));
    }

    @Override
    public void publish(Message message, Consumer<Published> told) {
        throw new IllegalStateException("a question waits for what became of it");
    }

    @Override
    public void send(Message message) {
        throw new IllegalStateException("a question waits for what became of it");
    }
}
