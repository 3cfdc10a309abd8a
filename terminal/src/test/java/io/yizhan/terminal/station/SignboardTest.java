package io.yizhan.terminal.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.matrix.Bitmap;
import io.yizhan.hardware.matrix.DottedBoard;
import io.yizhan.hardware.matrix.GlyphFont;
import io.yizhan.hardware.matrix.max7219.ChainLayout;
import io.yizhan.hardware.matrix.max7219.Max7219Matrix;
import io.yizhan.hardware.simulated.SimulatedMatrix;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignboardTest {

    private static final ChainLayout LAYOUT = ChainLayout.fc16(8, 2);

    @TempDir
    Path folder;

    private final SimulatedMatrix leds = new SimulatedMatrix(LAYOUT);
    private StationJournal memory;
    private Faults faults;
    private GlyphFont font;

    @BeforeEach
    void open() throws Exception {
        memory = StationJournal.in(folder);
        faults = memory.faults("3");
        font = GlyphFont.read(GlyphFont.INSTALLED);
    }

    @AfterEach
    void close() throws Exception {
        memory.close();
    }

    @Test
    void what_is_to_be_shown_is_on_the_board_with_the_next_step() throws Exception {
        Signboard board = board();
        board.show(List.of(List.of("A023")));

        board.step();

        assertThat(leds.dots()).isEqualTo(centred("A023"));
        assertThat(faults.now()).isEmpty();
    }

    @Test
    void a_wire_that_breaks_in_the_middle_is_one_fault_and_the_board_comes_back_with_what_is_so_by_then()
            throws Exception {
        Signboard board = board();
        board.show(List.of(List.of("A023")));
        board.step();
        leds.cut(true);
        board.show(List.of(List.of("A024")));
        board.step();
        board.step();
        assertThat(faults.now()).singleElement().satisfies(fault -> {
            assertThat(fault.part()).isEqualTo("display");
            assertThat(fault.kind()).isEqualTo("failed");
        });
        assertThat(leds.dots()).isEqualTo(centred("A023"));

        board.show(List.of(List.of("A025")));
        leds.cut(false);

        await().until(() -> {
            board.step();
            return leds.dots().equals(centred("A025"));
        });
        assertThat(faults.now()).isEmpty();
        assertThat(memory.journal().last()).as("it came, it went").isEqualTo(2);
    }

    @Test
    void a_board_that_cannot_be_reached_is_one_fault() throws Exception {
        Signboard board = new Signboard.Fitting(() -> {
                    throw new LinkException(LinkException.Kind.MISSING, "no SPI here");
                })
                .signboard("display", faults);
        board.show(List.of(List.of("A023")));

        board.step();
        board.step();

        assertThat(faults.now()).singleElement().satisfies(fault -> {
            assertThat(fault.part()).isEqualTo("display");
            assertThat(fault.kind()).isEqualTo("missing");
        });
        assertThat(memory.journal().last()).isEqualTo(1);
    }

    @Test
    void where_there_is_no_board_nothing_is_missing() throws Exception {
        Signboard board = new Signboard.Fitting(null).signboard("display", faults);
        board.show(List.of(List.of("A023")));

        assertThat(board.step()).isEqualTo(Signboard.IDLE);
        assertThat(faults.now()).isEmpty();
    }

    private Signboard board() {
        return new Signboard.Fitting(() -> new DottedBoard(new Max7219Matrix(leds, LAYOUT, 4), font))
                .signboard("display", faults);
    }

    private Bitmap centred(String text) {
        Bitmap drawn = font.draw(text);
        return drawn.window((drawn.width() - LAYOUT.width()) / 2, LAYOUT.width());
    }
}
