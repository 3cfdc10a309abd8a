package io.yizhan.terminal.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.matrix.Bitmap;
import io.yizhan.hardware.matrix.GlyphFont;
import io.yizhan.hardware.matrix.max7219.Max7219Matrix;
import io.yizhan.hardware.simulated.SimulatedMatrix;
import io.yizhan.protocol.clock.LinuxClock;
import io.yizhan.protocol.id.StationId;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.journal.Journal;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignboardTest {

    private static final int WIDTH = 64;

    @TempDir
    Path folder;

    private final SimulatedMatrix leds = new SimulatedMatrix(WIDTH / 8, 2);
    private Journal journal;
    private Faults faults;
    private GlyphFont font;

    @BeforeEach
    void open() throws Exception {
        HallClock clock = new HallClock(new LinuxClock(LinuxClock.BOOT_ID, false), ZoneId.of("Asia/Shanghai"));
        journal = Journal.open(folder.resolve("journal.db"), "1", clock);
        faults = new Faults(new StationId("3"), journal, clock, () -> {});
        font = GlyphFont.read(GlyphFont.INSTALLED);
    }

    @AfterEach
    void close() throws Exception {
        journal.close();
    }

    @Test
    void a_text_that_fits_stands_in_the_middle_and_is_sent_seldom() throws Exception {
        Signboard board = board();
        board.show(List.of(List.of("A023")));

        assertThat(board.step()).isEqualTo(Signboard.REFRESH);

        Bitmap text = font.draw("A023");
        assertThat(leds.dots()).isEqualTo(text.window((text.width() - WIDTH) / 2, WIDTH));
    }

    @Test
    void a_text_that_is_too_long_scrolls() throws Exception {
        Signboard board = board();
        board.show(List.of(List.of("东平县政务服务大厅")));

        assertThat(board.step()).isEqualTo(Signboard.STEP);
        Bitmap first = leds.dots();
        assertThat(first).isEqualTo(font.draw("东平县政务服务大厅").window(0, WIDTH));
        await().until(() -> {
            board.step();
            return !leds.dots().equals(first);
        });
    }

    @Test
    void a_matrix_that_cannot_be_reached_is_one_fault() throws Exception {
        Signboard board = new Signboard.Fitting(
                        () -> {
                            throw new LinkException(LinkException.Kind.MISSING, "no SPI here");
                        },
                        font)
                .signboard("display", faults);
        board.show(List.of(List.of("A023")));

        board.step();
        board.step();

        assertThat(faults.now()).singleElement().satisfies(fault -> {
            assertThat(fault.part()).isEqualTo("display");
            assertThat(fault.kind()).isEqualTo("missing");
        });
        assertThat(journal.last()).isEqualTo(1);
    }

    @Test
    void where_there_are_no_leds_nothing_is_missing() throws Exception {
        Signboard board = new Signboard.Fitting(null, null).signboard("display", faults);
        board.show(List.of(List.of("A023")));

        assertThat(board.step()).isEqualTo(Signboard.REFRESH);
        assertThat(faults.now()).isEmpty();
    }

    private Signboard board() {
        return new Signboard.Fitting(() -> new Max7219Matrix(leds, WIDTH / 8, 2, 4), font).signboard("display", faults);
    }
}
