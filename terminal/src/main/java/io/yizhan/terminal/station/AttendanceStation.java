package io.yizhan.terminal.station;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.fingerprint.EnrolGuide;
import io.yizhan.hardware.fingerprint.EnrolResult;
import io.yizhan.hardware.fingerprint.EnrolStep;
import io.yizhan.hardware.fingerprint.FingerprintReader;
import io.yizhan.hardware.fingerprint.ScanResult;
import io.yizhan.hardware.keys.Lamp;
import io.yizhan.hardware.voice.Voice;
import io.yizhan.protocol.command.Enrol;
import io.yizhan.protocol.command.Reply.Step;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.fact.PunchUnknown;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.state.DeviceConfig;
import io.yizhan.protocol.state.StationKind;
import io.yizhan.terminal.uplink.ReplyPath;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A fingerprint reader at which staff punch 打卡, and at which a person is enrolled on the hub's order. */
public final class AttendanceStation implements Station {

    /** Lit when a punch is recorded. */
    public static final String GREEN = "green";

    /** Lit when a finger was not taken. */
    public static final String RED = "red";

    /** The reader's lamps. */
    public static final List<String> LAMPS = List.of(GREEN, RED);

    /** How long an answer to a person stands. */
    static final Duration ANSWER = Duration.ofSeconds(3);

    /** Fingers come and go while a module is broken; templates change by the hub's config and by nobody else. */
    static final Duration COMPARE_EVERY = Duration.ofHours(1);

    /** Whoever is to be enrolled comes within this, and goes on within this after each touch. */
    static final Duration TOUCH_MAX = Duration.ofSeconds(60);

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final Duration LIFT_EVERY = Duration.ofMillis(60);
    private static final int SENTENCES_MAX = 2;

    private final StationId id;
    private final Surroundings place;
    private final Faults faults;
    private final Face face;
    private final Attached<FingerprintReader> sensor;
    private final Speaker speaker;
    private final Lamps lamps;
    private final FingerLibrary library;
    private final Recorder recorder;
    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
    private long comparedRevision = -1;
    private long compareAtNanos;
    private long calmAtNanos;

    public AttendanceStation(
            StationId id,
            Surroundings place,
            Attached.Opener<FingerprintReader> sensor,
            Map<String, Lamp> lamps,
            Attached.Opener<Voice> voice) {
        this.id = id;
        this.place = place;
        this.faults = place.faultsOf(id);
        this.face = new Face(id.text());
        this.sensor = new Attached<>("sensor", sensor, faults);
        this.speaker = new Speaker(new Attached<>("voice", voice, faults), SENTENCES_MAX);
        this.lamps = new Lamps(lamps, faults);
        this.recorder = new Recorder(StationKind.READER, place.journal(), faults, face);
        this.library = new FingerLibrary(place.hall(), recorder);
        this.calmAtNanos = System.nanoTime();
        this.compareAtNanos = calmAtNanos;
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

    /** Any thread: the order waits for the reader to be free. */
    public void enrol(Enrol order, ReplyPath replies) {
        orders.add(new Order(order, replies));
    }

    @Override
    public void serve(Runnable serving) throws InterruptedException {
        speaker.start(id.text());
        serving.run();
        try {
            while (true) {
                FingerprintReader reader = sensor.device().orElse(null);
                if (reader == null) {
                    waitForReader();
                } else {
                    attend(reader);
                }
            }
        } finally {
            speaker.close();
            lamps.only();
            sensor.close();
        }
    }

    private void waitForReader() throws InterruptedException {
        comparedRevision = -1;
        face.say(Words.readerBroken());
        Order order = orders.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        if (order != null) {
            order.replies.failed("sensor");
        }
    }

    private void attend(FingerprintReader reader) throws InterruptedException {
        try {
            compareWhenDue(reader);
            Order order = orders.poll();
            if (order != null) {
                enrol(reader, order);
            }
            look(reader);
            sensor.works();
        } catch (LinkException e) {
            sensor.broke(e);
        }
    }

    private void compareWhenDue(FingerprintReader reader) throws LinkException {
        long revision = place.hall().config().map(DeviceConfig::revision).orElse(-1L);
        if (revision == comparedRevision && System.nanoTime() - compareAtNanos < 0) {
            return;
        }
        library.compare(reader);
        comparedRevision = revision;
        compareAtNanos = System.nanoTime() + COMPARE_EVERY.toNanos();
    }

    private void look(FingerprintReader reader) throws LinkException, InterruptedException {
        switch (reader.scan()) {
            case ScanResult.NoFinger _ -> {
                if (System.nanoTime() - calmAtNanos >= 0) {
                    idle();
                }
                Thread.sleep(LOOK_EVERY);
                return;
            }
            case ScanResult.Matched(int position, int score) -> matched(position, score);
            case ScanResult.Unknown _ -> unknown(PunchUnknown.Reason.NO_MATCH);
            case ScanResult.Unreadable(ScanResult.Flaw flaw) -> tell(Words.unreadable(flaw), RED);
        }
        // One lay is one punch, however long the finger stays.
        while (reader.fingerPresent()) {
            Thread.sleep(LIFT_EVERY);
        }
    }

    private void idle() {
        Optional<Sentence> trouble = recorder.trouble();
        if (trouble.isPresent()) {
            lamps.only(RED);
        } else {
            lamps.only();
        }
        Sentence idle = trouble.orElse(Words.layFinger());
        if (!face.now().equals(idle)) {
            face.say(idle);
        }
    }

    private void matched(int position, int score) {
        DeviceConfig.Enrolment owner = library.owner(position).orElse(null);
        if (owner == null) {
            unknown(PunchUnknown.Reason.STALE_POSITION);
            return;
        }
        Punch punch = new Punch(Punch.Method.FINGER, owner.staff(), position, owner.enrolment(), score);
        if (recorder.record(punch)) {
            tell(Words.punched(owner.name(), place.clock().now().toLocalTime()), GREEN);
        } else {
            refused();
        }
    }

    private void unknown(PunchUnknown.Reason reason) {
        if (recorder.record(new PunchUnknown(reason))) {
            tell(Words.unknownFinger(), RED);
        } else {
            refused();
        }
    }

    private void enrol(FingerprintReader reader, Order order) throws LinkException, InterruptedException {
        int position = order.enrol.position();
        try {
            library.vacate(position, reader);
            EnrolResult result = reader.enrol(position, new Guide(order.replies));
            String code = switch (result) {
                case EnrolResult.Enrolled _ -> library.enrolled(order.enrol.enrolment(), position) ? null : "journal";
                case EnrolResult.Duplicate _ -> "duplicate";
                case EnrolResult.NotMerged _ -> "not-merged";
                case EnrolResult.NotProven _ -> "not-proven";
                case EnrolResult.NoRoom _ -> "no-room";
                case EnrolResult.GivenUp _ -> "nobody-came";
            };
            if (code == null) {
                order.replies.doneAsRecorded();
                tell(Words.enrolled(), GREEN);
            } else {
                order.replies.failed(code);
                tell(result instanceof EnrolResult.Duplicate ? Words.alreadyEnrolled() : Words.notEnrolled(), RED);
            }
        } catch (LinkException e) {
            order.replies.failed("sensor");
            throw e;
        }
        while (reader.fingerPresent()) {
            Thread.sleep(LIFT_EVERY);
        }
    }

    private void tell(Sentence sentence, String lamp) {
        lamps.only(lamp);
        face.say(sentence);
        speaker.say(sentence.zh(), Locale.SIMPLIFIED_CHINESE);
        calmAtNanos = System.nanoTime() + ANSWER.toNanos();
    }

    /** The recorder has said why on the face. */
    private void refused() {
        lamps.only(RED);
        speaker.say(face.now().zh(), Locale.SIMPLIFIED_CHINESE);
        calmAtNanos = System.nanoTime() + ANSWER.toNanos();
    }

    private record Order(Enrol enrol, ReplyPath replies) {}

    /** Tells the person at the window and the page that gave the order the same steps. */
    private final class Guide implements EnrolGuide {

        private final ReplyPath replies;
        private long giveUpAtNanos = System.nanoTime() + TOUCH_MAX.toNanos();

        Guide(ReplyPath replies) {
            this.replies = replies;
        }

        @Override
        public void step(EnrolStep step) {
            giveUpAtNanos = System.nanoTime() + TOUCH_MAX.toNanos();
            face.say(Words.enrolStep(step));
            replies.step(
                    switch (step) {
                        case TOUCH_1 -> Step.TOUCH_1;
                        case TOUCH_2 -> Step.TOUCH_2;
                        case TOUCH_3 -> Step.TOUCH_3;
                        case LIFT -> Step.LIFT;
                        case STORED -> Step.STORED;
                    });
        }

        @Override
        public boolean giveUp() {
            return System.nanoTime() - giveUpAtNanos > 0;
        }
    }
}
