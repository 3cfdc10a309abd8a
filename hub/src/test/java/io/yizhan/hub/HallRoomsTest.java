package io.yizhan.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.hub.book.Identity;
import io.yizhan.hub.desk.Commands;
import io.yizhan.hub.desk.Desk;
import io.yizhan.hub.desk.DeviceRights;
import io.yizhan.hub.desk.HallFace;
import io.yizhan.hub.desk.StatePublisher;
import io.yizhan.hub.devices.Presence;
import io.yizhan.hub.follower.BatchWriter;
import io.yizhan.hub.follower.Follower;
import io.yizhan.hub.queue.Calling;
import io.yizhan.hub.vault.VaultShipper;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.id.ConnectionId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.link.Received;
import io.yizhan.protocol.request.CheckIn;
import io.yizhan.protocol.state.DeviceStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What arrives from the broker, at the limits of what is taken. */
class HallRoomsTest {

    private static final Topics TOPICS = new Topics(new HallId("demo"));
    private static final DeviceId KIOSK = new DeviceId("kiosk");
    private static final String UUID = "00000000-0000-4000-8000-00000000000c";

    @TempDir
    Path folder;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final List<Message> sent = new CopyOnWriteArrayList<>();
    private final Presence presence = new Presence();
    private TestHall hall;
    private HallRooms rooms;

    @BeforeEach
    void open() {
        hall = opened(new TestHall(folder));
        Identity identity = hall.database.writeAndWait(Identity::of);
        Follower follower = opened(new Follower(
                hall.database,
                new BatchWriter(hall.book, new DeviceRights(), hall.clock),
                hall.clock,
                TestHall.ZONE,
                identity,
                (device, ack) -> {},
                Follower.BAD_ENTRIES_USUAL));
        List<String> languages = List.of("zh-CN", "en");
        var place = new Commands.Place(TOPICS, TestHall.ZONE, hall.time, hall.ids);
        HallFace face = new HallFace("示范大厅", TestHall.ZONE, languages);
        rooms = opened(new HallRooms(
                TOPICS,
                follower,
                presence,
                new Desk(hall.book, new Calling(hall.book, TestHall.ZONE, hall.ids), hall.time, languages),
                new Commands(place, sent::add),
                opened(new StatePublisher(hall.book, TOPICS, face, hall.time, sent::add)),
                opened(new VaultShipper(hall.book, TOPICS, hall.clock, identity, sent::add)),
                sent::add,
                hall.clock));
    }

    @AfterEach
    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    @Test
    void a_request_is_answered_under_its_own_correlation_data() {
        rooms.request(KIOSK, request(UUID));

        await().until(() -> sent.size() == 1);
        assertThat(sent.getFirst().topic()).isEqualTo(TOPICS.down(KIOSK, Topics.Down.RESPONSE));
        assertThat(sent.getFirst().correlation()).isEqualTo(UUID);
        assertThat(sent.getFirst().expiry()).isNotNull();
        assertThat(rooms.unnamed()).isZero();
    }

    @Test
    void a_request_without_correlation_data_or_with_another_than_a_uuid_is_counted_and_ignored() {
        List<@Nullable String> noUuids =
                Arrays.asList(null, "", "1", UUID + "0", UUID.substring(1), UUID.replace('c', 'C'));
        noUuids.forEach(none -> rooms.request(KIOSK, request(none)));

        rooms.request(KIOSK, request(UUID));

        await().until(() -> !sent.isEmpty());
        rooms.close(); // all that was taken has been answered
        assertThat(sent).extracting(Message::correlation).containsExactly(UUID);
        assertThat(rooms.unnamed()).isEqualTo(noUuids.size());
    }

    @Test
    void requests_at_work_are_256_at_most_and_a_further_one_is_dropped() throws Exception {
        CountDownLatch committed = new CountDownLatch(1);
        var held = hall.database.write(tx -> {
            try {
                committed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return true;
        });
        List<String> asked = IntStream.rangeClosed(1, 257)
                .mapToObj("00000000-0000-4000-8000-%012d"::formatted)
                .toList();
        asked.forEach(correlation -> rooms.request(KIOSK, request(correlation)));

        committed.countDown();

        assertThat(held.get()).isTrue();
        rooms.close(); // all that was taken has been answered
        assertThat(sent).extracting(Message::correlation).containsExactlyInAnyOrderElementsOf(asked.subList(0, 256));
    }

    @Test
    void a_status_of_64_kib_is_heard_and_one_byte_more_is_not() {
        ConnectionId first = new ConnectionId(UUID);
        rooms.status(KIOSK, padded(DeviceStatus.offline(first), 64 * 1024));
        assertThat(presence.of(KIOSK)).isPresent();

        ConnectionId second = new ConnectionId(UUID.replace('c', 'd'));
        DeviceStatus birth = new DeviceStatus(true, second, null, null, null, null, null, null, null, null);
        rooms.status(KIOSK, padded(birth, 64 * 1024 + 1));
        assertThat(presence.online(KIOSK)).isFalse();

        rooms.status(KIOSK, padded(birth, 64 * 1024));
        assertThat(presence.online(KIOSK)).isTrue();
    }

    @Test
    void a_status_that_cannot_be_read_changes_nothing() {
        rooms.status(KIOSK, "{\"online\":true".getBytes(UTF_8));

        assertThat(presence.of(KIOSK)).isEmpty();
    }

    private Received request(@Nullable String correlation) {
        CheckIn request = new CheckIn(hall.clock.now().atZone(TestHall.ZONE).toOffsetDateTime(), "8842");
        return new Received(
                TOPICS.up(KIOSK, Topics.Up.REQUEST), Json.write(request), false, correlation, Duration.ofSeconds(5), 0);
    }

    /** Made as long as that by spaces at its end. */
    private static byte[] padded(DeviceStatus status, int bytes) {
        String json = new String(Json.write(status), UTF_8);
        return (json + " ".repeat(bytes - json.length())).getBytes(UTF_8);
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }
}
