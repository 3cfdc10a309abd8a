package io.yizhan.hardware.fingerprint.zhiantec;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.fingerprint.ReaderLight;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ring of an R503: breathing while it waits for a finger, steady or flashing when it answers. Source: R503 user
 * manual, "AuraLedConfig".
 */
final class RingLight {

    private static final int BREATHING = 1;
    private static final int FLASHING = 2;
    private static final int STEADY = 3;

    private static final int RED = 1;
    private static final int BLUE = 2;
    private static final int PURPLE = 3;
    private static final int GREEN = 4;

    private static final int SLOW = 0xC0;
    private static final int QUICK = 0x40;
    private static final int FLASHES = 3;
    private static final int WITHOUT_END = 0;

    private static final Logger LOG = LoggerFactory.getLogger(RingLight.class);

    private final Sensor sensor;
    private boolean fitted;
    private boolean green = true;
    private @Nullable ReaderLight shown;

    RingLight(Sensor sensor, boolean fitted) {
        this.sensor = sensor;
        this.fitted = fitted;
    }

    /** Asks the module only when it is another light than before. */
    void show(ReaderLight light) throws LinkException {
        if (!fitted || light == shown) {
            return;
        }
        shown = light;
        boolean lit = switch (light) {
            case READY -> sensor.light(BREATHING, SLOW, BLUE, WITHOUT_END);
            case MATCHED -> matched();
            case REFUSED -> sensor.light(FLASHING, QUICK, RED, FLASHES);
            case ENROLLING -> sensor.light(BREATHING, QUICK, PURPLE, WITHOUT_END);
        };
        if (!lit) {
            fitted = false;
            LOG.atWarn()
                    .log(
                            "the fingerprint module at {} refuses the command of a ring light, and is not asked again;"
                                    + " take the ring out of the settings",
                            sensor.name());
        }
    }

    /** The first R503s know red, blue and purple alone: there a steady blue stands for green. */
    private boolean matched() throws LinkException {
        green = green && sensor.light(STEADY, 0, GREEN, WITHOUT_END);
        return green || sensor.light(STEADY, 0, BLUE, WITHOUT_END);
    }
}
