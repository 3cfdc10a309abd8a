package io.yizhan.hardware.simulated;

import io.yizhan.hardware.bus.linux.LibC;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A pseudo terminal that knows whether a driver has its other side open, unlike {@link Pty}, and that one thread may
 * write while another reads. As a device file it refuses a second open: while it is open its link leads to a second
 * terminal that is locked. The kernel's word for that is EIO, where a printer's driver says EBUSY.
 */
final class SharedPty implements AutoCloseable {

    private static final int CHUNK_BYTES = 1_024;
    private static final int SLICE_MS = 50;

    private final Arena arena = Arena.ofAuto();
    private final LibC readSide = new LibC(arena);
    private final LibC writeSide = new LibC(arena);
    private final MemorySegment readChunk = arena.allocate(CHUNK_BYTES);
    private final MemorySegment writeChunk = arena.allocate(CHUNK_BYTES);
    private final Object reading = new Object();
    private final Object writing = new Object();
    private final int master;
    private final int locked;
    private final Path device;
    private final Path link;
    private int ready;
    private int taken;
    private volatile boolean closed;

    private SharedPty(Path link) throws IOException {
        this.link = link;
        master = readSide.openMaster();
        device = readSide.deviceOf(master);
        // Opened and closed once: only then the system says whether somebody has it open.
        int slave = readSide.open(device);
        readSide.makeRaw(slave);
        readSide.close(slave);
        locked = readSide.openMaster();
        readSide.refuseOpens(locked);
    }

    /** @param link a symbolic link that is made to the device; one left over from a killed simulator is replaced */
    static SharedPty open(Path link) throws IOException {
        if (Files.exists(link, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(link)) {
            throw new IOException(link + " exists and is no symbolic link; name another path, or move it away");
        }
        SharedPty pty = new SharedPty(link);
        Path folder = link.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        pty.leadTo(pty.device);
        return pty;
    }

    /** Whether a driver has it open. */
    boolean isOpened() throws IOException {
        synchronized (reading) {
            return taken < ready || (!closed && fill(0) >= 0);
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Whether a further driver is turned away. */
    void refuseOpens(boolean refuse) throws IOException {
        synchronized (reading) {
            if (!closed) {
                leadTo(refuse ? readSide.deviceOf(locked) : device);
            }
        }
    }

    /** What the driver writes; ends when it closes. A read gives what is there, at least one byte. */
    InputStream input() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                while (true) {
                    synchronized (reading) {
                        if (taken < ready) {
                            int count = Math.min(length, ready - taken);
                            MemorySegment.copy(readChunk, ValueLayout.JAVA_BYTE, taken, into, offset, count);
                            taken += count;
                            return count;
                        }
                        if (closed || fill(SLICE_MS) < 0) {
                            return -1;
                        }
                    }
                }
            }
        };
    }

    /** To the driver. What finds no room is lost, as on a wire whose far end does not listen. */
    OutputStream output() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                synchronized (writing) {
                    if (closed) {
                        throw new EOFException(link + " was unplugged");
                    }
                    int slice = Math.min(CHUNK_BYTES, length);
                    MemorySegment.copy(bytes, from, writeChunk, ValueLayout.JAVA_BYTE, 0, slice);
                    writeSide.write(master, writeChunk.asSlice(0, slice));
                }
            }
        };
    }

    /** Pulls the plug: the device is gone, and so is the link. */
    @Override
    public void close() {
        closed = true;
        synchronized (reading) {
            synchronized (writing) {
                try {
                    Files.deleteIfExists(link);
                    readSide.close(master);
                    readSide.close(locked);
                } catch (IOException e) {
                    throw new UncheckedIOException("unplugging " + link, e);
                }
            }
        }
    }

    /** There is a link at every moment. */
    private void leadTo(Path terminal) throws IOException {
        Path fresh = link.resolveSibling(link.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createSymbolicLink(fresh, terminal);
        Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Takes in what comes; −1 when no driver has it open. */
    private int fill(int timeoutMs) {
        try {
            if (!readSide.readable(master, timeoutMs)) {
                return 0;
            }
            taken = 0;
            ready = 0;
            ready = readSide.read(master, readChunk);
            return ready;
        } catch (IOException nobodyHasItOpen) {
            return -1;
        }
    }
}
