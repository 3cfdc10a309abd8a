package io.yizhan.hardware.simulated.program;

import io.yizhan.hardware.simulated.PrintedTicket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where people drop their tickets: {@code 0001.bin} and {@code 0001.png}, counted on from what is there. A file appears
 * whole. The pictures are drawn on a thread of their own, so the printer does not wait for them.
 */
final class TicketFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TicketFolder.class);
    private static final Pattern NUMBERED = Pattern.compile("(\\d{4,9})\\.(bin|png)");

    /** Tickets that may wait to be drawn; beyond it the printer draws them itself, and so gets slower. */
    private static final int WAITING_MAX = 100;

    private final Path folder;
    private final ExecutorService drawing = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_MAX),
            Thread.ofPlatform().daemon().name("tickets").factory(),
            new ThreadPoolExecutor.CallerRunsPolicy());
    private int last;

    private TicketFolder(Path folder, int last) {
        this.folder = folder;
        this.last = last;
    }

    static TicketFolder open(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            int last = files.map(file -> NUMBERED.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToInt(number -> Integer.parseInt(number.group(1)))
                    .max()
                    .orElse(0);
            return new TicketFolder(folder, last);
        }
    }

    /** Only enqueues. */
    void keep(PrintedTicket ticket) {
        drawing.execute(() -> write(ticket));
    }

    /** Waits until the last ticket is drawn. */
    @Override
    public void close() {
        drawing.close();
    }

    private synchronized void write(PrintedTicket ticket) {
        last++;
        String name = String.format(Locale.ROOT, "%04d", last);
        try {
            write(name + ".bin", ticket.bytes());
            write(name + ".png", ticket.png());
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("ticket {} could not be kept in {}", name, folder);
        }
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path part = Files.write(folder.resolve(name + ".part"), bytes);
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
