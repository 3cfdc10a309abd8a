package io.yizhan.hardware.simulated;

import io.yizhan.hardware.bus.linux.LibC;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pseudo terminal: what is a serial device to the driver that opens its path is a pair of streams here.
 *
 * <p>This side keeps the device open too, so it lives on while drivers come and go. One thread reads and writes.
 */
final class Pty implements AutoCloseable {

    private static final int CHUNK_BYTES = 1_024;

    private final Arena arena = Arena.ofShared();
    private final LibC libc = new LibC(arena);
    private final MemorySegment chunk = arena.allocate(CHUNK_BYTES);
    private final int master;
    private final int keeper;
    private final Path device;
    private final @Nullable Path link;

    private Pty(@Nullable Path link) throws IOException {
        this.link = link;
        master = libc.openMaster();
        device = libc.deviceOf(master);
        keeper = libc.open(device);
        libc.makeRaw(keeper);
    }

    /** @param link a symbolic link that is made to the device; one left over from a killed simulator is replaced */
    static Pty open(@Nullable Path link) throws IOException {
        if (link != null && Files.exists(link, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(link)) {
            throw new IOException(link + " exists and is no symbolic link; name another path, or move it away");
        }
        Pty pty = new Pty(link);
        if (link != null) {
            Path folder = link.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, pty.device);
        }
        return pty;
    }

    /** The device itself, such as {@code /dev/pts/3}. */
    Path device() {
        return device;
    }

    /** Bits a second, as the driver that opened the device last set them. */
    int baud() throws IOException {
        return libc.baud(keeper);
    }

    /** What a driver wrote, or nothing if that takes longer than {@code timeoutMs}. */
    Optional<byte[]> read(int timeoutMs) throws IOException {
        if (!libc.readable(master, timeoutMs)) {
            return Optional.empty();
        }
        int count = libc.read(master, chunk);
        return Optional.of(chunk.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE));
    }

    /** Sends to whoever listens. What finds no room is lost, as on a wire whose far end does not listen. */
    void write(byte[] bytes) throws IOException {
        for (int sent = 0; sent < bytes.length; ) {
            int slice = Math.min(CHUNK_BYTES, bytes.length - sent);
            MemorySegment.copy(bytes, sent, chunk, ValueLayout.JAVA_BYTE, 0, slice);
            int count = libc.write(master, chunk.asSlice(0, slice));
            if (count == 0) {
                return;
            }
            sent += count;
        }
    }

    @Override
    public void close() throws IOException {
        if (link != null
                && Files.isSymbolicLink(link)
                && Files.readSymbolicLink(link).equals(device)) {
            Files.delete(link);
        }
        libc.close(keeper);
        libc.close(master);
        arena.close();
    }
}
