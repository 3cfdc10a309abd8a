package io.yizhan.hardware.fingerprint.zhiantec;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.fingerprint.EnrolGuide;
import io.yizhan.hardware.fingerprint.EnrolResult;
import io.yizhan.hardware.fingerprint.EnrolStep;
import io.yizhan.hardware.fingerprint.ScanResult.Flaw;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One enrolment: three touches with lifts between them, merged, stored and proven.
 *
 * <p>The proof is a search with the features of the last touch alone. Searching with the merged template would
 * compare it with itself; users of these modules report fingers that enrol well and never match.
 */
final class Enrolment {

    private static final List<EnrolStep> TOUCHES = List.of(EnrolStep.TOUCH_1, EnrolStep.TOUCH_2, EnrolStep.TOUCH_3);

    /** How often one touch may come out unreadable before the enrolment ends as not merged. */
    private static final int TOUCH_ATTEMPTS_MAX = 5;

    /** How long a touch or a lift is waited for; the guide may end it sooner. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Between two looks at the window. */
    private static final Duration POLL = Duration.ofMillis(50);

    private final Sensor sensor;
    private final Window window;
    private final EnrolGuide guide;

    Enrolment(Sensor sensor, Window window, EnrolGuide guide) {
        this.sensor = sensor;
        this.window = window;
        this.guide = guide;
    }

    private enum Touch {
        TAKEN,
        UNREADABLE,
        GIVEN_UP
    }

    EnrolResult run(int position) throws LinkException, InterruptedException {
        for (int touch = 0; touch < TOUCHES.size(); touch++) {
            switch (touch(touch)) {
                case GIVEN_UP -> {
                    return new EnrolResult.GivenUp();
                }
                case UNREADABLE -> {
                    return new EnrolResult.NotMerged();
                }
                case TAKEN -> {}
            }
            if (touch == 0) { // at the first touch, so that nobody touches three times for nothing
                Optional<Sensor.Hit> known = sensor.search();
                if (known.isPresent()) {
                    return new EnrolResult.Duplicate(known.get().position());
                }
            }
            boolean last = touch == TOUCHES.size() - 1;
            if (!last && !lifted()) {
                return new EnrolResult.GivenUp();
            }
        }
        return merged(position);
    }

    private EnrolResult merged(int position) throws LinkException {
        if (sensor.merge() != Confirmation.OK) {
            return new EnrolResult.NotMerged();
        }
        switch (sensor.store(position)) {
            case OK -> {}
            case POSITION_OUT_OF_RANGE, LIBRARY_FULL -> {
                return new EnrolResult.NoRoom(position, sensor.capacity());
            }
            default -> {
                return new EnrolResult.NotMerged();
            }
        }
        Optional<Sensor.Hit> proof = proof(position);
        if (proof.isEmpty()) {
            sensor.delete(position);
            return new EnrolResult.NotProven();
        }
        guide.step(EnrolStep.STORED);
        return new EnrolResult.Enrolled(proof.get().score());
    }

    private Optional<Sensor.Hit> proof(int position) throws LinkException {
        // where the last image is gone after merging, buffer 1 still holds the template: a weaker proof, and better
        // than none
        Confirmation again = sensor.extractFeatures(1);
        if (again != Confirmation.OK && again != Confirmation.NO_IMAGE) {
            return Optional.empty();
        }
        return sensor.search().filter(hit -> hit.position() == position);
    }

    private Touch touch(int touch) throws LinkException, InterruptedException {
        for (int attempt = 1; attempt <= TOUCH_ATTEMPTS_MAX; attempt++) {
            guide.step(TOUCHES.get(touch));
            if (!laidDown()) {
                return Touch.GIVEN_UP;
            }
            Optional<Flaw> flaw = Window.flaw(sensor.extractFeatures(touch + 1));
            if (flaw.isEmpty()) {
                return Touch.TAKEN;
            }
            guide.flaw(flaw.get());
            if (!lifted()) {
                return Touch.GIVEN_UP;
            }
        }
        return Touch.UNREADABLE;
    }

    private boolean laidDown() throws LinkException, InterruptedException {
        return waitedFor(Confirmation.OK);
    }

    private boolean lifted() throws LinkException, InterruptedException {
        guide.step(EnrolStep.LIFT);
        return waitedFor(Confirmation.NO_FINGER);
    }

    /** Looks again and again, until the window is as wished, or the guide or the patience ends it. */
    private boolean waitedFor(Confirmation wished) throws LinkException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (deadline - System.nanoTime() > 0 && !guide.giveUp()) {
            if (window.look() == wished) {
                return true;
            }
            Thread.sleep(POLL);
        }
        return false;
    }
}
