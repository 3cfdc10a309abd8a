package io.yizhan.hardware.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hardware.matrix.max7219.ChainLayout;
import io.yizhan.hardware.matrix.max7219.Max7219Matrix;
import io.yizhan.hardware.simulated.SimulatedMatrix;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DottedBoardTest {

    private static final ChainLayout LAYOUT = ChainLayout.fc16(8, 4);
    private static final String LONG = "东平县政务服务大厅"; // 144 dots, 80 more than there are

    private final AtomicLong nanos = new AtomicLong();
    private final SimulatedMatrix leds = new SimulatedMatrix(LAYOUT);
    private final List<Bitmap> pictures = new ArrayList<>();
    private GlyphFont font;
    private DottedBoard board;

    @BeforeEach
    void hang() throws IOException {
        font = GlyphFont.read(GlyphFont.INSTALLED);
        board = new DottedBoard(new Max7219Matrix(leds, LAYOUT, 4), font, nanos::get);
        leds.onPicture(pictures::add);
    }

    @Test
    void a_text_that_fits_stands_in_the_middle_and_is_sent_seldom() throws Exception {
        board.show(List.of(List.of("A023"), List.of("3号窗口")));

        assertThat(board.step()).isEqualTo(DottedBoard.REFRESH);
        assertThat(line(0)).isEqualTo(font.draw("A023").window(-16, 64));
        assertThat(line(1)).isEqualTo(font.draw("3号窗口").window(-4, 64));

        pictures.clear();
        pass(DottedBoard.REFRESH.minusNanos(1));
        board.step();
        assertThat(pictures).isEmpty();
        pass(Duration.ofNanos(1));
        board.step();
        assertThat(pictures).isNotEmpty();
    }

    @Test
    void a_long_text_stands_at_its_beginning_moves_to_its_end_stands_there_and_begins_again() throws Exception {
        board.show(List.of(List.of(LONG)));
        Bitmap text = font.draw(LONG);

        assertThat(board.step()).isEqualTo(ReadingPace.HOLD);
        assertThat(line(0)).isEqualTo(text.window(0, 64));

        pass(ReadingPace.HOLD.plus(DottedBoard.STEP));
        assertThat(board.step()).isEqualTo(DottedBoard.STEP);
        assertThat(line(0)).isEqualTo(text.window(1, 64));

        pass(DottedBoard.STEP.multipliedBy(79));
        assertThat(board.step()).isEqualTo(ReadingPace.HOLD);
        assertThat(line(0)).isEqualTo(text.window(80, 64));

        pass(ReadingPace.HOLD);
        board.step();
        assertThat(line(0)).isEqualTo(text.window(0, 64));
    }

    @Test
    void a_character_passes_at_the_pace_that_is_said() throws Exception {
        board.show(List.of(List.of(LONG)));
        pass(ReadingPace.HOLD.plus(ReadingPace.CHARACTER.multipliedBy(3)));

        board.step();

        assertThat(line(0)).isEqualTo(font.draw(LONG).window(3 * 16, 64));
    }

    @Test
    void texts_of_one_line_take_turns_each_for_its_whole_time() throws Exception {
        board.show(List.of(List.of("A023"), List.of("A022", LONG)));

        assertThat(board.step()).isEqualTo(ReadingPace.TURN);
        pass(ReadingPace.TURN);
        board.step();
        assertThat(line(1)).isEqualTo(font.draw(LONG).window(0, 64));

        pass(ReadingPace.HOLD.multipliedBy(2).plus(DottedBoard.STEP.multipliedBy(80)));
        board.step();
        assertThat(line(1)).isEqualTo(font.draw("A022").window(-16, 64));
        assertThat(line(0)).isEqualTo(font.draw("A023").window(-16, 64));
    }

    @Test
    void lines_that_are_empty_or_too_many_leave_the_board_dark_or_are_left_out() throws Exception {
        board.show(List.of(List.of(), List.of(""), List.of("A023")));

        board.step();

        assertThat(leds.dots()).isEqualTo(Bitmap.of(64, 32, (x, y) -> false));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private Bitmap line(int line) {
        Bitmap all = leds.dots();
        return Bitmap.of(64, 16, (x, y) -> all.lit(x, 16 * line + y));
    }
}
