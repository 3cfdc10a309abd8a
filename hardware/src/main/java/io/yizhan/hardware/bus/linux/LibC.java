package io.yizhan.hardware.bus.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.util.Map;

/**
 * The C library's calls for device files and pseudo terminals, with Linux's numbers for x86-64 and arm64. Java's own
 * files know no deadline: a read that is blocked in one keeps the device open even after it was closed.
 *
 * <p>Every file is opened non-blocking. An instance is used by one thread at a time: it holds that thread's errno.
 */
public final class LibC {

    static final int ENXIO = 6;
    static final int EACCES = 13;
    static final int EBUSY = 16;
    static final int ENODEV = 19;
    static final int EINVAL = 22;
    static final int ENOTTY = 25;

    private static final int O_RDWR = 0x2;
    private static final int O_NOCTTY = 0x100;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_CLOEXEC = 0x80000;
    private static final int TCSANOW = 0;
    private static final int EINTR = 4;
    private static final int EAGAIN = 11;
    private static final short POLLIN = 1;
    private static final short POLLOUT = 4;
    private static final short POLLHUP = 16;
    private static final long TIOCSPTLCK = 0x40045431L;
    private static final int PATH_BYTES_MAX = 128;
    private static final long EVIOCGRAB = 0x40044590L; // linux/input.h
    private static final int TERMIOS_BYTES = 256; // 60 with glibc on both

    /** Linux's codes of the usual rates; glibc from 2.42 on gives the rates themselves. */
    private static final Map<Integer, Integer> BAUDS =
            Map.of(13, 9_600, 14, 19_200, 15, 38_400, 0x1001, 57_600, 0x1002, 115_200);

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout POINTER = ValueLayout.ADDRESS;
    private static final StructLayout POLLFD = MemoryLayout.structLayout(
            INT.withName("fd"), ValueLayout.JAVA_SHORT.withName("events"), ValueLayout.JAVA_SHORT.withName("revents"));
    private static final long REVENTS_AT = POLLFD.byteOffset(PathElement.groupElement("revents"));
    private static final VarHandle ERRNO =
            Linker.Option.captureStateLayout().varHandle(PathElement.groupElement("errno"));

    private static final MethodHandle POSIX_OPENPT = call("posix_openpt", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle GRANTPT = call("grantpt", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle UNLOCKPT = call("unlockpt", FunctionDescriptor.of(INT, INT));
    private static final MethodHandle PTSNAME = call("ptsname_r", FunctionDescriptor.of(INT, INT, POINTER, LONG));
    private static final MethodHandle OPEN =
            call("open", FunctionDescriptor.of(INT, POINTER, INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle TCGETATTR = call("tcgetattr", FunctionDescriptor.of(INT, INT, POINTER));
    private static final MethodHandle CFMAKERAW = call("cfmakeraw", FunctionDescriptor.ofVoid(POINTER));
    private static final MethodHandle TCSETATTR = call("tcsetattr", FunctionDescriptor.of(INT, INT, INT, POINTER));
    private static final MethodHandle CFGETOSPEED = call("cfgetospeed", FunctionDescriptor.of(INT, POINTER));
    private static final MethodHandle IOCTL_AT =
            call("ioctl", FunctionDescriptor.of(INT, INT, LONG, POINTER), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle POLL = call("poll", FunctionDescriptor.of(INT, POINTER, LONG, INT));
    private static final MethodHandle READ = call("read", FunctionDescriptor.of(LONG, INT, POINTER, LONG));
    private static final MethodHandle WRITE = call("write", FunctionDescriptor.of(LONG, INT, POINTER, LONG));
    private static final MethodHandle IOCTL =
            call("ioctl", FunctionDescriptor.of(INT, INT, LONG, INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle CLOSE = call("close", FunctionDescriptor.of(INT, INT));

    private final MemorySegment state;
    private final MemorySegment pollfd;

    /** @param arena shared, or the calling thread's; the instance lives no longer */
    public LibC(Arena arena) {
        state = arena.allocate(Linker.Option.captureStateLayout());
        pollfd = arena.allocate(POLLFD);
    }

    /** A call that the system refused. */
    static final class CallException extends IOException {
        private static final long serialVersionUID = 1L;

        private final int errno;

        CallException(String name, int errno) {
            super(name + " failed with errno " + errno);
            this.errno = errno;
        }

        int errno() {
            return errno;
        }
    }

    /** Opens a pseudo terminal's master side. */
    public int openMaster() throws IOException {
        int master = (int)
                checked("posix_openpt", () -> (int) POSIX_OPENPT.invokeExact(state, O_RDWR | O_NOCTTY | O_NONBLOCK));
        checked("grantpt", () -> (int) GRANTPT.invokeExact(state, master));
        checked("unlockpt", () -> (int) UNLOCKPT.invokeExact(state, master));
        return master;
    }

    /** Has each open of a pseudo terminal's other side refused from now on (EIO), also root's. */
    public void refuseOpens(int master) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment yes = arena.allocateFrom(INT, 1);
            checked("ioctl", () -> (int) IOCTL_AT.invokeExact(state, master, TIOCSPTLCK, yes));
        }
    }

    /** What the other side of a pseudo terminal is called. */
    public Path deviceOf(int master) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment path = arena.allocate(PATH_BYTES_MAX);
            // its result is the errno itself
            checked("ptsname_r", () -> -(int) PTSNAME.invokeExact(state, master, path, (long) PATH_BYTES_MAX));
            return Path.of(path.getString(0));
        }
    }

    /** Opens a file for both ways. */
    public int open(Path file) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment path = arena.allocateFrom(file.toString());
            int flags = O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC;
            return (int) checked("open", () -> (int) OPEN.invokeExact(state, path, flags));
        }
    }

    /** Lets a terminal pass every byte as it is: a fresh one edits lines, and echoes. */
    public void makeRaw(int terminal) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment termios = arena.allocate(TERMIOS_BYTES);
            checked("tcgetattr", () -> (int) TCGETATTR.invokeExact(state, terminal, termios));
            checked("cfmakeraw", () -> {
                CFMAKERAW.invokeExact(state, termios);
                return 0;
            });
            checked("tcsetattr", () -> (int) TCSETATTR.invokeExact(state, terminal, TCSANOW, termios));
        }
    }

    /** Bits a second of a terminal, 0 for a rate that is not one of the usual ones. */
    public int baud(int terminal) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment termios = arena.allocate(TERMIOS_BYTES);
            checked("tcgetattr", () -> (int) TCGETATTR.invokeExact(state, terminal, termios));
            int speed = (int) checked("cfgetospeed", () -> (int) CFGETOSPEED.invokeExact(state, termios));
            return BAUDS.getOrDefault(speed, BAUDS.containsValue(speed) ? speed : 0);
        }
    }

    /** Whether a read would give bytes, an end or an error; false when none of these came within {@code timeoutMs}. */
    public boolean readable(int file, int timeoutMs) throws IOException {
        return ready(file, POLLIN, timeoutMs);
    }

    /** Whether a write would find room or an error. */
    public boolean writable(int file, int timeoutMs) throws IOException {
        return ready(file, POLLOUT, timeoutMs);
    }

    /** Whether the last {@link #readable} or {@link #writable} found the far end gone. */
    boolean hungUp() {
        return (pollfd.get(ValueLayout.JAVA_SHORT, REVENTS_AT) & POLLHUP) != 0;
    }

    /** How many bytes came: 0 when there are none, or at an end. */
    public int read(int file, MemorySegment into) throws IOException {
        return (int) checked("read", () -> (long) READ.invokeExact(state, file, into, into.byteSize()));
    }

    /** How many bytes found room: 0 when there is none. */
    public int write(int file, MemorySegment from) throws IOException {
        return (int) checked("write", () -> (long) WRITE.invokeExact(state, file, from, from.byteSize()));
    }

    /** Takes an input device for this file alone: nobody else, the console neither, hears its keys any more. */
    void grab(int inputDevice) throws IOException {
        checked("ioctl(EVIOCGRAB)", () -> (int) IOCTL.invokeExact(state, inputDevice, EVIOCGRAB, 1));
    }

    public void close(int file) throws IOException {
        checked("close", () -> (int) CLOSE.invokeExact(state, file));
    }

    private boolean ready(int file, short events, int timeoutMs) throws IOException {
        pollfd.set(INT, 0, file);
        pollfd.set(ValueLayout.JAVA_SHORT, INT.byteSize(), events);
        return checked("poll", () -> (int) POLL.invokeExact(state, pollfd, 1L, timeoutMs)) > 0;
    }

    private static MethodHandle call(String name, FunctionDescriptor shape, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        Linker.Option[] all = new Linker.Option[options.length + 1];
        System.arraycopy(options, 0, all, 0, options.length);
        all[options.length] = Linker.Option.captureCallState("errno");
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), shape, all);
    }

    /** A result that is no error; "try again" and "a signal came" count as 0. */
    private long checked(String name, NativeCall call) throws IOException {
        long result;
        try {
            result = call.run();
        } catch (Throwable e) {
            throw new IllegalStateException("calling " + name, e);
        }
        if (result >= 0) {
            return result;
        }
        int errno = (int) ERRNO.get(state, 0L);
        if (errno == EAGAIN || errno == EINTR) {
            return 0;
        }
        throw new CallException(name, errno);
    }

    /** One call; the linker declares Throwable. */
    @FunctionalInterface
    private interface NativeCall {
        long run() throws Throwable;
    }
}
