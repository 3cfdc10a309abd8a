package io.yizhan.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.protocol.command.Counter;
import io.yizhan.protocol.command.Counter.Action;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.TicketId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The hub's page from which counter 3 of a hall is worked. */
record ClerksPage(Hall hall) {

    static final CounterId COUNTER = new CounterId("3");
    static final StaffId LI_MING = new StaffId("s0124");

    /** The terminal that has it. */
    static final String STATIONS = "[[counter]]\nid = \"3\"\nkeys = \"simulated\"\ndisplay = \"simulated\"";

    CommandId press(Action action, StaffId staff) {
        CommandId command = new CommandId(UUID.randomUUID().toString());
        hall.hub.order(new Counter(command, ScriptedHub.now(), COUNTER, action, staff));
        return command;
    }

    /** Presses, and waits until it is done. */
    void does(Action action, StaffId staff) {
        awaitReply(press(action, staff), Reply.Step.DONE, null);
    }

    /** Presses, and waits until it is refused with this code. */
    void isRefused(Action action, StaffId staff, String code) {
        awaitReply(press(action, staff), Reply.Step.FAILED, code);
    }

    void awaitReply(CommandId command, Reply.Step step, @Nullable String code) {
        await().untilAsserted(() -> assertThat(hall.hub.replies).contains(new Reply(command, step, code, null)));
    }

    static TicketId ticket(int number) {
        return new TicketId(ScriptedHub.now().toLocalDate(), Hall.A, number);
    }
}
