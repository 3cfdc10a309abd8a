package io.yizhan.hub.desk;

import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.devices.Presence;
import io.yizhan.hub.store.Database;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.command.TestPrint;
import io.yizhan.protocol.fact.CommandDone;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.state.StationKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Test pages of kiosks' printers: ordered at once or not at all, and what came of the newest of each device, as its
 * reply says or, where that was lost, its journal. A hub that starts again has forgotten them. For any thread.
 */
public final class TestPrints {

    /** A kiosk may begin until its order expires, and then waits a minute at most for its printer. */
    static final Duration ANSWER_MAX = Commands.EXPIRY.plusSeconds(90);

    private final Database database;
    private final Presence presence;
    private final Commands commands;
    private final InstantSource clock;
    private final Map<DeviceId, Ordered> newest = new ConcurrentHashMap<>();

    public TestPrints(Database database, Presence presence, Commands commands, InstantSource clock) {
        this.database = database;
        this.presence = presence;
        this.commands = commands;
        this.clock = clock;
    }

    /** What came of the wish. */
    public sealed interface Start {

        record Begun(TestPage page) implements Start {}

        /** @param say for who reads English; a page has words of its own for each reason */
        record Refused(Why why, String say) implements Start {}
    }

    /** Why no test page is ordered now. */
    public enum Why {
        NO_KIOSK,
        AWAY,
        UNDER_WAY
    }

    /** Has the kiosk of this device print a test page. */
    public synchronized Start order(DeviceId device) {
        if (!database.read(rows -> Devices.with(rows, StationKind.KIOSK)).contains(device)) {
            return new Start.Refused(Why.NO_KIOSK, "device " + device + " has no kiosk, or is not in the hall");
        }
        if (!presence.online(device)) {
            return new Start.Refused(
                    Why.AWAY, "device " + device + " is away: paper must not come out of it later on its own");
        }
        if (newest(device)
                .filter(page -> page.outcome() == TestPage.Outcome.AWAITED)
                .isPresent()) {
            return new Start.Refused(Why.UNDER_WAY, "device " + device + " is at its test page: wait for the outcome");
        }
        Ordered ordered = new Ordered(commands.order(device, TestPrint::new), clock.instant());
        newest.put(device, ordered);
        return new Start.Begun(page(device, ordered));
    }

    /** The newest of this device; empty when none was ordered since the hub started. */
    public Optional<TestPage> newest(DeviceId device) {
        return Optional.ofNullable(newest.get(device)).map(ordered -> page(device, ordered));
    }

    /** Hears of each outcome that a device tells; it may only enqueue. */
    public void onChange(Runnable enqueue) {
        commands.onProgress(_ -> enqueue.run());
    }

    private TestPage page(DeviceId device, Ordered ordered) {
        CommandId order = ordered.order;
        OrderProgress told =
                commands.progress(order).filter(OrderProgress::ended).orElse(null);
        if (told != null) {
            boolean done = told.step() == Reply.Step.DONE;
            return new TestPage(
                    device, order, done ? TestPage.Outcome.PRINTED : TestPage.Outcome.FAILED, told.code(), told.at());
        }
        Optional<CommandDone.Outcome> entered = database.read(rows -> Devices.outcome(rows, device, order));
        if (entered.isPresent()) {
            boolean done = entered.get() == CommandDone.Outcome.DONE;
            return new TestPage(
                    device, order, done ? TestPage.Outcome.PRINTED : TestPage.Outcome.FAILED, null, ordered.at);
        }
        boolean late = !clock.instant().isBefore(ordered.at.plus(ANSWER_MAX));
        return new TestPage(
                device, order, late ? TestPage.Outcome.NO_ANSWER : TestPage.Outcome.AWAITED, null, ordered.at);
    }

    private record Ordered(CommandId order, Instant at) {}
}
