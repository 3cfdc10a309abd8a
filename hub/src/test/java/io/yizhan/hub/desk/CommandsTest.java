package io.yizhan.hub.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.command.TestPrint;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.link.Message;
import java.nio.file.Path;
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
    private Commands commands;
    private final PaperOutbox outbox = new PaperOutbox();

    @BeforeEach
    void open() throws RuleBrokenException {
        hall = new TestHall(folder);
        hall.furnish();
        commands = new Commands(new Commands.Place(TOPICS, TestHall.ZONE, hall.time, hall.ids), outbox);
    }

    @AfterEach
    void close() {
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

    private static String topic(DeviceId device) {
        return TOPICS.down(device, Topics.Down.COMMAND);
    }
}
