package io.yizhan.terminal.uplink;

import static io.yizhan.terminal.uplink.Wired.soon;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.command.Command;
import io.yizhan.protocol.command.Enrol;
import io.yizhan.protocol.command.Identify;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.command.TestPrint;
import io.yizhan.protocol.fact.CommandDone;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.LineFormat;
import io.yizhan.protocol.link.Broker;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.journal.JournalException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Broker.Kind.class)
class OrdersTest {

    /** What the scripted hub's acks say. */
    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-23T08:00:00+08:00");

    private static final CommandId ID = new CommandId("00000000-0000-4000-8000-0000000000c1");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final Broker.Kind kind;
    private Wired wired;
    private ScriptedHub hub;
    private Journal journal;
    private final List<Command> carriedOut = new CopyOnWriteArrayList<>();

    OrdersTest(Broker.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void wire() throws Exception {
        wired = new Wired(folder, kind);
        hub = wired.hub;
        journal = wired.journal("card");
    }

    @AfterEach
    void unwire() throws Exception {
        journal.close();
        wired.close();
    }

    @Test
    void an_order_is_carried_out_once_and_answered_again_when_it_comes_again() throws Exception {
        try (Uplink uplink = started()) {
            assertThat(uplink.hall().config()).isEmpty();
            order(new TestPrint(ID, NOW), ID.text());
            assertThat(reply(0)).isEqualTo(new Reply(ID, Reply.Step.DONE, null, null));

            order(new TestPrint(ID, NOW), ID.text());

            assertThat(reply(1)).isEqualTo(reply(0));
            assertThat(carriedOut).containsExactly(new TestPrint(ID, NOW));
            assertThat(journal.last()).isEqualTo(1);
            assertDone(CommandDone.Outcome.DONE);
        }
    }

    @Test
    void it_is_remembered_over_a_restart() throws Exception {
        try (Uplink uplink = started()) {
            assertThat(uplink.hall().config()).isEmpty();
            order(new TestPrint(ID, NOW), ID.text());
            reply(0);
        }
        try (Uplink uplink = started()) {
            assertThat(uplink.hall().config()).isEmpty();
            order(new TestPrint(ID, NOW), ID.text());

            assertThat(reply(1)).isEqualTo(reply(0));
            assertThat(carriedOut).hasSize(1);
        }
    }

    @Test
    void steps_are_told_and_a_template_never_rests_on_the_disk() throws Exception {
        EnrolmentId enrolment = new EnrolmentId("00000000-0000-4000-8000-0000000000e1");
        try (Uplink uplink = wired.uplink(journal)) {
            uplink.orders().register(Enrol.class, (enrol, replies) -> {
                replies.step(Reply.Step.TOUCH_1);
                assertThatThrownBy(() -> replies.step(Reply.Step.DONE)).isInstanceOf(IllegalArgumentException.class);
                replies.doneWithTemplate("c2VjcmV0");
                replies.failed("too-late");
            });
            wired.start(uplink);
            order(new Enrol(ID, NOW, enrolment, new StaffId("s0123"), 17), ID.text());

            assertThat(reply(0).step()).isEqualTo(Reply.Step.TOUCH_1);
            assertThat(reply(1)).isEqualTo(new Reply(ID, Reply.Step.DONE, null, "c2VjcmV0"));
            assertThat(journal.notes("").values()).noneMatch(note -> note.contains("c2VjcmV0"));
            order(new Enrol(ID, NOW, enrolment, new StaffId("s0123"), 17), ID.text());
            assertThat(reply(2)).isEqualTo(reply(1));
            assertThat(journal.last()).isZero(); // the reader's own entry tells
        }
    }

    @Test
    void what_is_older_than_its_expiry_is_never_carried_out() throws Exception {
        try (Uplink uplink = started()) {
            assertThat(uplink.hall().config()).isEmpty();
            soon().until(() -> wired.clock.hubNow().isPresent());
            order(new TestPrint(ID, NOW.minusMinutes(2)), ID.text());

            assertThat(reply(0)).isEqualTo(new Reply(ID, Reply.Step.FAILED, "expired", null));
            assertThat(carriedOut).isEmpty();
            assertDone(CommandDone.Outcome.FAILED);
        }
    }

    @Test
    void without_correlation_data_it_is_ignored() throws Exception {
        try (Uplink uplink = started()) {
            assertThat(uplink.hall().config()).isEmpty();
            order(new TestPrint(ID, NOW), null);
            CommandId next = new CommandId("00000000-0000-4000-8000-0000000000c2");
            order(new TestPrint(next, NOW), next.text());

            assertThat(reply(0).command()).isEqualTo(next);
            assertThat(carriedOut).hasSize(1);
        }
    }

    @Test
    void what_this_terminal_cannot_do_is_said() throws Exception {
        try (Uplink uplink = started()) {
            assertThat(uplink.hall().config()).isEmpty();
            order(new Identify(ID, NOW, 5), ID.text());
            assertThat(reply(0).code()).isEqualTo("not-yours");

            CommandId unknown = new CommandId("00000000-0000-4000-8000-0000000000c2");
            hub.command(
                    "{\"op\":\"dance\",\"command\":\"%s\",\"at\":\"2026-11-23T08:00:00+08:00\"}"
                            .formatted(unknown)
                            .getBytes(UTF_8),
                    unknown.text(),
                    MINUTE);
            assertThat(reply(1).code()).isEqualTo("unknown-op");

            CommandId torn = new CommandId("00000000-0000-4000-8000-0000000000c3");
            hub.command("{\"op\":".getBytes(UTF_8), torn.text(), MINUTE);
            assertThat(reply(2).code()).isEqualTo("bad-request");
        }
    }

    @Test
    void what_a_power_cut_interrupted_ends_as_interrupted_and_is_not_begun_again() throws Exception {
        try (Uplink uplink = wired.uplink(journal)) {
            uplink.orders().register(TestPrint.class, (print, replies) -> carriedOut.add(print));
            wired.start(uplink);
            order(new TestPrint(ID, NOW), ID.text());
            soon().until(() -> carriedOut.size() == 1);
        }
        try (Uplink uplink = started()) {
            assertThat(uplink.hall().config()).isEmpty();
            soon().until(() -> journal.last() == 1);
            assertDone(CommandDone.Outcome.FAILED);
            order(new TestPrint(ID, NOW), ID.text());

            soon().until(() -> replies().contains(new Reply(ID, Reply.Step.FAILED, "interrupted", null)));
            assertThat(carriedOut).hasSize(1);
        }
    }

    private Uplink started() throws JournalException {
        Uplink uplink = wired.uplink(journal);
        uplink.orders().register(TestPrint.class, (print, replies) -> {
            carriedOut.add(print);
            replies.done();
        });
        wired.start(uplink);
        return uplink;
    }

    private void order(Command command, @Nullable String correlation) {
        hub.command(Json.write(command), correlation, MINUTE);
    }

    private Reply reply(int n) throws UnreadableException {
        soon().until(() -> hub.others.size() > n);
        return replies().get(n);
    }

    private List<Reply> replies() throws UnreadableException {
        List<Reply> replies = new CopyOnWriteArrayList<>();
        for (var message : hub.others) {
            replies.add(Json.read(message.payload(), Reply.class));
        }
        return replies;
    }

    private void assertDone(CommandDone.Outcome outcome) throws Exception {
        assertThat(LineFormat.ofTerminals()
                        .read(journal.read(1, 1, Batch.BYTES_MAX).getFirst())
                        .fact())
                .isEqualTo(new CommandDone(ID, outcome));
    }
}
