package io.yizhan.terminal.uplink;

import static io.yizhan.terminal.uplink.Wired.DEVICE;
import static io.yizhan.terminal.uplink.Wired.TOPICS;
import static io.yizhan.terminal.uplink.Wired.soon;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.fact.FaultRaised;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.ConnectionId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.link.Broker;
import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.link.Received;
import io.yizhan.protocol.request.Answer;
import io.yizhan.protocol.request.CallNext;
import io.yizhan.protocol.request.Request;
import io.yizhan.protocol.state.Calls;
import io.yizhan.protocol.state.DeviceConfig;
import io.yizhan.protocol.state.QueueState;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.uplink.Requests.Answered;
import io.yizhan.terminal.uplink.Requests.Reason;
import io.yizhan.terminal.uplink.Requests.Unanswered;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests and states. */
@ParameterizedClass
@EnumSource(Broker.Kind.class)
class TalkTest {

    private static final OffsetDateTime AT = OffsetDateTime.parse("2026-11-23T08:00:00+08:00");
    private static final Answer CALLED = Answer.called(
            new CallId("00000000-0000-4000-8000-0000000000ca"),
            TicketId.of("2026-11-23/A/23"),
            new ServiceId("hukou"),
            11);

    @TempDir
    Path folder;

    private final Broker.Kind kind;
    private Wired wired;
    private ScriptedHub hub;

    TalkTest(Broker.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void wire() throws Exception {
        wired = new Wired(folder, kind);
        hub = wired.hub;
    }

    @AfterEach
    void unwire() {
        wired.close();
    }

    @Test
    void a_request_gets_its_answer() throws Exception {
        try (Journal journal = wired.journal("card");
                Uplink uplink = wired.started(journal)) {
            var result = uplink.requests().ask(callNext());
            answer(request(0), CALLED);

            assertThat(result.get(5, SECONDS)).isEqualTo(new Answered(CALLED));
            assertThat(request(0).expiry()).isNotNull();
            assertThat(Json.read(request(0).payload(), Request.class)).isEqualTo(callNext());
        }
    }

    @Test
    void a_request_that_nobody_hears_says_so_at_once() throws Exception {
        try (Journal journal = wired.journal("card");
                Uplink uplink = wired.uplink(journal)) {
            assertThat(uplink.requests().ask(callNext()).get(1, SECONDS)).isEqualTo(new Unanswered(Reason.HUB_AWAY));
            uplink.start();
            soon().until(() -> !hub.statuses.isEmpty());
            hub.close();

            assertThat(uplink.requests().ask(callNext()).get(2, SECONDS)).isEqualTo(new Unanswered(Reason.HUB_AWAY));
        }
    }

    @Test
    void a_request_that_follows_a_call_made_here_waits_until_the_hub_has_that_call() throws Exception {
        try (Journal journal = wired.journal("card");
                Uplink uplink = wired.started(journal)) {
            hub.appear();
            soon().until(uplink.hall()::hubOnline);
            hub.mute(true);
            journal.append(new FaultRaised("sensor", "silent", null));
            long called = journal.last();

            var result = uplink.requests().ask(callNext(), called);
            soon().during(Duration.ofMillis(300)).until(() -> hub.others.isEmpty());
            hub.mute(false);
            hub.appear();
            answer(request(0), CALLED);

            assertThat(result.get(5, SECONDS)).isEqualTo(new Answered(CALLED));
            soon().until(() -> journal.acked() >= called);
        }
    }

    @Test
    void a_request_does_not_wait_for_ever_for_a_hub_that_takes_nothing() throws Exception {
        try (Journal journal = wired.journal("card");
                Uplink uplink = wired.started(journal)) {
            hub.appear();
            soon().until(uplink.hall()::hubOnline);
            hub.mute(true);
            journal.append(new FaultRaised("sensor", "silent", null));

            var result = uplink.requests().ask(callNext(), journal.last());
            answer(request(0), CALLED);

            assertThat(result.get(5, SECONDS)).isEqualTo(new Answered(CALLED));
            assertThat(journal.acked()).isLessThan(journal.last());
        }
    }

    @Test
    void a_late_answer_is_shown_not_dropped() throws Exception {
        List<Answer> late = new CopyOnWriteArrayList<>();
        try (Journal journal = wired.journal("card");
                Uplink uplink = wired.started(journal)) {
            uplink.requests().onLateAnswer((request, answer) -> late.add(answer));
            assertThat(uplink.requests().ask(callNext()).get(10, SECONDS)).isEqualTo(new Unanswered(Reason.LATE));

            answer(request(0), CALLED);

            soon().until(() -> late.equals(List.of(CALLED)));
        }
    }

    @Test
    void an_answer_to_no_question_is_nothing() throws Exception {
        try (Journal journal = wired.journal("card");
                Uplink uplink = wired.started(journal)) {
            hub.send(Message.of(TOPICS.down(DEVICE, Topics.Down.RESPONSE), Json.write(CALLED)));
            var result = uplink.requests().ask(callNext());
            answer(request(0), Answer.refused(Answer.Code.NOBODY_WAITING, "没有人在等候"));

            assertThat(result.get(5, SECONDS))
                    .isEqualTo(new Answered(Answer.refused(Answer.Code.NOBODY_WAITING, "没有人在等候")));
        }
    }

    @Test
    void config_services_and_queue_outlive_a_restart_without_a_hub() throws Exception {
        DeviceConfig config = new DeviceConfig(
                17,
                AT,
                new DeviceConfig.Hall("示范大厅", "Asia/Shanghai", List.of("zh-CN", "en")),
                List.of(),
                List.of(),
                List.of());
        try (Journal journal = wired.journal("card")) {
            try (Uplink uplink = wired.started(journal)) {
                tell(TOPICS.down(DEVICE, Topics.Down.CONFIG), Json.write(config));
                tell(TOPICS.all(Topics.All.SERVICES), "{\"revision\":3,\"services\":[]}".getBytes(UTF_8));
                tell(TOPICS.all(Topics.All.QUEUE), Json.write(new QueueState(AT, List.of())));
                tell(TOPICS.all(Topics.All.CALLS), Json.write(new Calls(AT, List.of())));
                soon().until(() -> uplink.hall().calls().isPresent());
                soon().until(() -> journal.note("uplink/queue").isPresent());
            }
            try (Uplink uplink = wired.uplink(journal)) {
                assertThat(uplink.hall().config()).contains(config);
                assertThat(uplink.hall().services()).isPresent();
                assertThat(uplink.hall().queue()).contains(new QueueState(AT, List.of()));
                assertThat(uplink.hall().calls()).isEmpty();
            }
        }
    }

    @Test
    void a_state_that_cannot_be_read_leaves_the_last_one() throws Exception {
        try (Journal journal = wired.journal("card");
                Uplink uplink = wired.started(journal)) {
            tell(TOPICS.all(Topics.All.QUEUE), Json.write(new QueueState(AT, List.of())));
            soon().until(() -> uplink.hall().queue().isPresent());
            tell(TOPICS.all(Topics.All.QUEUE), "{\"at\":".getBytes(UTF_8));
            tell(TOPICS.all(Topics.All.CALLS), Json.write(new Calls(AT, List.of())));

            soon().until(() -> uplink.hall().calls().isPresent());
            assertThat(uplink.hall().queue()).contains(new QueueState(AT, List.of()));
        }
    }

    @Test
    void the_hub_is_there_until_its_own_will_says_otherwise() throws Exception {
        try (Journal journal = wired.journal("card");
                Uplink uplink = wired.started(journal)) {
            List<Boolean> seen = new CopyOnWriteArrayList<>();
            uplink.hall().onChange(() -> seen.add(uplink.hall().hubOnline()));
            hub.appear();
            soon().until(uplink.hall()::hubOnline);
            hub.online(false, ConnectionId.of(UUID.randomUUID()));
            soon().until(() -> seen.size() == 2);
            assertThat(uplink.hall().hubOnline()).isTrue();

            hub.online(false, hub.connectionShown());

            soon().until(() -> !uplink.hall().hubOnline());
        }
    }

    @Test
    void a_batch_for_the_vault_is_dealt_with_behind_the_hubs_state_that_came_before_it() throws Exception {
        List<ConnectionId> known = new CopyOnWriteArrayList<>();
        try (Journal journal = wired.journal("card");
                Uplink uplink = wired.started(journal)) {
            uplink.vault()
                    .onBatch(payload ->
                            known.add(uplink.hall().hub().orElseThrow().connection()));
            for (int round = 1; round <= 50; round++) {
                hub.appear();
                tell(TOPICS.down(DEVICE, Topics.Down.VAULT), new byte[0]);
                int batches = round;
                soon().until(() -> known.size() == batches);

                assertThat(known.getLast()).isEqualTo(hub.connectionShown());
            }
        }
    }

    private void tell(String topic, byte[] payload) {
        hub.send(Message.retained(topic, payload));
    }

    private Received request(int n) {
        soon().until(() -> hub.others.size() > n);
        return hub.others.get(n);
    }

    private void answer(Received request, Answer answer) {
        hub.send(new Message(
                TOPICS.down(DEVICE, Topics.Down.RESPONSE), Json.write(answer), false, request.correlation(), null));
    }

    private static CallNext callNext() {
        return new CallNext(AT, new CounterId("3"), new StaffId("s0123"), null);
    }
}
