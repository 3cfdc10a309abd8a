package io.yizhan.hardware.printer;

import io.yizhan.hardware.matrix.Bitmap;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A hall's emblem, from a PNG file to dots: made smaller where it is wider or higher than it may be, never larger, on
 * white where it is transparent, and its greys dithered by Floyd and Steinberg's weights. Greys near black and near
 * white become just that, so that the smooth edges of a drawing stay sharp.
 */
public final class Logo {

    /** A larger file is no logo. */
    static final int FILE_BYTES_MAX = 1_000_000;

    /** Decoded it takes 4 bytes each, on a terminal whose heap is 48 MB. */
    static final long PIXELS_MAX = 2_000_000;

    private static final int WHITE = 255;
    private static final int NEARLY_BLACK = 64;
    private static final int NEARLY_WHITE = 192;
    private static final int MIDDLE = 128;

    private Logo() {}

    /**
     * @param widthDots the paper's
     * @throws IOException with the file, what is wrong with it and what is allowed
     */
    public static Bitmap read(Path png, int widthDots) throws IOException {
        if (!Files.isRegularFile(png)) {
            throw refused(png, "is no file that can be read");
        }
        if (Files.size(png) > FILE_BYTES_MAX) {
            throw refused(png, "has " + Files.size(png) + " bytes");
        }
        return dithered(grey(fitting(decoded(png), widthDots)));
    }

    private static BufferedImage decoded(Path png) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (ImageInputStream input = ImageIO.createImageInputStream(png.toFile())) {
            reader.setInput(input);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > PIXELS_MAX) {
                throw refused(png, "has " + reader.getWidth(0) + " × " + reader.getHeight(0) + " pixels");
            }
            return reader.read(0);
        } catch (javax.imageio.IIOException e) {
            throw new IOException(refused(png, "is no PNG picture").getMessage(), e);
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage fitting(BufferedImage image, int widthDots) {
        double scale = Math.min(
                1,
                Math.min(
                        (double) widthDots / image.getWidth(),
                        (double) Receipt.Picture.HEIGHT_DOTS_MAX / image.getHeight()));
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        Image scaled = scale == 1 ? image : image.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING);
        BufferedImage onWhite = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D paper = onWhite.createGraphics();
        try {
            paper.setColor(Color.WHITE);
            paper.fillRect(0, 0, width, height);
            paper.drawImage(scaled, 0, 0, null);
        } finally {
            paper.dispose();
        }
        return onWhite;
    }

    /** Rows of 0 (black) to 255, weighed as the eye does (ITU-R BT.601). */
    private static int[][] grey(BufferedImage image) {
        int[][] rows = new int[image.getHeight()][image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                int luma = (299 * (rgb >> 16 & 0xFF) + 587 * (rgb >> 8 & 0xFF) + 114 * (rgb & 0xFF)) / 1_000;
                rows[y][x] = luma < NEARLY_BLACK ? 0 : luma > NEARLY_WHITE ? WHITE : luma;
            }
        }
        return rows;
    }

    private static Bitmap dithered(int[][] rows) {
        int height = rows.length;
        int width = rows[0].length;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int wanted = rows[y][x];
                int given = wanted < MIDDLE ? 0 : WHITE;
                rows[y][x] = given;
                int error = wanted - given;
                spread(rows, x + 1, y, error * 7 / 16);
                spread(rows, x - 1, y + 1, error * 3 / 16);
                spread(rows, x, y + 1, error * 5 / 16);
                spread(rows, x + 1, y + 1, error / 16);
            }
        }
        return Bitmap.of(width, height, (x, y) -> rows[y][x] == 0);
    }

    private static void spread(int[][] rows, int x, int y, int error) {
        if (y < rows.length && x >= 0 && x < rows[y].length) {
            rows[y][x] += error;
        }
    }

    private static IOException refused(Path png, String what) {
        return new IOException("the logo " + png + " " + what + ": expected a PNG picture of at most " + FILE_BYTES_MAX
                + " bytes and " + PIXELS_MAX + " pixels");
    }
}
