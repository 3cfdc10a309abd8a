package io.yizhan.protocol.clock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A clock that a battery keeps while the machine is off, as Linux shows it in sysfs, and whether the wall clock is
 * right by it. That a battery sits there is for a person to say: a DS3231 on an empty holder looks the same, and the
 * voltage that a Raspberry Pi 5 measures is that of now, after it was charged again. So only a clock that a setting
 * names is asked. For any thread.
 *
 * <pre>
 *   name             rtc-ds1307 1-0068      driver and place; a Raspberry Pi 5's own has rpi_rtc in it
 *   hctosys          1                      the wall clock was set by it at this boot
 *   since_epoch      1795480204             whole seconds, cut off; unreadable once its oscillator has stood still
 *   battery_voltage  3012000                µV, only a Raspberry Pi 5's own
 * </pre>
 *
 * From the kernel's {@code Documentation/ABI/testing/sysfs-class-rtc}, {@code drivers/rtc/sysfs.c}, {@code hctosys.c}
 * and {@code rtc-ds1307.c}, and from {@code rtc-rpi.c} and the page "Real Time Clock" of Raspberry Pi's documentation.
 * While the machine was off the clock's own crystal counted: 2 ppm of a DS3231 are 0.2 s a day, 20 ppm of a plain one
 * 1.7 s, and nobody here sees them. As soon as network time is there the kernel sets it right every 11 minutes.
 */
public final class BatteryClock {

    /** Where the kernel shows its clocks. */
    public static final Path SYSFS = Path.of("/sys/class/rtc");

    /** Clocks that lost their power begin at 1970 or 2000; this program is of a later day than this. */
    static final Instant PLAUSIBLE_FROM = Instant.parse("2026-01-01T00:00:00Z");

    /**
     * What the two may differ by at the boot, milliseconds: the kernel takes the middle of a second that may be at
     * either of its ends.
     */
    static final long APART_MS = 1_000;

    /** Two crystals part by at most so much of the uptime. */
    private static final double PPM_100 = 100e-6;

    /** However long the machine runs: the hall reckons in whole minutes. Then one has to be set by the other. */
    static final long APART_MS_MAX = 30_000;

    /** The lowest voltage to which a Raspberry Pi 5 charges a cell, µV: with less there is none. */
    static final long BATTERY_UV_MIN = 1_300_000;

    /** A look is not repeated within this time, unless the wall clock was stepped: an I2C clock needs milliseconds. */
    static final long LOOK_EVERY_MS = 10_000;

    /** Two readings of wall time and uptime differ by less. */
    private static final long STEP_MS = 10;

    private static final Pattern DEVICE = Pattern.compile("rtc[0-9]{1,2}");

    private final Path folder;
    private @Nullable Look last;

    /**
     * @param root {@link #SYSFS} but in tests
     * @param device its name there, such as {@code rtc0}
     */
    public BatteryClock(Path root, String device) {
        checkName(device);
        this.folder = root.resolve(device);
    }

    /** Refuses what is no name of such a clock. */
    public static void checkName(String device) {
        if (!DEVICE.matcher(device).matches()) {
            throw new IllegalArgumentException(
                    "\"" + device + "\" is no name of a battery clock: write one of " + SYSFS + ", such as rtc0");
        }
    }

    /** Whether it keeps the wall clock right. */
    public sealed interface Judgement {}

    /** @param name of the clock, as the kernel has it */
    public record Keeps(String name) implements Judgement {}

    /** @param why for who runs the machine, with what to do */
    public record Fails(String why) implements Judgement {}

    /** Judges this moment of the machine's clocks. */
    public synchronized Judgement judge(long wallMs, long upMs) {
        Look look = last;
        if (look == null || !look.holds(wallMs, upMs)) {
            look = new Look(upMs, wallMs - upMs, judgeNow(wallMs, upMs));
            last = look;
        }
        return look.judgement;
    }

    private record Look(long upMs, long wallMinusUpMs, Judgement judgement) {

        boolean holds(long wallNowMs, long upNowMs) {
            return upNowMs - upMs < LOOK_EVERY_MS && Math.abs(wallNowMs - upNowMs - wallMinusUpMs) <= STEP_MS;
        }
    }

    private Judgement judgeNow(long wallMs, long upMs) {
        try {
            String name = read("name");
            if (!read("hctosys").equals("1")) {
                return new Fails(folder + " did not set the wall clock at this boot: load its driver, and nothing that"
                        + " sets the clock otherwise, before the hub; then boot again");
            }
            if (Files.exists(folder.resolve("battery_voltage"))) {
                long microvolts = Long.parseLong(read("battery_voltage"));
                if (microvolts < BATTERY_UV_MIN) {
                    return new Fails(folder + " has a battery of " + microvolts + " µV, below " + BATTERY_UV_MIN
                            + ": put one in, or charge it");
                }
            }
            return judge(name, Long.parseLong(read("since_epoch")) * 1_000, wallMs, upMs);
        } catch (IOException e) {
            return new Fails(folder + " cannot be read (" + e + "): is its driver loaded? A clock that has stood still"
                    + " has to be set once: hwclock --systohc, when the time is right");
        } catch (NumberFormatException e) {
            return new Fails(folder + " shows no number where one was expected: " + e.getMessage());
        }
    }

    private Judgement judge(String name, long secondMs, long wallMs, long upMs) {
        if (secondMs < PLAUSIBLE_FROM.toEpochMilli()) {
            return new Fails(folder + " says " + Instant.ofEpochMilli(secondMs)
                    + ": it has lost its time; set it once, by" + " hwclock --systohc, when the time is right");
        }
        long apart = wallMs < secondMs ? secondMs - wallMs : Math.max(0, wallMs - secondMs - 999);
        long allowed = Math.min(APART_MS_MAX, APART_MS + Math.round(PPM_100 * upMs));
        return apart <= allowed
                ? new Keeps(name)
                : new Fails(folder + " and the wall clock are " + apart + " ms apart, more than " + allowed
                        + ": set the wrong one by the other, hwclock --hctosys or --systohc");
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file)).strip();
    }
}
