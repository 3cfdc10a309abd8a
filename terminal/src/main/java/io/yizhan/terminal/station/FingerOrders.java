package io.yizhan.terminal.station;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.fingerprint.EnrolGuide;
import io.yizhan.hardware.fingerprint.EnrolResult;
import io.yizhan.hardware.fingerprint.EnrolStep;
import io.yizhan.hardware.fingerprint.FingerprintReader;
import io.yizhan.hardware.fingerprint.ReaderLight;
import io.yizhan.hardware.fingerprint.ScanResult.Flaw;
import io.yizhan.hardware.fingerprint.StoreResult;
import io.yizhan.protocol.command.Enrol;
import io.yizhan.protocol.command.PutTemplate;
import io.yizhan.protocol.command.Reply.Step;
import io.yizhan.protocol.command.TemplateText;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.terminal.uplink.ReplyPath;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The hub's orders to a reader, one after another: to lead a person through an enrolment, and to take a template that
 * another reader read out. Orders come from any thread; they are carried out on the reader's own.
 */
final class FingerOrders {

    /** Whoever is to be enrolled comes within this, and goes on within this after each touch. */
    static final Duration TOUCH_MAX = Duration.ofSeconds(60);

    /** Orders that wait; the hub has fewer under way, and one more is answered {@code busy}. */
    static final int WAITING_MAX = 32;

    /** The protocol's words for why not. */
    private static final String SENSOR = "sensor";

    private static final String JOURNAL = "journal";
    private static final String NO_ROOM = "no-room";

    private final FingerLibrary library;
    private final ReaderWindow window;
    private final BlockingQueue<Order> waiting = new LinkedBlockingQueue<>(WAITING_MAX);

    private record Order(Work work, ReplyPath replies) {}

    @FunctionalInterface
    private interface Work {

        /** @return whether a finger may lie on the window now that is not there to punch */
        boolean by(FingerprintReader reader) throws LinkException, InterruptedException;
    }

    FingerOrders(FingerLibrary library, ReaderWindow window) {
        this.library = library;
        this.window = window;
    }

    /** From any thread. */
    void add(Enrol order, ReplyPath replies) {
        add(replies, reader -> {
            enrol(reader, order, replies);
            return true;
        });
    }

    /** From any thread. */
    void add(PutTemplate order, ReplyPath replies) {
        add(replies, reader -> {
            put(reader, order, replies);
            return false;
        });
    }

    private void add(ReplyPath replies, Work work) {
        if (!waiting.offer(new Order(work, replies))) {
            replies.failed("busy");
        }
    }

    /**
     * Carries out the next one, if there is one.
     *
     * @return whether a finger may lie on the window now that is not there to punch
     */
    boolean next(FingerprintReader reader) throws LinkException, InterruptedException {
        Order order = waiting.poll();
        if (order == null) {
            return false;
        }
        try {
            return order.work.by(reader);
        } catch (LinkException e) {
            order.replies.failed(SENSOR);
            throw e;
        }
    }

    /** Waits so long for one, which cannot be carried out: there is no sensor. */
    void refuseNext(Duration wait) throws InterruptedException {
        Order order = waiting.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
        if (order != null) {
            order.replies.failed(SENSOR);
        }
    }

    private void enrol(FingerprintReader reader, Enrol order, ReplyPath replies)
            throws LinkException, InterruptedException {
        if (order.position() >= reader.capacity()) { // the hub may have a larger sensor in mind
            replies.failed(NO_ROOM);
            window.tell(Words.notEnrolled(), AttendanceStation.RED);
            return;
        }
        library.vacate(order.position(), reader);
        Guide guide = new Guide(order.enrolment(), replies);
        reader.show(ReaderLight.ENROLLING);
        EnrolResult result = reader.enrol(order.position(), guide);
        @Nullable
        String code = switch (result) {
            case EnrolResult.Enrolled _ -> library.enrolled(order.enrolment(), order.position()) ? null : JOURNAL;
            case EnrolResult.Duplicate _ -> "duplicate";
            case EnrolResult.NotMerged _ -> "not-merged";
            case EnrolResult.NotProven _ -> "not-proven";
            case EnrolResult.NoRoom _ -> NO_ROOM;
            case EnrolResult.GivenUp _ -> guide.isWithdrawn() ? "withdrawn" : "nobody-came";
        };
        if (code == null) {
            window.tell(Words.enrolled(), AttendanceStation.GREEN);
            hand(reader, order.position(), replies);
            return;
        }
        replies.failed(code);
        window.tell(
                result instanceof EnrolResult.Duplicate ? Words.alreadyEnrolled() : Words.notEnrolled(),
                AttendanceStation.RED);
    }

    /** The finger stands and the person knows; a template that cannot be read out is missing at other readers alone. */
    private static void hand(FingerprintReader reader, int position, ReplyPath replies) throws LinkException {
        try {
            replies.doneWithTemplate(TemplateText.of(reader.read(position)));
        } catch (LinkException e) {
            replies.doneAsRecorded();
            throw e;
        }
    }

    /** Idempotent: the hub sends it again until it hears of the finger. */
    private void put(FingerprintReader reader, PutTemplate order, ReplyPath replies) throws LinkException {
        int position = order.position();
        if (position >= reader.capacity()) {
            replies.failed(NO_ROOM);
            return;
        }
        if (library.has(order.enrolment(), position, reader)) {
            replies.doneAsRecorded();
            return;
        }
        library.vacate(position, reader);
        @Nullable
        String code = switch (reader.write(position, TemplateText.bytes(order.template()))) {
            case StoreResult.Stored _ -> library.enrolled(order.enrolment(), position) ? null : JOURNAL;
            case StoreResult.NoRoom _ -> NO_ROOM;
            case StoreResult.BadTemplate _ -> "bad-template";
        };
        if (code == null) {
            replies.doneAsRecorded();
        } else {
            replies.failed(code);
        }
    }

    /** Tells the person at the window and the page that gave the order the same steps. */
    private final class Guide implements EnrolGuide {

        private final EnrolmentId enrolment;
        private final ReplyPath replies;
        private long giveUpAtNanos = System.nanoTime() + TOUCH_MAX.toNanos();
        private boolean wasWanted;
        private @Nullable Flaw flaw;

        Guide(EnrolmentId enrolment, ReplyPath replies) {
            this.enrolment = enrolment;
            this.replies = replies;
        }

        @Override
        public void step(EnrolStep step) {
            giveUpAtNanos = System.nanoTime() + TOUCH_MAX.toNanos();
            if (step == EnrolStep.LIFT && flaw != null) {
                window.mend(flaw);
            } else {
                window.lead(step);
            }
            flaw = null;
            replies.step(
                    switch (step) {
                        case TOUCH_1 -> Step.TOUCH_1;
                        case TOUCH_2 -> Step.TOUCH_2;
                        case TOUCH_3 -> Step.TOUCH_3;
                        case LIFT -> Step.LIFT;
                        case STORED -> Step.STORED;
                    });
        }

        /** Told with the lift that is asked for next. */
        @Override
        public void flaw(Flaw seen) {
            flaw = seen;
        }

        @Override
        public boolean giveUp() {
            return isWithdrawn() || System.nanoTime() - giveUpAtNanos > 0;
        }

        /** The order can come before the config that wants the finger: only what was wanted can be withdrawn. */
        boolean isWithdrawn() {
            boolean wanted = library.isWanted(enrolment);
            wasWanted = wasWanted || wanted;
            return wasWanted && !wanted;
        }
    }
}
