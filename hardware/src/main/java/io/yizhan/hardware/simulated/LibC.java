package io.yizhan.hardware.simulated;

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

/** The C library's calls for pseudo terminals, with Linux's numbers for x86-64 and arm64. Used by one thread at a time. */
final class LibC {

    private static final int O_RDWR = 0x2;
    private static final int O_NOCTTY = 0x100;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_CLOEXEC = 0x80000;
    private static final int TCSANOW = 0;
    private static final int EINTR = 4;
    private static final int EAGAIN = 11;
    private static final short POLLIN = 1;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout POINTER = ValueLayout.ADDRESS;
    private static final StructLayout POLLFD = MemoryLayout.structLayout(
            INT.withName("fd"), ValueLayout.JAVA_SHORT.withName("events"), ValueLayout.JAVA_SHORT.withName("revents"));
    private static final VarHandle ERRNO =
            Linker.Option.captureStateLayout().varHandle(PathElement.groupElement("errno"));

    private final Linker linker = Linker.nativeLinker();
    private final MemorySegment state;
    private final MemorySegment pollfd;
    private final MethodHandle posixOpenpt = call("posix_openpt", FunctionDescriptor.of(INT, INT));
    private final MethodHandle grantpt = call("grantpt", FunctionDescriptor.of(INT, INT));
    private final MethodHandle unlockpt = call("unlockpt", FunctionDescriptor.of(INT, INT));
    private final MethodHandle ptsname = call("ptsname_r", FunctionDescriptor.of(INT, INT, POINTER, LONG));
    private final MethodHandle openFile =
            call("open", FunctionDescriptor.of(INT, POINTER, INT), Linker.Option.firstVariadicArg(2));
    private final MethodHandle tcgetattr = call("tcgetattr", FunctionDescriptor.of(INT, INT, POINTER));
    private final MethodHandle cfmakeraw = call("cfmakeraw", FunctionDescriptor.ofVoid(POINTER));
    private final MethodHandle tcsetattr = call("tcsetattr", FunctionDescriptor.of(INT, INT, INT, POINTER));
    private final MethodHandle poll = call("poll", FunctionDescriptor.of(INT, POINTER, LONG, INT));
    private final MethodHandle readFile = call("read", FunctionDescriptor.of(LONG, INT, POINTER, LONG));
    private final MethodHandle writeFile = call("write", FunctionDescriptor.of(LONG, INT, POINTER, LONG));
    private final MethodHandle closeFile = call("close", FunctionDescriptor.of(INT, INT));

    LibC(Arena arena) {
        state = arena.allocate(Linker.Option.captureStateLayout());
        pollfd = arena.allocate(POLLFD);
    }

    int openMaster() throws IOException {
        int master = (int)
                checked("posix_openpt", () -> (int) posixOpenpt.invokeExact(state, O_RDWR | O_NOCTTY | O_NONBLOCK));
        checked("grantpt", () -> (int) grantpt.invokeExact(state, master));
        checked("unlockpt", () -> (int) unlockpt.invokeExact(state, master));
        return master;
    }

    void nameOf(int master, MemorySegment into, int size) throws IOException {
        checked("ptsname_r", () -> -(int) ptsname.invokeExact(state, master, into, (long) size)); // errno is its result
    }

    int open(MemorySegment path) throws IOException {
        return (int) checked("open", () -> (int) openFile.invokeExact(state, path, O_RDWR | O_NOCTTY | O_CLOEXEC));
    }

    void makeRaw(int terminal, MemorySegment termios) throws IOException {
        checked("tcgetattr", () -> (int) tcgetattr.invokeExact(state, terminal, termios));
        checked("cfmakeraw", () -> {
            cfmakeraw.invokeExact(state, termios);
            return 0;
        });
        checked("tcsetattr", () -> (int) tcsetattr.invokeExact(state, terminal, TCSANOW, termios));
    }

    boolean readable(int file, int timeoutMs) throws IOException {
        pollfd.set(INT, 0, file);
        pollfd.set(ValueLayout.JAVA_SHORT, INT.byteSize(), POLLIN);
        return checked("poll", () -> (int) poll.invokeExact(state, pollfd, 1L, timeoutMs)) > 0;
    }

    int read(int file, MemorySegment into, int size) throws IOException {
        return (int) checked("read", () -> (long) readFile.invokeExact(state, file, into, (long) size));
    }

    /** How many bytes found room: 0 when there is none. */
    int write(int file, MemorySegment from, int size) throws IOException {
        return (int) checked("write", () -> (long) writeFile.invokeExact(state, file, from, (long) size));
    }

    void close(int file) throws IOException {
        checked("close", () -> (int) closeFile.invokeExact(state, file));
    }

    private MethodHandle call(String name, FunctionDescriptor shape, Linker.Option... options) {
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
        throw new IOException(name + " on a pseudo terminal failed with errno " + errno
                + "; is /dev/pts mounted and /dev/ptmx open to this user?");
    }

    /** One call; the linker declares Throwable. */
    @FunctionalInterface
    private interface NativeCall {
        long run() throws Throwable;
    }
}
