package io.yizhan.hardware.bus.linux;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.LinkException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Gives blocking writes a deadline: a printer without paper takes nothing, and neither {@code write(2)} on its file
 * nor on its socket ends by itself. The write runs on a platform thread of its own, because it blocks in native code.
 */
final class TimedWriter implements AutoCloseable {

    /** A ticket's raster of 60 kB takes 8 s at 57600 baud, the slowest wire in use. */
    static final Duration WRITE_TIMEOUT = Duration.ofSeconds(15);

    private final String name;
    private final Sink sink;
    private final Duration timeout;
    private final ExecutorService thread;
    private @Nullable Future<?> pending;

    TimedWriter(String name, Sink sink) {
        this(name, sink, WRITE_TIMEOUT);
    }

    TimedWriter(String name, Sink sink, Duration timeout) {
        this.name = name;
        this.sink = sink;
        this.timeout = timeout;
        this.thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("write " + name).factory());
    }

    void write(byte[] bytes) throws LinkException {
        if (pending != null && !pending.isDone()) {
            throw stuck(bytes.length);
        }
        Future<?> write = thread.submit(() -> {
            sink.write(bytes);
            return bytes.length;
        });
        pending = write;
        try {
            write.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw stuck(bytes.length);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw new LinkException(
                        Kind.CLOSED,
                        name + " went away while it was written: " + cause.getMessage()
                                + "; check its cable and power, then it is opened again",
                        cause);
            }
            throw new IllegalStateException("write to " + name, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LinkException(Kind.FAILED, "the write to " + name + " was interrupted by a stop", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private LinkException stuck(int length) {
        return new LinkException(
                Kind.SILENT,
                name + " did not take " + length + " bytes within " + timeout.toSeconds()
                        + " s; look whether it is offline, out of paper or held by flow control");
    }

    /** Where the bytes go; blocks as long as it likes. */
    @FunctionalInterface
    interface Sink {
        void write(byte[] bytes) throws IOException;
    }
}
