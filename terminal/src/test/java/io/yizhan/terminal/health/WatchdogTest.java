package io.yizhan.terminal.health;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a real socket in systemd's place. */
@EnabledOnOs(OS.LINUX)
class WatchdogTest {

    private static final String EVERY_10_MS = "20000";

    @TempDir
    Path folder;

    @Test
    void it_tells_that_it_is_ready_alive_and_stopping() throws Throwable {
        try (Systemd systemd = new Systemd(folder.resolve("notify"))) {
            try (Watchdog watchdog = watchdog(systemd.path, () -> true)) {
                watchdog.ready();
                await().until(() ->
                        systemd.heard().stream().filter("WATCHDOG=1"::equals).count() >= 3);
            }
            await().until(() -> systemd.heard().getLast().equals("STOPPING=1"));
            assertThat(systemd.heard().getFirst()).isEqualTo("READY=1");
        }
    }

    @Test
    void one_that_hangs_says_nothing_more() throws Throwable {
        AtomicBoolean asked = new AtomicBoolean();
        BooleanSupplier hangs = () -> {
            asked.set(true);
            return false;
        };
        try (Systemd systemd = new Systemd(folder.resolve("notify"))) {
            try (Watchdog watchdog = watchdog(systemd.path, hangs)) {
                watchdog.ready();
                await().untilTrue(asked);
            }
            await().until(() -> systemd.heard().getLast().equals("STOPPING=1"));
            assertThat(systemd.heard()).doesNotContain("WATCHDOG=1");
        }
    }

    @Test
    void without_systemd_nothing_happens_and_a_path_that_is_none_is_refused() {
        try (Watchdog watchdog = new Watchdog(Map.of(), () -> true)) {
            watchdog.ready();
        }
        assertThatThrownBy(() -> new Watchdog(Map.of("NOTIFY_SOCKET", "x".repeat(200)), () -> true))
                .hasMessageContaining("NOTIFY_SOCKET");
    }

    private static Watchdog watchdog(Path socket, BooleanSupplier alive) {
        return new Watchdog(Map.of("NOTIFY_SOCKET", socket.toString(), "WATCHDOG_USEC", EVERY_10_MS), alive);
    }

    /** A bound datagram socket that is read without waiting. */
    private static final class Systemd implements AutoCloseable {

        private static final short AF_UNIX = 1;
        private static final int SOCK_DGRAM = 2;
        private static final int MSG_DONTWAIT = 0x40;
        private static final int ADDRESS_BYTES = 110;

        private final Path path;
        private final Linker linker = Linker.nativeLinker();
        private final Arena arena = Arena.ofShared();
        private final List<String> heard = new ArrayList<>();
        private final int file;

        Systemd(Path path) throws Throwable {
            this.path = path;
            file = (int) linker.downcallHandle(
                            linker.defaultLookup().findOrThrow("socket"),
                            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT))
                    .invokeWithArguments((int) AF_UNIX, SOCK_DGRAM, 0);
            MemorySegment address = arena.allocate(ADDRESS_BYTES, Short.BYTES);
            address.set(JAVA_SHORT, 0, AF_UNIX);
            byte[] name = path.toString().getBytes(UTF_8);
            MemorySegment.copy(name, 0, address, JAVA_BYTE, Short.BYTES, name.length);
            Object bound = linker.downcallHandle(
                            linker.defaultLookup().findOrThrow("bind"),
                            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT))
                    .invokeWithArguments(file, address, Short.BYTES + name.length);
            assertThat(bound)
                    .as("the test folder's path may be too long for a socket")
                    .isEqualTo(0);
        }

        List<String> heard() {
            MemorySegment buffer = arena.allocate(256);
            long length = receive(buffer);
            while (length > 0) {
                heard.add(new String(buffer.asSlice(0, length).toArray(JAVA_BYTE), UTF_8));
                length = receive(buffer);
            }
            return List.copyOf(heard);
        }

        private long receive(MemorySegment buffer) {
            try {
                return (long) linker.downcallHandle(
                                linker.defaultLookup().findOrThrow("recv"),
                                FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT))
                        .invokeWithArguments(file, buffer, buffer.byteSize(), MSG_DONTWAIT);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            try {
                linker.downcallHandle(
                                linker.defaultLookup().findOrThrow("close"), FunctionDescriptor.of(JAVA_INT, JAVA_INT))
                        .invokeWithArguments(file);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
            arena.close();
        }
    }
}
