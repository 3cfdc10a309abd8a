package io.yizhan.hardware.bus.linux;

import io.yizhan.hardware.bus.ByteLink;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.LinkException.Kind;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A device that is one file, such as a printer at {@code /dev/usb/lp0}: it allows a single open, so one descriptor
 * serves both ways. It is polled and never blocked in, because a blocked read would keep the device busy after the
 * link was closed.
 */
public final class FileLink implements ByteLink {

    private static final int CHUNK_BYTES = 4_096;

    /** The longest wait in one piece: so long a close waits for a reader. */
    private static final int SLICE_MS = 100;

    /** After the system called the file ready, and it was not: as at an empty packet, or without paper. */
    private static final long NOT_READY_PAUSE_MS = 10;

    private final String name;
    private final int file;
    private final Duration writeTimeout;
    private final Arena arena = Arena.ofShared();
    private final LibC readSide = new LibC(arena);
    private final LibC writeSide = new LibC(arena);
    private final MemorySegment readChunk = arena.allocate(CHUNK_BYTES);
    private final MemorySegment writeChunk = arena.allocate(CHUNK_BYTES);
    private final ReentrantLock reading = new ReentrantLock();
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean closed;

    private FileLink(Path path, Duration writeTimeout) throws IOException {
        this.name = path.toString();
        this.writeTimeout = writeTimeout;
        this.file = readSide.open(path);
    }

    public static FileLink open(Path path) throws LinkException {
        return open(path, TimedWriter.WRITE_TIMEOUT);
    }

    /**
     * Opens a device of the kernel's input layer, such as {@code /dev/input/by-id/usb-…-event-kbd}, and takes it for
     * this program alone: else a PIN would be typed at the console, too.
     */
    public static FileLink openInputDevice(Path path) throws LinkException {
        FileLink link = open(path);
        boolean grabbed = false;
        try {
            link.writeSide.grab(link.file);
            grabbed = true;
            return link;
        } catch (LibC.CallException e) {
            throw switch (e.errno()) {
                case LibC.EBUSY ->
                    new LinkException(
                            Kind.BUSY, path + " is held by another program; end it (`fuser -v " + path + "` names it)");
                case LibC.ENOTTY, LibC.EINVAL ->
                    new LinkException(
                            Kind.GARBLED, path + " is no input device; look for the number pad in /dev/input/by-id");
                default -> new LinkException(Kind.FAILED, path + ": " + e.getMessage() + "; look into `dmesg`", e);
            };
        } catch (IOException e) {
            throw new LinkException(Kind.FAILED, path + ": " + e.getMessage() + "; look into `dmesg`", e);
        } finally {
            if (!grabbed) {
                link.close();
            }
        }
    }

    static FileLink open(Path path, Duration writeTimeout) throws LinkException {
        if (!Files.exists(path)) {
            throw missing(path);
        }
        try {
            return new FileLink(path, writeTimeout);
        } catch (LibC.CallException e) {
            throw switch (e.errno()) {
                case LibC.ENXIO, LibC.ENODEV -> missing(path);
                case LibC.EACCES -> DeviceAccess.denied(path);
                case LibC.EBUSY ->
                    new LinkException(
                            Kind.BUSY,
                            path + " is in use by another program; end it (`fuser -v " + path
                                    + "` names it; CUPS is a usual one)");
                default -> new LinkException(Kind.FAILED, path + ": " + e.getMessage() + "; look into `dmesg`", e);
            };
        } catch (IOException e) {
            throw new LinkException(Kind.FAILED, path + ": " + e.getMessage() + "; look into `dmesg`", e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int read(byte[] into, int offset, int length, Duration timeout) throws LinkException {
        long deadline = System.nanoTime() + timeout.toNanos();
        reading.lock();
        try {
            do {
                refuseWhenClosed();
                if (readSide.readable(file, slice(deadline))) {
                    int count = readSide.read(file, readChunk.asSlice(0, Math.min(length, CHUNK_BYTES)));
                    if (count > 0) {
                        MemorySegment.copy(readChunk, ValueLayout.JAVA_BYTE, 0, into, offset, count);
                        return count;
                    }
                    if (readSide.hungUp()) {
                        throw gone("read", new IOException("it hung up"));
                    }
                    Thread.sleep(NOT_READY_PAUSE_MS);
                }
            } while (deadline - System.nanoTime() > 0);
            return 0;
        } catch (IOException e) {
            throw gone("read", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            reading.unlock();
        }
    }

    @Override
    public void write(byte[] bytes) throws LinkException {
        long deadline = System.nanoTime() + writeTimeout.toNanos();
        writing.lock();
        try {
            for (int sent = 0; sent < bytes.length; ) {
                refuseWhenClosed();
                int count = writeSide.writable(file, slice(deadline)) ? writeChunk(bytes, sent) : 0;
                sent += count;
                if (count == 0) {
                    if (deadline - System.nanoTime() <= 0) {
                        throw stuck(sent, bytes.length);
                    }
                    Thread.sleep(NOT_READY_PAUSE_MS);
                }
            }
        } catch (IOException e) {
            throw gone("written", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() {
        closed = true;
        reading.lock();
        writing.lock();
        try {
            if (arena.scope().isAlive()) {
                readSide.close(file);
                arena.close();
            }
        } catch (IOException e) {
            arena.close(); // nothing can be done for a device that does not even close, and nobody waits for it any
            // more
        } finally {
            writing.unlock();
            reading.unlock();
        }
    }

    private int writeChunk(byte[] bytes, int from) throws IOException {
        int length = Math.min(CHUNK_BYTES, bytes.length - from);
        MemorySegment.copy(bytes, from, writeChunk, ValueLayout.JAVA_BYTE, 0, length);
        return writeSide.write(file, writeChunk.asSlice(0, length));
    }

    private static int slice(long deadline) {
        long leftMs =
                Duration.ofNanos(Math.max(0, deadline - System.nanoTime())).toMillis();
        return (int) Math.min(SLICE_MS, leftMs);
    }

    private void refuseWhenClosed() throws LinkException {
        if (closed) {
            throw new LinkException(Kind.CLOSED, name + " was closed by this program; open it again");
        }
    }

    private static LinkException missing(Path path) {
        return new LinkException(
                Kind.MISSING,
                "no device at " + path + "; check its cable and power, and the path in the settings (`ls /dev/usb`)");
    }

    private LinkException gone(String doing, IOException e) {
        return new LinkException(
                Kind.CLOSED,
                name + " went away while it was " + doing + " (" + e.getMessage()
                        + "); check its cable and power, then it is opened again",
                e);
    }

    private LinkException stuck(int sent, int length) {
        return new LinkException(
                Kind.SILENT,
                name + " took " + sent + " of " + length + " bytes within " + writeTimeout.toMillis()
                        + " ms; look whether it is offline or out of paper");
    }

    private LinkException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new LinkException(Kind.FAILED, "the use of " + name + " was interrupted by a stop", e);
    }
}
