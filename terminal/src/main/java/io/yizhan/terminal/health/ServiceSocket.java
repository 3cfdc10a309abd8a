package io.yizhan.terminal.health;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The datagram socket on which systemd hears its services, see sd_notify(3). By the C library of a 64-bit Linux, since
 * Java's datagram channels take no Unix addresses. For any thread.
 */
final class ServiceSocket {

    private static final short AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;

    /** A service manager that doesn't read must not stop us. */
    private static final int MSG_DONTWAIT = 0x40;

    /** {@code struct sockaddr_un}: the family, two bytes, then the path. */
    private static final int PATH_OFFSET = 2;

    private static final int PATH_BYTES_MAX = 108;

    private final byte[] address;
    private final MethodHandle socket;
    private final MethodHandle sendto;
    private final MethodHandle close;

    /** @param path as in {@code NOTIFY_SOCKET}; one that begins with @ is in Linux's abstract name space */
    ServiceSocket(String path) {
        address = path.getBytes(UTF_8);
        if (address.length == 0 || address.length >= PATH_BYTES_MAX) {
            throw new IllegalArgumentException("NOTIFY_SOCKET \"" + path + "\" has " + address.length
                    + " bytes, a socket's path has 1 to " + (PATH_BYTES_MAX - 1));
        }
        if (address[0] == '@') {
            address[0] = 0;
        }
        socket = function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
        sendto = function(
                "sendto", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
        close = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    }

    /** @return whether it was taken */
    boolean send(String message) {
        int file = (int) call(socket, (int) AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        if (file < 0) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment to = arena.allocate(PATH_OFFSET + PATH_BYTES_MAX, Short.BYTES);
            to.set(JAVA_SHORT, 0, AF_UNIX);
            MemorySegment.copy(address, 0, to, JAVA_BYTE, PATH_OFFSET, address.length);
            byte[] bytes = message.getBytes(UTF_8);
            MemorySegment text = arena.allocateFrom(JAVA_BYTE, bytes);
            long length = bytes.length;
            return (long) call(sendto, file, text, length, MSG_DONTWAIT, to, PATH_OFFSET + address.length) == length;
        } finally {
            call(close, file);
        }
    }

    private static MethodHandle function(String name, FunctionDescriptor shape) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), shape);
    }

    private static Object call(MethodHandle function, Object... arguments) {
        try {
            return function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException("a call into the C library failed on its way there", e);
        }
    }
}
