package io.yizhan.hardware.matrix.max7219;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.matrix.Bitmap;
import io.yizhan.hardware.simulated.SimulatedMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Max7219MatrixTest {

    @Property(tries = 200)
    void the_dots_that_are_lit_are_those_of_the_picture(
            @ForAll @IntRange(min = 1, max = 12) int across,
            @ForAll @IntRange(min = 1, max = 3) int down,
            @ForAll ChainLayout.Module module,
            @ForAll ChainLayout.Side first,
            @ForAll ChainLayout.Rows rows,
            @ForAll @IntRange(max = 15) int intensity,
            @ForAll long seed)
            throws LinkException {
        ChainLayout layout = new ChainLayout(across, down, module, first, rows);
        SimulatedMatrix far = new SimulatedMatrix(layout);
        Max7219Matrix matrix = new Max7219Matrix(far, layout, intensity);
        Random random = new Random(seed);
        Bitmap picture = Bitmap.of(matrix.width(), matrix.height(), (x, y) -> random.nextBoolean());

        matrix.show(picture);

        assertThat(far.dots()).isEqualTo(picture);
        assertThat(far.intensity()).isEqualTo(intensity);
        assertThat(far.badFrames()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void what_a_bad_wire_leaves_on_the_modules_is_gone_with_the_next_set_up(SimulatedMatrix.Fault fault)
            throws LinkException {
        AtomicLong nanos = new AtomicLong();
        ChainLayout layout = ChainLayout.fc16(8, 4);
        SimulatedMatrix far = new SimulatedMatrix(layout);
        Max7219Matrix matrix = new Max7219Matrix(far, layout, 7, nanos::get);
        int spoilt = 0;
        far.fault(fault, true);
        for (int i = 0; i < 60; i++) {
            int row = i % 32;
            Bitmap picture = Bitmap.of(64, 32, (x, y) -> y == row);
            matrix.show(picture);
            spoilt += far.dots().equals(picture) ? 0 : 1;
        }
        far.fault(fault, false);
        nanos.addAndGet(Max7219Matrix.SETUP_EVERY.toNanos());

        Bitmap picture = Bitmap.of(64, 32, (x, y) -> x == y);
        matrix.show(picture);

        assertThat(spoilt).as("pictures").isPositive();
        assertThat(far.dots()).isEqualTo(picture);
    }

    @Test
    void a_picture_that_does_not_fit_is_cut_or_leaves_dark() throws LinkException {
        SimulatedMatrix far = new SimulatedMatrix(ChainLayout.fc16(2, 2));
        Max7219Matrix matrix = new Max7219Matrix(far, ChainLayout.fc16(2, 2), 0);
        matrix.show(Bitmap.of(40, 3, (x, y) -> true));
        assertThat(far.dots()).isEqualTo(Bitmap.of(16, 16, (x, y) -> y < 3));
    }

    @Test
    void a_chain_of_another_length_refuses_the_frames() {
        SimulatedMatrix far = new SimulatedMatrix(ChainLayout.fc16(4, 1));
        Max7219Matrix matrix = new Max7219Matrix(far, ChainLayout.fc16(3, 1), 0);

        assertThatThrownBy(() -> matrix.show(Bitmap.of(24, 8, (x, y) -> true)))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("a frame of 6 bytes")
                .hasMessageContaining("4 modules");

        assertThat(far.badFrames()).isOne();
        assertThat(far.dots()).isEqualTo(dark(32, 8));
    }

    @Test
    void a_wire_that_is_cut_is_told_and_works_again_once_it_is_mended() throws LinkException {
        SimulatedMatrix far = new SimulatedMatrix(ChainLayout.fc16(1, 1));
        Max7219Matrix matrix = new Max7219Matrix(far, ChainLayout.fc16(1, 1), 0);
        Bitmap all = Bitmap.of(8, 8, (x, y) -> true);
        far.cut(true);
        assertThatThrownBy(() -> matrix.show(all)).isInstanceOf(LinkException.class);

        far.cut(false);
        matrix.show(all);

        assertThat(far.dots()).isEqualTo(all);
    }

    @Test
    void after_a_brown_out_the_picture_comes_back_by_itself_within_the_time_between_two_set_ups() throws LinkException {
        SimulatedMatrix far = new SimulatedMatrix(ChainLayout.fc16(1, 1));
        AtomicLong nanos = new AtomicLong();
        Max7219Matrix matrix = new Max7219Matrix(far, ChainLayout.fc16(1, 1), 0, nanos::get);
        Bitmap all = Bitmap.of(8, 8, (x, y) -> true);
        matrix.show(all);
        far.brownOut();
        nanos.addAndGet(Max7219Matrix.SETUP_EVERY.toNanos() - 1);
        matrix.show(all);
        assertThat(far.dots()).isEqualTo(dark(8, 8));

        nanos.addAndGet(1);
        matrix.show(all);

        assertThat(far.dots()).isEqualTo(all);
    }

    @Test
    void the_simulated_modules_are_dark_until_they_are_set_up() throws LinkException {
        SimulatedMatrix far = new SimulatedMatrix(ChainLayout.fc16(1, 1));
        write(far, 0x01, 0xFF);
        assertThat(far.dots()).isEqualTo(dark(8, 8));
        write(far, 0x0C, 1);
        assertThat(far.dots()).isEqualTo(Bitmap.of(8, 8, (x, y) -> y == 0));
        write(far, 0x02, 0xFF);
        assertThat(far.dots()).isEqualTo(Bitmap.of(8, 8, (x, y) -> y == 0));
        write(far, 0x0B, 7);
        assertThat(far.dots()).isEqualTo(Bitmap.of(8, 8, (x, y) -> y <= 1));
        write(far, 0x09, 0x02);
        write(far, 0x02, 0x0F);
        assertThat(far.dots()).isEqualTo(Bitmap.of(8, 8, (x, y) -> y == 0));
        write(far, 0x0F, 1);
        assertThat(far.dots()).isEqualTo(Bitmap.of(8, 8, (x, y) -> true));
    }

    @Test
    void a_listener_sees_whole_pictures_only() throws LinkException {
        SimulatedMatrix far = new SimulatedMatrix(ChainLayout.fc16(1, 1));
        Max7219Matrix matrix = new Max7219Matrix(far, ChainLayout.fc16(1, 1), 0);
        matrix.show(dark(8, 8));
        List<Bitmap> pictures = new ArrayList<>();
        far.onPicture(pictures::add);
        Bitmap stripes = Bitmap.of(8, 8, (x, y) -> y % 2 == 0);
        matrix.show(stripes);
        assertThat(pictures).containsExactly(stripes);
    }

    @Test
    void a_witness_is_told_each_text_once() throws LinkException {
        List<String> seen = new ArrayList<>();
        Bitmap dark = dark(8, 8);
        Bitmap dot = Bitmap.of(8, 8, (x, y) -> x == y);
        SimulatedMatrix far = new SimulatedMatrix(
                ChainLayout.fc16(1, 1),
                (part, what) -> seen.add(part + " " + what),
                picture -> picture.equals(dark)
                        ? Optional.of("")
                        : picture.equals(dot) ? Optional.of("A023") : Optional.empty(),
                0);
        Max7219Matrix matrix = new Max7219Matrix(far, ChainLayout.fc16(1, 1), 0);
        for (Bitmap picture : List.of(dot, dot, Bitmap.of(8, 8, (x, y) -> x == 1), dot, dark, dot)) {
            matrix.show(picture);
        }
        assertThat(seen).containsExactly("matrix A023", "matrix A023");
    }

    @Test
    void an_impossible_brightness_is_refused() {
        SimulatedMatrix far = new SimulatedMatrix(ChainLayout.fc16(1, 1));
        assertThatThrownBy(() -> new Max7219Matrix(far, ChainLayout.fc16(1, 1), 16))
                .hasMessageContaining("0–15");
    }

    private static Bitmap dark(int width, int height) {
        return Bitmap.of(width, height, (x, y) -> false);
    }

    private static void write(SimulatedMatrix far, int register, int value) throws LinkException {
        far.write(new byte[] {(byte) register, (byte) value});
    }
}
