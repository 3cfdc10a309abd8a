package io.yizhan.hardware.matrix.max7219;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.SpiLink;
import io.yizhan.hardware.matrix.Bitmap;
import io.yizhan.hardware.matrix.max7219.ChainLayout.Module;
import io.yizhan.hardware.matrix.max7219.ChainLayout.Rows;
import io.yizhan.hardware.matrix.max7219.ChainLayout.Side;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What goes over the wire for one dot, as the library MD_MAX72XX sends it for the same board. */
class ChainLayoutTest {

    @Test
    void of_an_fc_16_board_a_register_is_a_row_and_its_highest_bit_the_left_dot() throws LinkException {
        assertThat(frameOf(one(Module.FC16), 0, 0)).isEqualTo("01 80");
        assertThat(frameOf(one(Module.FC16), 7, 2)).isEqualTo("03 01");
    }

    @Test
    void of_a_generic_module_a_register_is_a_column_and_its_lowest_bit_the_top_dot() throws LinkException {
        assertThat(frameOf(one(Module.GENERIC), 0, 0)).isEqualTo("01 01");
        assertThat(frameOf(one(Module.GENERIC), 7, 2)).isEqualTo("08 04");
    }

    @Test
    void of_a_parola_board_the_lowest_bit_is_the_left_dot_and_an_icstation_board_is_upside_down_too()
            throws LinkException {
        assertThat(frameOf(one(Module.PAROLA), 1, 2)).isEqualTo("03 02");
        assertThat(frameOf(one(Module.ICSTATION), 1, 2)).isEqualTo("06 02");
    }

    @Test
    void the_last_pair_of_a_frame_stays_in_the_first_module_which_hangs_at_the_side_that_was_said()
            throws LinkException {
        ChainLayout right = ChainLayout.fc16(2, 1);
        assertThat(frameOf(right, 0, 0)).isEqualTo("01 80 01 00");
        assertThat(frameOf(right, 15, 0)).isEqualTo("01 00 01 01");
        ChainLayout left = new ChainLayout(2, 1, Module.FC16, Side.LEFT, Rows.ALIKE);
        assertThat(frameOf(left, 0, 0)).isEqualTo("01 00 01 80");
    }

    @Test
    void the_second_row_of_a_snake_begins_below_the_end_of_the_first_and_hangs_upside_down() throws LinkException {
        ChainLayout snake = new ChainLayout(2, 2, Module.FC16, Side.RIGHT, Rows.SNAKE);
        assertThat(frameOf(snake, 0, 0)).isEqualTo("01 00 01 00 01 80 01 00");
        assertThat(frameOf(snake, 0, 8)).isEqualTo("08 00 08 01 08 00 08 00");
        assertThat(frameOf(snake, 15, 15)).isEqualTo("01 80 01 00 01 00 01 00");
        ChainLayout alike = ChainLayout.fc16(2, 2);
        assertThat(frameOf(alike, 0, 8)).isEqualTo("01 80 01 00 01 00 01 00");
    }

    @Test
    void an_impossible_chain_is_refused_and_the_longest_one_is_not() {
        assertThat(ChainLayout.fc16(64, 4).modules()).isEqualTo(ChainLayout.MODULES_MAX);
        assertThatThrownBy(() -> ChainLayout.fc16(65, 4)).hasMessageContaining("65 × 4");
        assertThatThrownBy(() -> ChainLayout.fc16(0, 2)).hasMessageContaining("0 × 2");
    }

    private static ChainLayout one(Module module) {
        return new ChainLayout(1, 1, module, Side.RIGHT, Rows.ALIKE);
    }

    /** The one frame of a picture with this dot alone that lights anything. */
    private static String frameOf(ChainLayout layout, int x, int y) throws LinkException {
        OneLit link = new OneLit();
        new Max7219Matrix(link, layout, 0)
                .show(Bitmap.of(layout.width(), layout.height(), (column, row) -> column == x && row == y));
        return HexFormat.ofDelimiter(" ").formatHex(link.lit);
    }

    private static final class OneLit implements SpiLink {
        private byte[] lit = {};

        @Override
        public String name() {
            return "a wire that is listened to";
        }

        @Override
        public void write(byte[] frame) {
            boolean row = frame[0] >= 1 && frame[0] <= 8;
            for (int i = 1; row && i < frame.length; i += 2) {
                if (frame[i] != 0) {
                    lit = frame.clone();
                }
            }
        }

        @Override
        public void close() {}
    }
}
