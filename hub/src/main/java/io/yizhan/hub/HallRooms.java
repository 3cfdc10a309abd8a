package io.yizhan.hub;

import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.desk.Commands;
import io.yizhan.hub.desk.Desk;
import io.yizhan.hub.desk.Outbox;
import io.yizhan.hub.desk.StatePublisher;
import io.yizhan.hub.devices.Presence;
import io.yizhan.hub.follower.Follower;
import io.yizhan.hub.vault.VaultShipper;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.clock.MachineClock;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.link.Received;
import io.yizhan.protocol.request.Answer;
import io.yizhan.protocol.state.DeviceStatus;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What comes from the broker, brought to its room. Requests wait for their commit, so each has a virtual thread. */
final class HallRooms implements HubLink.Rooms, AutoCloseable {

    /** Requests at work at the same time; a further one is dropped, and its terminal asks again. */
    private static final int REQUESTS_MAX = 256;

    /** The longest status. */
    private static final int STATUS_BYTES_MAX = 64 * 1024;

    /** How long an answer may wait in the broker. */
    private static final Duration ANSWER_EXPIRY = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(HallRooms.class);

    private final Topics topics;
    private final Follower follower;
    private final Presence presence;
    private final Desk desk;
    private final Commands commands;
    private final StatePublisher states;
    private final VaultShipper vaults;
    private final Outbox outbox;
    private final MachineClock clock;
    private final Semaphore places = new Semaphore(REQUESTS_MAX);
    private final AtomicLong unnamed = new AtomicLong();
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

    HallRooms(
            Topics topics,
            Follower follower,
            Presence presence,
            Desk desk,
            Commands commands,
            StatePublisher states,
            VaultShipper vaults,
            Outbox outbox,
            MachineClock clock) {
        this.topics = topics;
        this.follower = follower;
        this.presence = presence;
        this.desk = desk;
        this.commands = commands;
        this.states = states;
        this.vaults = vaults;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public Follower follower() {
        return follower;
    }

    @Override
    public void status(DeviceId device, byte[] payload) {
        if (payload.length > STATUS_BYTES_MAX) {
            LOG.atWarn()
                    .addKeyValue("device", device)
                    .log("a status of {} bytes is ignored, more than {}", payload.length, STATUS_BYTES_MAX);
            return;
        }
        try {
            DeviceStatus status = Json.read(payload, DeviceStatus.class);
            presence.heard(device, status, TrueTime.seen(clock));
            vaults.heard(device, status);
        } catch (UnreadableException e) {
            LOG.atWarn().addKeyValue("device", device).log("a status cannot be read: {}", e.getMessage());
        }
    }

    @Override
    public void request(DeviceId device, Received request) {
        String correlation = request.correlation();
        if (correlation == null || !isUuid(correlation)) {
            LOG.atWarn()
                    .addKeyValue("device", device)
                    .addKeyValue("count", unnamed.incrementAndGet())
                    .log("a request whose correlation data is no UUID is ignored");
            return;
        }
        if (!places.tryAcquire()) {
            LOG.atWarn().addKeyValue("device", device).log("a request is dropped: {} are at work", REQUESTS_MAX);
            return;
        }
        requests.execute(() -> {
            try {
                Answer answer = desk.answer(device, correlation, request.expiry(), request.payload());
                outbox.send(Message.expiring(
                        topics.down(device, Topics.Down.RESPONSE), Json.write(answer), correlation, ANSWER_EXPIRY));
            } catch (RuntimeException e) {
                LOG.atError().addKeyValue("device", device).log("a request stays without an answer", e);
            } finally {
                places.release();
            }
        });
    }

    /** Its answer is remembered under it: nothing longer is taken. */
    private static boolean isUuid(String correlation) {
        try {
            return UUID.fromString(correlation).toString().equals(correlation);
        } catch (IllegalArgumentException no) {
            return false;
        }
    }

    /** How many requests had no name of their own, and so no answer. */
    long unnamed() {
        return unnamed.get();
    }

    @Override
    public void reply(DeviceId device, byte[] payload) {
        commands.replied(device, payload);
    }

    @Override
    public void vault(DeviceId device, byte[] payload) {
        vaults.received(device, payload);
    }

    @Override
    public void connected() {
        states.connected();
        vaults.connected();
    }

    @Override
    public void close() {
        requests.close();
    }
}
