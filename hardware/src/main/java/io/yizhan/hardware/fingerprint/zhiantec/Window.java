package io.yizhan.hardware.fingerprint.zhiantec;

import io.yizhan.hardware.bus.InputLine;
import io.yizhan.hardware.bus.InputSource;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.fingerprint.ScanResult.Flaw;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The window that a finger is laid on. Where the wake line is wired, the module is asked only while that says that
 * something lies there; now and then it is asked all the same, because a line that came off its pin would leave the
 * reader deaf, and a module that was unplugged would go unnoticed.
 */
final class Window implements AutoCloseable {

    static final Duration ASK_ALL_THE_SAME = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Window.class);

    private final Sensor sensor;
    private final Optional<InputLine> wake;
    private long askAtNanos = System.nanoTime();
    private boolean wakeFails;

    private Window(Sensor sensor, Optional<InputLine> wake) {
        this.sensor = sensor;
        this.wake = wake;
    }

    static Window open(Sensor sensor, Optional<InputSource> wake) throws LinkException {
        return new Window(sensor, wake.isPresent() ? Optional.of(wake.get().open()) : Optional.empty());
    }

    /** Takes an image: {@code OK}, {@code NO_FINGER} or {@code NOT_CAPTURED}. */
    Confirmation look() throws LinkException {
        boolean asleep = wake.isPresent() && !wake.get().active();
        if (asleep && !wakeFails && System.nanoTime() - askAtNanos < 0) {
            return Confirmation.NO_FINGER;
        }
        askAtNanos = System.nanoTime() + ASK_ALL_THE_SAME.toNanos();
        Confirmation image = sensor.takeImage();
        boolean unsaid = asleep && image == Confirmation.OK && !wake.get().active();
        if (unsaid && !wakeFails) {
            wakeFails = true;
            LOG.atWarn()
                    .log(
                            "a finger lies on the module at {} and {} does not say so; check that wire, the module is"
                                    + " asked all the time now",
                            sensor.name(),
                            wake.get().name());
        }
        return image;
    }

    /** What is wrong with an image from which features were to be taken. */
    static Optional<Flaw> flaw(Confirmation features) {
        return switch (features) {
            case OK -> Optional.empty();
            case MESSY -> Optional.of(Flaw.MESSY);
            case TOO_FEW_FEATURES -> Optional.of(Flaw.TOO_FEW_FEATURES);
            default -> Optional.of(Flaw.NOT_CAPTURED);
        };
    }

    @Override
    public void close() {
        wake.ifPresent(InputLine::close);
    }
}
