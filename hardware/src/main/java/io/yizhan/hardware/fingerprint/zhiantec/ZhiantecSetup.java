package io.yizhan.hardware.fingerprint.zhiantec;

import io.yizhan.hardware.bus.InputSource;
import java.util.Objects;
import java.util.Optional;

/**
 * How a module was fitted.
 *
 * @param baud bits a second that it is expected at, 57600 from the factory
 * @param password 0 to 4294967295; 0 is the factory's, and asks for none
 * @param ring whether it has the R503's ring light. Nothing tells that of a module: the command means something else
 *     to another family's
 * @param wake its wake (touch) line, where it is wired
 */
public record ZhiantecSetup(int baud, long password, boolean ring, Optional<InputSource> wake) {

    /** What a module leaves the factory with. */
    public static final int FACTORY_BAUD = 57_600;

    public static final long FACTORY_PASSWORD = 0;

    private static final long PASSWORD_MAX = 0xFFFF_FFFFL;

    public ZhiantecSetup {
        if (baud <= 0) {
            throw new IllegalArgumentException("a fingerprint module's baud rate is above 0");
        }
        if (password < 0 || password > PASSWORD_MAX) {
            throw new IllegalArgumentException("a fingerprint module's password lies between 0 and " + PASSWORD_MAX);
        }
        Objects.requireNonNull(wake, "wake");
    }

    /** As from the factory: no password, no ring, no wake line. */
    public static ZhiantecSetup factory() {
        return new ZhiantecSetup(FACTORY_BAUD, FACTORY_PASSWORD, false, Optional.empty());
    }

    public ZhiantecSetup withPassword(long other) {
        return new ZhiantecSetup(baud, other, ring, wake);
    }

    public ZhiantecSetup withRing(boolean other) {
        return new ZhiantecSetup(baud, password, other, wake);
    }

    public ZhiantecSetup withWake(InputSource other) {
        return new ZhiantecSetup(baud, password, ring, Optional.of(other));
    }

    /** The password is for no log. */
    @Override
    public String toString() {
        return "a fingerprint module at " + baud + " baud" + (ring ? ", with a ring light" : "")
                + (wake.isPresent() ? ", with a wake line" : "");
    }
}
