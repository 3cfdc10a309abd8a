package io.yizhan.terminal.station;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.fingerprint.FingerprintReader;
import io.yizhan.hardware.fingerprint.ScanResult;
import io.yizhan.hardware.keys.Keypad;
import io.yizhan.hardware.keys.Lamp;
import io.yizhan.hardware.voice.Voice;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.command.Enrol;
import io.yizhan.protocol.command.PutTemplate;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.fact.PunchUnknown;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.state.DeviceConfig;
import io.yizhan.protocol.state.StationKind;
import io.yizhan.terminal.journal.JournalException;
import io.yizhan.terminal.uplink.ReplyPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A fingerprint reader at which staff punch 打卡, and at which a person is enrolled on the hub's order. */
public final class AttendanceStation implements Station {

    /** Lit when a punch is recorded. */
    public static final String GREEN = "green";

    /** Lit when a finger was not taken. */
    public static final String RED = "red";

    /** The reader's lamps. */
    public static final List<String> LAMPS = List.of(GREEN, RED);

    /** Fingers come and go while a module is broken; templates change by the hub's config and by nobody else. */
    static final Duration COMPARE_EVERY = Duration.ofHours(1);

    /**
     * After its start a reader waits so long for the hall's config before a match counts by the one of before: somebody
     * may have left while it had no power. With the hub away staff punch by that one.
     */
    static final Duration CONFIG_WAIT = Duration.ofSeconds(10);

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final String SENSOR = "sensor";
    private static final String BAUD = "baud"; // it works, at another rate than the settings have
    private static final int SENTENCES_MAX = 2;

    private final StationId id;
    private final Surroundings place;
    private final Faults faults;
    private final Face face;
    private final Attached<FingerprintReader> sensor;
    private final Speaker speaker;
    private final Buzzer buzzer;
    private final PinPunches pinPunches;
    private final ReaderWindow window;
    private final FingerLibrary library;
    private final FingerOrders orders;
    private final Lay lay;
    private final Recorder recorder;
    private final long configDueNanos;
    private OwnPunches ownPunches = new OwnPunches();
    private volatile Told told = new Told(Words.layFinger(), List.of());
    private volatile @Nullable Integer capacity;
    private long comparedRevision = -1;
    private long compareAtNanos;

    /**
     * The devices of one reader.
     *
     * @param buzzer null where there is none
     * @param pad a number pad, for PINs; null where there is none
     */
    public record Fittings(
            Attached.Opener<FingerprintReader> sensor,
            Map<String, Lamp> lamps,
            @Nullable Lamp buzzer,
            Attached.Opener<Voice> voice,
            Attached.@Nullable Opener<Keypad> pad) {}

    public AttendanceStation(StationId id, Surroundings place, Pins pins, Fittings fittings) {
        this.id = id;
        this.place = place;
        this.faults = place.faultsOf(id);
        this.face = new Face(id.text());
        this.sensor = new Attached<>(SENSOR, fittings.sensor, faults);
        this.speaker = new Speaker(new Attached<>("voice", fittings.voice, faults), SENTENCES_MAX);
        this.buzzer = new Buzzer(fittings.buzzer, faults);
        this.window = new ReaderWindow(face, new Lamps(fittings.lamps, faults), speaker, buzzer);
        this.pinPunches = new PinPunches(fittings.pad, pins, faults, window);
        this.recorder = new Recorder(StationKind.READER, place.journal(), faults, face);
        this.library = new FingerLibrary(place.hall(), recorder);
        this.orders = new FingerOrders(library, window);
        this.lay = new Lay(SENSOR, faults);
        this.compareAtNanos = System.nanoTime();
        this.configDueNanos = compareAtNanos + CONFIG_WAIT.toNanos();
    }

    @Override
    public StationKind kind() {
        return StationKind.READER;
    }

    @Override
    public StationId id() {
        return id;
    }

    @Override
    public Faults faults() {
        return faults;
    }

    @Override
    public List<Face> faces() {
        return List.of(face);
    }

    @Override
    public boolean hasPad() {
        return pinPunches.hasPad();
    }

    @Override
    public @Nullable Integer capacity() {
        return capacity;
    }

    /** What stands at the reader; any thread. */
    public Face face() {
        return face;
    }

    /**
     * The last punches here of the person to whom this was said, the newest first; empty when it was said to nobody in
     * particular. Any thread.
     */
    public List<OwnPunch> own(Sentence said) {
        Told now = told;
        return said.equals(now.sentence) ? now.own : List.of();
    }

    /** Any thread: the order waits for the reader to be free. */
    public void enrol(Enrol order, ReplyPath replies) {
        orders.add(order, replies);
    }

    /** Any thread: the order waits for the reader to be free. */
    public void put(PutTemplate order, ReplyPath replies) {
        orders.add(order, replies);
    }

    @Override
    public void serve(Runnable serving) throws InterruptedException {
        ownPunches = OwnPunches.from(place.journal());
        speaker.start(id.text());
        buzzer.start(id.text());
        pinPunches.start(id.text());
        serving.run();
        try {
            while (true) {
                punchByPin();
                FingerprintReader reader = sensor.device().orElse(null);
                if (reader == null) {
                    waitForReader();
                } else {
                    attend(reader);
                }
            }
        } finally {
            pinPunches.close();
            buzzer.close();
            speaker.close();
            window.dark();
            sensor.close();
        }
    }

    private void waitForReader() throws InterruptedException {
        lay.forget();
        comparedRevision = -1;
        if (window.isCalm()) {
            face.say(Words.readerBroken());
        }
        orders.refuseNext(LOOK_EVERY);
    }

    private void attend(FingerprintReader reader) throws InterruptedException {
        try {
            if (isConfigDue()) {
                if (window.isCalm()) {
                    window.show(Words.readerChecking());
                }
                Thread.sleep(LOOK_EVERY);
            } else {
                look(reader); // before the library is compared: a finger that must go is refused by its position
                if (!lay.lies() || lay.isCover()) {
                    compareWhenDue(reader);
                    if (orders.next(reader)) {
                        lay.begins();
                    }
                }
            }
            sensor.works();
        } catch (LinkException e) {
            sensor.broke(e);
        }
    }

    /** Whether what is remembered of the hall may be old, and the newest be on its way. */
    private boolean isConfigDue() {
        return place.hall().config().isPresent()
                && !place.hall().configHeard()
                && System.nanoTime() - configDueNanos < 0;
    }

    private void compareWhenDue(FingerprintReader reader) throws LinkException {
        long revision = place.hall().config().map(DeviceConfig::revision).orElse(-1L);
        if (revision == comparedRevision && System.nanoTime() - compareAtNanos < 0) {
            return;
        }
        reader.remark().ifPresentOrElse(said -> faults.raise(SENSOR, BAUD, said), () -> faults.clear(SENSOR, BAUD));
        if (!Integer.valueOf(reader.capacity()).equals(capacity)) {
            capacity = reader.capacity();
            place.statusChanged().run();
        }
        boolean settled = library.compare(reader);
        comparedRevision = revision;
        compareAtNanos = System.nanoTime() + (settled ? COMPARE_EVERY : FingerLibrary.FRESH).toNanos();
    }

    private void look(FingerprintReader reader) throws LinkException, InterruptedException {
        if (lay.lies()) {
            awaitLift(reader);
            return;
        }
        switch (reader.scan()) {
            case ScanResult.NoFinger _ -> {
                lay.ends();
                window.idle(recorder.trouble());
                reader.show(window.light());
                Thread.sleep(LOOK_EVERY);
                return;
            }
            case ScanResult.Matched(int position, int score) -> matched(position, score);
            case ScanResult.Unknown _ -> unknown(PunchUnknown.Reason.NO_MATCH);
            case ScanResult.Unreadable(ScanResult.Flaw flaw) -> window.tell(Words.unreadable(flaw), RED);
        }
        lay.begins();
    }

    private void awaitLift(FingerprintReader reader) throws LinkException, InterruptedException {
        reader.show(window.light());
        lay.look(reader);
        if (lay.isCover()) {
            window.covered(recorder.trouble());
        }
        Thread.sleep(LOOK_EVERY);
    }

    private void matched(int position, int score) {
        DeviceConfig.Enrolment owner = library.owner(position).orElse(null);
        if (owner == null) {
            unknown(PunchUnknown.Reason.STALE_POSITION);
            return;
        }
        record(new Punch(Punch.Method.FINGER, owner.staff(), position, owner.enrolment(), score), owner.name());
    }

    private void punchByPin() {
        try {
            pinPunches
                    .next()
                    .ifPresent(staff ->
                            record(new Punch(Punch.Method.PIN, staff, null, null, null), library.nameOf(staff)));
        } catch (JournalException e) {
            recorder.refuse(e);
            window.refused();
        }
    }

    private void record(Punch punch, String name) {
        OwnPunch own = new OwnPunch(place.clock().now(), place.clock().trust() == ClockTrust.SYNCED);
        if (recorder.record(punch)) {
            ownPunches.punched(punch.staff(), own);
            Sentence sentence = Words.punched(name, own.at().toLocalTime(), own.sure());
            told = new Told(sentence, ownPunches.lastOf(punch.staff()));
            window.tell(sentence, GREEN);
        } else {
            window.refused();
        }
    }

    private void unknown(PunchUnknown.Reason reason) {
        if (recorder.record(new PunchUnknown(reason))) {
            window.tell(Words.unknownFinger(), RED);
        } else {
            window.refused();
        }
    }

    /** What was said to whom: to somebody with these punches. */
    private record Told(Sentence sentence, List<OwnPunch> own) {}
}
