package io.yizhan.hardware.printer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hardware.matrix.Bitmap;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogoTest {

    private static final int PAPER = 384;

    @TempDir
    Path folder;

    @Test
    void black_is_burnt_and_white_and_transparent_are_not() throws Exception {
        BufferedImage image = new BufferedImage(30, 10, BufferedImage.TYPE_INT_ARGB);
        fill(image, Color.BLACK, 0, 10);
        fill(image, Color.WHITE, 10, 10);

        Bitmap logo = Logo.read(saved(image), PAPER);

        assertThat(logo).isEqualTo(Bitmap.of(30, 10, (x, y) -> x < 10));
    }

    @Test
    void half_grey_becomes_as_many_dots_as_it_is_dark() throws Exception {
        BufferedImage image = new BufferedImage(100, 100, BufferedImage.TYPE_INT_RGB);
        fill(image, new Color(127, 127, 127), 0, 100);

        assertThat(black(Logo.read(saved(image), PAPER))).isBetween(4_700, 5_300);
    }

    @Test
    void what_is_larger_than_a_ticket_may_head_is_made_smaller_and_keeps_its_shape() throws Exception {
        BufferedImage wide = new BufferedImage(1_152, 192, BufferedImage.TYPE_INT_RGB);
        Bitmap narrowed = Logo.read(saved(wide), PAPER);
        assertThat(narrowed.width()).isEqualTo(384);
        assertThat(narrowed.height()).isEqualTo(64);

        BufferedImage high = new BufferedImage(100, 1_000, BufferedImage.TYPE_INT_RGB);
        Bitmap lowered = Logo.read(saved(high), PAPER);
        assertThat(lowered.width()).isEqualTo(24);
        assertThat(lowered.height()).isEqualTo(Receipt.Picture.HEIGHT_DOTS_MAX);
    }

    @Test
    void what_is_no_png_or_too_large_is_refused_with_its_name_and_the_limits() throws Exception {
        Path text = Files.writeString(folder.resolve("logo.txt"), "not a picture");
        refuses(text, "is no PNG picture");
        refuses(folder.resolve("nothing.png"), "is no file");
        refuses(Files.write(folder.resolve("large.png"), new byte[Logo.FILE_BYTES_MAX + 1]), "has 1000001 bytes");
        refuses(saved(new BufferedImage(2_000, 1_001, BufferedImage.TYPE_BYTE_BINARY)), "has 2000 × 1001 pixels");
    }

    private static void refuses(Path file, String why) {
        assertThatThrownBy(() -> Logo.read(file, PAPER))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(why)
                .hasMessageContaining("expected a PNG picture of at most 1000000 bytes and 2000000 pixels");
    }

    private static int black(Bitmap dots) {
        int black = 0;
        for (int y = 0; y < dots.height(); y++) {
            for (int x = 0; x < dots.width(); x++) {
                black += dots.lit(x, y) ? 1 : 0;
            }
        }
        return black;
    }

    private static void fill(BufferedImage image, Color colour, int left, int width) {
        Graphics2D drawing = image.createGraphics();
        drawing.setColor(colour);
        drawing.fillRect(left, 0, width, image.getHeight());
        drawing.dispose();
    }

    private Path saved(BufferedImage image) throws IOException {
        Path file = folder.resolve(image.getWidth() + "x" + image.getHeight() + ".png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }
}
