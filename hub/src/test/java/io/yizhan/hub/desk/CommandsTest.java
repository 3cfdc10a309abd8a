package io.yizhan.hub.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.devices.Presence;
import io.yizhan.hub.staff.Pins;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.command.Command;
import io.yizhan.protocol.command.PutPin;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.command.TestPrint;
import io.yizhan.protocol.fact.CommandDone;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.ConnectionId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.state.DeviceStatus;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {

    private static final Topics TOPICS = new Topics(new HallId("demo"));
    private static final DeviceId KIOSK = new DeviceId("kiosk");
    private static final DeviceId COUNTER_1 = new DeviceId("counter-1");

    @TempDir
    Path folder;

    private TestHall hall;
    private Pins pins;
    private Commands commands;
    private final Presence presence = new Presence();
    private final PaperOutbox outbox = new PaperOutbox();

    @BeforeEach
    void open() throws RuleBrokenException {
        hall = new TestHall(folder);
        hall.furnish();
        pins = new Pins(new SecureRandom(), hall.ids);
        commands = new Commands(
                hall.book, pins, presence, new Commands.Place(TOPICS, TestHall.ZONE, hall.time, hall.ids), outbox);
    }

    @AfterEach
    void close() {
        commands.close();
        hall.close();
    }

    @Test
    void an_order_goes_out_under_its_own_id_and_is_followed_to_its_end() {
        List<OrderProgress> heard = new ArrayList<>();
        commands.onProgress(heard::add);
        CommandId order = commands.order(KIOSK, TestPrint::new);
        Message message = outbox.to(topic(KIOSK)).getFirst();
        assertThat(message.correlation()).isEqualTo(order.text());
        assertThat(message.expiry()).isEqualTo(Commands.EXPIRY);
        assertThat(message.retained()).isFalse();
        assertThat(commands.progress(order).orElseThrow().step()).isNull();

        commands.replied(KIOSK, Json.write(new Reply(order, Reply.Step.DONE, null, null)));

        assertThat(commands.progress(order).orElseThrow().ended()).isTrue();
        assertThat(heard).extracting(OrderProgress::step).containsExactly(Reply.Step.DONE);
    }

    @Test
    void another_devices_reply_a_reply_after_the_end_and_what_is_none_change_nothing() {
        CommandId order = commands.order(KIOSK, TestPrint::new);
        commands.replied(COUNTER_1, Json.write(new Reply(order, Reply.Step.DONE, null, null)));
        assertThat(commands.progress(order).orElseThrow().step()).isNull();
        commands.replied(KIOSK, Json.write(new Reply(order, Reply.Step.FAILED, "paper-out", null)));
        commands.replied(KIOSK, Json.write(new Reply(order, Reply.Step.DONE, null, null)));
        commands.replied(KIOSK, "no json".getBytes(UTF_8));

        OrderProgress progress = commands.progress(order).orElseThrow();
        assertThat(progress.step()).isEqualTo(Reply.Step.FAILED);
        assertThat(progress.code()).isEqualTo("paper-out");
    }

    @Test
    void only_so_many_orders_are_remembered() {
        CommandId first = commands.order(KIOSK, TestPrint::new);
        for (int i = 0; i < Commands.ORDERS_MAX - 1; i++) {
            commands.order(KIOSK, TestPrint::new);
        }
        assertThat(commands.progress(first)).isPresent();

        commands.order(KIOSK, TestPrint::new);

        assertThat(commands.progress(first)).isEmpty();
    }

    @Test
    void pins_are_brought_to_a_counter_that_is_there_a_few_at_a_time_until_all_have_arrived() throws Exception {
        int people = Commands.PINS_UNDER_WAY_MAX + 3;
        for (int i = 0; i < people; i++) {
            setPin("s" + i);
        }
        commands.pinsChanged();
        comes(COUNTER_1);
        await().until(() -> outbox.to(topic(COUNTER_1)).size() == Commands.PINS_UNDER_WAY_MAX);

        TestHall.Journal counter = hall.journal("counter-1");
        int told = 0;
        while (told < people) {
            int sofar = told;
            await().until(() -> outbox.to(topic(COUNTER_1)).size() > sofar);
            Message message = outbox.to(topic(COUNTER_1)).get(told++);
            Command command = Json.read(message.payload(), Command.class);
            assertThat(command).isInstanceOf(PutPin.class);
            counter.says(new CommandDone(command.command(), CommandDone.Outcome.DONE));
        }

        assertThat(hall.read(rows -> pins.due(rows, COUNTER_1, 100)).isEmpty()).isTrue();
        assertThat(outbox.to(topic(new DeviceId("counter-2"))))
                .as("is not there")
                .isEmpty();
        assertThat(outbox.to(topic(KIOSK))).as("has no counter").isEmpty();
    }

    @Test
    void a_pin_without_an_outcome_is_sent_again_as_the_same_order_and_not_too_soon() {
        setPin("s1");
        comes(COUNTER_1);
        commands.pinsChanged();
        await().until(() -> outbox.to(topic(COUNTER_1)).size() == 1);
        String order = String.valueOf(outbox.to(topic(COUNTER_1)).getFirst().correlation());
        setPin("s2");
        commands.pinsChanged();
        await().until(() -> outbox.to(topic(COUNTER_1)).size() == 2);
        assertThat(outbox.to(topic(COUNTER_1)).getLast().correlation())
                .as("only the new one")
                .isNotEqualTo(order);
        hall.clock.pass(Commands.PIN_AGAIN);

        commands.pinsChanged();

        await().until(() -> outbox.to(topic(COUNTER_1)).size() == 4);
        assertThat(outbox.to(topic(COUNTER_1)).get(2).correlation()).isEqualTo(order);
    }

    private void setPin(String staff) {
        hall.database.writeAndWait(tx -> {
            pins.set(tx, new StaffId(staff), "pbkdf2-sha256$1000$c2FsdA$aGFzaA", hall.clock.now());
            return staff;
        });
    }

    private void comes(DeviceId device) {
        ConnectionId connection = new ConnectionId(hall.ids.get().toString());
        presence.heard(
                device,
                new DeviceStatus(true, connection, null, null, null, null, null, null, null, List.of()),
                TrueTime.seen(hall.clock));
    }

    private static String topic(DeviceId device) {
        return TOPICS.down(device, Topics.Down.COMMAND);
    }
}
