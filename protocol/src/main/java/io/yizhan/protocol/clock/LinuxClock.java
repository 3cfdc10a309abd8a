package io.yizhan.protocol.clock;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.yizhan.protocol.id.BootId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a 64-bit Linux machine: {@code boot_id} from {@code /proc}, {@code CLOCK_BOOTTIME} and
 * {@code adjtimex} from its C library. For any thread.
 */
public final class LinuxClock implements MachineClock {

    /** Where the kernel tells its boot id. */
    public static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** {@code clock_gettime(2)}: like CLOCK_MONOTONIC, but counting suspended time. */
    private static final int CLOCK_BOOTTIME = 7;

    /** {@code struct timespec}: seconds, then nanoseconds, 8 bytes each. */
    private static final long TIMESPEC_BYTES = 16;

    private static final long TIMESPEC_NANOS = 8;

    /** {@code struct timex} is 208 bytes on 64-bit Linux; its {@code modes}, the first field, at 0 only reads. */
    private static final long TIMEX_BYTES = 208;

    private static final long TIMEX_STATUS = 40;
    private static final int TIME_ERROR = 5;
    private static final int STA_UNSYNC = 0x40;

    private final BootId boot;
    private final boolean declaredTrusted;
    private final @Nullable BatteryClock battery;
    private final MethodHandle clockGettime;
    private final MethodHandle adjtimex;

    /**
     * @param bootId the file that tells the boot id, {@link #BOOT_ID} but in tests
     * @param declaredTrusted a setting says that something which the kernel doesn't know keeps the wall clock right
     */
    public LinuxClock(Path bootId, boolean declaredTrusted) {
        this(bootId, declaredTrusted, null);
    }

    /** @param battery the battery clock that a setting names; null for none */
    public LinuxClock(Path bootId, boolean declaredTrusted, @Nullable BatteryClock battery) {
        boot = readBoot(bootId);
        this.declaredTrusted = declaredTrusted;
        this.battery = battery;
        Linker linker = Linker.nativeLinker();
        clockGettime = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("clock_gettime"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
        adjtimex = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("adjtimex"), FunctionDescriptor.of(JAVA_INT, ADDRESS));
    }

    @Override
    public BootId boot() {
        return boot;
    }

    @Override
    public long upMs() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment timespec = arena.allocate(TIMESPEC_BYTES, Long.BYTES);
            int result = call(clockGettime, CLOCK_BOOTTIME, timespec);
            if (result != 0) {
                throw new IllegalStateException("clock_gettime(CLOCK_BOOTTIME) gave " + result + ", not 0");
            }
            return timespec.get(JAVA_LONG, 0) * 1_000 + timespec.get(JAVA_LONG, TIMESPEC_NANOS) / 1_000_000;
        }
    }

    @Override
    public long wallMs() {
        return System.currentTimeMillis();
    }

    @Override
    public ClockTrust trust() {
        return keeper().trust();
    }

    /** What keeps the wall clock right now. */
    public ClockKeeper keeper() {
        if (kernelSaysSynced()) {
            return new ClockKeeper(ClockKeeper.Kind.NETWORK, "");
        }
        BatteryClock.@Nullable Judgement judgement = battery == null ? null : battery.judge(wallMs(), upMs());
        if (judgement instanceof BatteryClock.Keeps(String name)) {
            return new ClockKeeper(ClockKeeper.Kind.BATTERY, name);
        }
        if (declaredTrusted) {
            return new ClockKeeper(ClockKeeper.Kind.SETTING, "");
        }
        return new ClockKeeper(
                ClockKeeper.Kind.NOTHING, judgement instanceof BatteryClock.Fails(String why) ? why : "");
    }

    private boolean kernelSaysSynced() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment timex = arena.allocate(TIMEX_BYTES, Long.BYTES);
            int state = call(adjtimex, timex);
            return state >= 0 && state != TIME_ERROR && (timex.get(JAVA_INT, TIMEX_STATUS) & STA_UNSYNC) == 0;
        }
    }

    private static int call(MethodHandle function, Object... arguments) {
        try {
            return (int) function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException("a call into the C library failed on its way there", e);
        }
    }

    private static BootId readBoot(Path file) {
        try {
            return new BootId(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " tells no boot id; is /proc mounted?", e);
        }
    }
}
