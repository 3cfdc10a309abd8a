package io.yizhan.hardware.bus.linux;

import io.yizhan.hardware.bus.ByteLink;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.LinkException.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A device that is one file, such as a printer at {@code /dev/usb/lp0}, which allows a single open: so one
 * {@link RandomAccessFile} serves both ways. A {@code FileChannel} would not do: a blocked read there blocks the writer.
 *
 * <p>A read of such a file has no deadline of its own, so a platform thread of the link reads ahead.
 */
public final class FileLink implements ByteLink {

    /** Chunks that are read ahead; a printer's status answers are a few bytes, so more means that nobody listens. */
    private static final int CHUNKS_MAX = 256;

    private static final int CHUNK_BYTES_MAX = 512;

    /** A read of usblp may end at once with nothing; then it is asked again after this. */
    private static final long NOTHING_PAUSE_MS = 20;

    private final String name;
    private final RandomAccessFile file;
    private final TimedWriter writer;
    private final BlockingQueue<byte[]> arrived = new ArrayBlockingQueue<>(CHUNKS_MAX);
    private final Thread reader;
    private byte[] rest = new byte[0];
    private volatile @Nullable IOException broken;
    private volatile boolean closed;

    private FileLink(String name, RandomAccessFile file) {
        this.name = name;
        this.file = file;
        this.writer = new TimedWriter(name, file::write);
        this.reader = Thread.ofPlatform().daemon().name("read " + name).unstarted(this::readAhead);
    }

    public static FileLink open(Path path) throws LinkException {
        if (!Files.exists(path)) {
            throw new LinkException(
                    Kind.MISSING,
                    "no device at " + path
                            + "; check its cable and power, and the path in the settings (`ls /dev/usb`)");
        }
        if (!Files.isReadable(path) || !Files.isWritable(path)) {
            throw new LinkException(
                    Kind.DENIED,
                    "user " + System.getProperty("user.name") + " may not read and write " + path
                            + "; add the user to the group that owns it (`sudo usermod -aG lp USER`) and start again");
        }
        try {
            FileLink link = new FileLink(path.toString(), new RandomAccessFile(path.toFile(), "rw"));
            link.reader.start();
            return link;
        } catch (FileNotFoundException e) {
            throw new LinkException(
                    Kind.BUSY,
                    path + " did not open (" + e.getMessage() + "); another program may hold it: end it (`fuser -v "
                            + path + "` names it)",
                    e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int read(byte[] into, int offset, int length, Duration timeout) throws LinkException {
        if (rest.length == 0) {
            byte[] chunk = next(timeout);
            if (chunk == null) {
                return 0;
            }
            rest = chunk;
        }
        int count = Math.min(length, rest.length);
        System.arraycopy(rest, 0, into, offset, count);
        rest = Arrays.copyOfRange(rest, count, rest.length);
        return count;
    }

    @Override
    public void write(byte[] bytes) throws LinkException {
        writer.write(bytes);
    }

    @Override
    public void close() {
        closed = true;
        writer.close();
        reader.interrupt();
        try {
            file.close();
        } catch (IOException e) {
            // nothing can be done for a device that does not even close, and nobody waits for it any more
        }
    }

    private byte @Nullable [] next(Duration timeout) throws LinkException {
        IOException seen = broken; // before the queue is looked at: what came before the break is still given
        try {
            byte[] chunk = seen == null ? arrived.poll(timeout.toNanos(), TimeUnit.NANOSECONDS) : arrived.poll();
            if (chunk == null && seen != null) {
                throw new LinkException(
                        Kind.CLOSED,
                        name + " went away while it was read: " + seen.getMessage()
                                + "; check its cable and power, then it is opened again",
                        seen);
            }
            return chunk;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LinkException(Kind.FAILED, "the read of " + name + " was interrupted by a stop", e);
        }
    }

    private void readAhead() {
        byte[] chunk = new byte[CHUNK_BYTES_MAX];
        try {
            while (!closed) {
                int count = file.read(chunk);
                if (count > 0) {
                    arrived.put(Arrays.copyOf(chunk, count));
                } else {
                    Thread.sleep(NOTHING_PAUSE_MS);
                }
            }
        } catch (IOException e) {
            broken = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // close() asked for it
        }
    }
}
