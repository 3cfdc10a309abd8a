package io.yizhan.hardware.simulated.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.linux.TcpLink;
import io.yizhan.hardware.bus.linux.TcpSpi;
import io.yizhan.hardware.matrix.Bitmap;
import io.yizhan.hardware.matrix.GlyphFont;
import io.yizhan.hardware.matrix.max7219.ChainLayout;
import io.yizhan.hardware.matrix.max7219.Max7219Matrix;
import io.yizhan.hardware.simulated.SimulatedMatrix;
import java.awt.image.BufferedImage;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts of the program, put together as it does. */
class SimulateMatrixTest {

    private static final ChainLayout LAYOUT = ChainLayout.fc16(8, 4);

    @TempDir
    private Path folder;

    private final List<String> printed = new CopyOnWriteArrayList<>();
    private GlyphFont font;
    private SimulatedMatrix matrix;
    private SpiPort port;

    @BeforeEach
    void start() throws Exception {
        font = GlyphFont.read(GlyphFont.INSTALLED);
        matrix = new SimulatedMatrix(LAYOUT, (part, what) -> printed.add(what), font::readLines, 1);
        port = SpiPort.open(0, matrix);
    }

    @AfterEach
    void stop() throws Exception {
        port.close();
    }

    @Test
    void the_driver_shows_over_tcp_what_it_shows_over_spi_and_the_text_can_be_read() throws Exception {
        Bitmap above = font.draw("A023");
        Bitmap below = font.draw("3号窗口");
        Bitmap picture = Bitmap.of(64, 32, (x, y) -> y < 16 ? above.lit(x, y) : below.lit(x, y - 16));
        try (Max7219Matrix driver = driver(LAYOUT)) {
            driver.show(picture);
        }
        assertThat(matrix.dots()).isEqualTo(picture);
        await().until(() -> printed.equals(List.of("A023 / 3号窗口")));
    }

    @Test
    void frames_of_another_length_are_refused_and_the_next_driver_is_served() throws Exception {
        try (Max7219Matrix wrong = driver(ChainLayout.fc16(4, 4))) {
            assertThatThrownBy(() -> wrong.show(Bitmap.of(32, 32, (x, y) -> true)))
                    .isInstanceOf(LinkException.class)
                    .hasMessageContaining("refused a frame of 32 bytes");
        }
        assertThat(matrix.badFrames()).isOne();
        Bitmap all = Bitmap.of(64, 32, (x, y) -> true);
        try (Max7219Matrix right = driver(LAYOUT)) {
            right.show(all);
        }
        assertThat(matrix.dots()).isEqualTo(all);
    }

    @Test
    void a_driver_that_goes_away_in_the_middle_of_a_frame_leaves_the_port_to_the_next() throws Exception {
        try (Socket half = new Socket(InetAddress.getLoopbackAddress(), port.port())) {
            half.getOutputStream().write(new byte[] {0, 64, 1, 2, 3});
        }
        try (Max7219Matrix next = driver(LAYOUT)) {
            next.show(Bitmap.of(64, 32, (x, y) -> true));
        }
        assertThat(matrix.badFrames()).isZero();
    }

    @Test
    void the_newest_picture_becomes_a_png_and_two_dots_a_character() throws Exception {
        Path png = folder.resolve("board.png");
        try (MatrixView view = new MatrixView(null, png)) {
            view.show(Bitmap.of(64, 32, (x, y) -> false));
            view.show(Bitmap.of(64, 32, (x, y) -> x == 0));
        }
        BufferedImage image = ImageIO.read(png.toFile());
        assertThat(image.getWidth()).isEqualTo(64 * 6);
        assertThat(image.getRGB(2, 2) >> 16 & 0xFF).isGreaterThan(200);
        assertThat(image.getRGB(8, 2) >> 16 & 0xFF).isLessThan(100);
        assertThat(folder).isDirectoryNotContaining(file -> !file.equals(png));
        assertThat(MatrixView.characters(Bitmap.of(4, 2, (x, y) -> x == 0 || (x == 1 && y == 0) || (x == 2 && y == 1))))
                .isEqualTo("█▀▄ \n");
    }

    @Test
    void orders_cut_the_wire_and_drop_the_supply_and_others_are_refused() throws Exception {
        MatrixOrders orders = new MatrixOrders(matrix);
        Bitmap all = Bitmap.of(64, 32, (x, y) -> true);
        try (Max7219Matrix driver = driver(LAYOUT)) {
            driver.show(all);
            orders.obey(new String[] {"wire", "cut"});
            assertThatThrownBy(() -> driver.show(all)).isInstanceOf(LinkException.class);
            orders.obey(new String[] {"wire", "mended"});
            driver.show(all);
            orders.obey(new String[] {"power", "drop"});
            assertThat(matrix.dots()).isEqualTo(Bitmap.of(64, 32, (x, y) -> false));
        }
        orders.obey(new String[] {"fault", "drop", "on"});
        assertThatThrownBy(() -> orders.obey(new String[] {"wire"})).hasMessageContaining("wire cut|mended");
        assertThatThrownBy(() -> orders.obey(new String[] {"fault", "drop", "maybe"}))
                .hasMessageContaining("fault noise|drop on|off");
    }

    private Max7219Matrix driver(ChainLayout layout) throws LinkException {
        TcpLink link = TcpLink.open("127.0.0.1", port.port(), Duration.ofSeconds(2));
        return new Max7219Matrix(new TcpSpi(link), layout, 4);
    }
}
