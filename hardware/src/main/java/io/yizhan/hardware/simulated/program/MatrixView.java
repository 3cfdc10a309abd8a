package io.yizhan.hardware.simulated.program;

import io.yizhan.hardware.matrix.Bitmap;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a matrix to who runs the program: in the terminal, two dots a character, and as a PNG that is always the newest
 * picture. It draws on a thread of its own, some ten pictures a second: what a text that scrolls passes in between is
 * left out.
 */
final class MatrixView implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MatrixView.class);
    private static final int PICTURE_MS = 100;
    private static final int DOT_PIXELS = 6;
    private static final Color BOARD = new Color(0x16, 0x14, 0x13);
    private static final Color DARK = new Color(0x2e, 0x25, 0x23);
    private static final Color LIT = new Color(0xff, 0x3b, 0x24);

    private final @Nullable PrintWriter terminal;
    private final @Nullable Path png;
    private final AtomicReference<@Nullable Bitmap> newest = new AtomicReference<>();
    private final Semaphore changes = new Semaphore(0);
    private final Thread painter;

    /**
     * @param terminal null draws nothing there
     * @param png null writes none
     */
    MatrixView(@Nullable PrintWriter terminal, @Nullable Path png) {
        this.terminal = terminal;
        this.png = png;
        this.painter = Thread.ofPlatform().daemon().name("matrix view").start(this::paint);
    }

    /** Only enqueues. */
    void show(Bitmap picture) {
        newest.set(picture);
        changes.release();
    }

    /** Draws what is newest, and ends. */
    @Override
    public void close() {
        painter.interrupt();
        try {
            painter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void paint() {
        boolean open = true;
        while (open) {
            try {
                changes.acquire();
                TimeUnit.MILLISECONDS.sleep(PICTURE_MS);
            } catch (InterruptedException closing) {
                open = false;
            }
            changes.drainPermits();
            Bitmap picture = newest.getAndSet(null);
            if (picture != null) {
                draw(picture);
            }
        }
    }

    private void draw(Bitmap picture) {
        PrintWriter out = terminal;
        if (out != null) {
            out.print("\u001b[H\u001b[J" + characters(picture));
            out.flush();
        }
        Path file = png;
        if (file != null) {
            try {
                Path part = file.resolveSibling(file.getFileName() + ".part");
                ImageIO.write(image(picture), "png", part.toFile());
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                LOG.warn("the picture {} was not written", file, e);
            }
        }
    }

    /** Two dots a character, one above the other. */
    static String characters(Bitmap picture) {
        StringBuilder rows = new StringBuilder();
        for (int y = 0; y < picture.height(); y += 2) {
            for (int x = 0; x < picture.width(); x++) {
                boolean above = picture.lit(x, y);
                boolean below = picture.lit(x, y + 1);
                rows.append(above ? below ? '█' : '▀' : below ? '▄' : ' ');
            }
            rows.append('\n');
        }
        return rows.toString();
    }

    /** Round dots, red where they are lit. */
    static BufferedImage image(Bitmap picture) {
        BufferedImage image = new BufferedImage(
                picture.width() * DOT_PIXELS, picture.height() * DOT_PIXELS, BufferedImage.TYPE_INT_RGB);
        Graphics2D board = image.createGraphics();
        try {
            board.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            board.setColor(BOARD);
            board.fillRect(0, 0, image.getWidth(), image.getHeight());
            for (int y = 0; y < picture.height(); y++) {
                for (int x = 0; x < picture.width(); x++) {
                    board.setColor(picture.lit(x, y) ? LIT : DARK);
                    board.fillOval(x * DOT_PIXELS, y * DOT_PIXELS, DOT_PIXELS - 1, DOT_PIXELS - 1);
                }
            }
        } finally {
            board.dispose();
        }
        return image;
    }
}
