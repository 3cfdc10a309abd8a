package io.yizhan.hardware.matrix.max7219;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.SpiLink;
import io.yizhan.hardware.matrix.Bitmap;
import io.yizhan.hardware.simulated.SimulatedMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class Max7219MatrixTest {

    @Property(tries = 200)
    void the_dots_that_are_lit_are_those_of_the_picture(
            @ForAll @IntRange(min = 1, max = 12) int across,
            @ForAll @IntRange(min = 1, max = 3) int down,
            @ForAll @IntRange(max = 15) int intensity,
            @ForAll long seed)
            throws LinkException {
        SimulatedMatrix far = new SimulatedMatrix(across, down);
        Max7219Matrix matrix = new Max7219Matrix(far, across, down, intensity);
        Random random = new Random(seed);
        Bitmap picture = Bitmap.of(matrix.width(), matrix.height(), (x, y) -> random.nextBoolean());

        matrix.show(picture);

        assertThat(far.dots()).isEqualTo(picture);
        assertThat(far.intensity()).isEqualTo(intensity);
        assertThat(far.badFrames()).isZero();
    }

    @Test
    void the_first_module_of_the_chain_is_the_top_left_one() throws LinkException {
        List<byte[]> frames = new ArrayList<>();
        SimulatedMatrix far = new SimulatedMatrix(2, 1);
        Max7219Matrix matrix = new Max7219Matrix(new Recording(far, frames), 2, 1, 3);
        matrix.show(Bitmap.of(16, 8, (x, y) -> x == 0 && y == 0));

        byte[] topRow =
                frames.stream().filter(frame -> frame[0] == 1).findFirst().orElseThrow();
        assertThat(topRow).containsExactly(1, 0, 1, 0x80);
    }

    @Test
    void a_picture_that_does_not_fit_is_cut_or_leaves_dark() throws LinkException {
        SimulatedMatrix far = new SimulatedMatrix(2, 2);
        Max7219Matrix matrix = new Max7219Matrix(far, 2, 2, 0);
        matrix.show(Bitmap.of(40, 3, (x, y) -> true));
        assertThat(far.dots()).isEqualTo(Bitmap.of(16, 16, (x, y) -> y < 3));
    }

    @Test
    void a_chain_of_another_length_gets_frames_that_it_cannot_use() throws LinkException {
        SimulatedMatrix far = new SimulatedMatrix(4, 1);
        new Max7219Matrix(far, 3, 1, 0).show(Bitmap.of(24, 8, (x, y) -> true));
        assertThat(far.badFrames()).isPositive();
        assertThat(far.dots()).isEqualTo(dark(32, 8));
    }

    @Test
    void after_a_brown_out_the_picture_comes_back_by_itself() throws LinkException {
        SimulatedMatrix far = new SimulatedMatrix(1, 1);
        Max7219Matrix matrix = new Max7219Matrix(far, 1, 1, 0);
        Bitmap all = Bitmap.of(8, 8, (x, y) -> true);
        matrix.show(all);
        far.brownOut();
        assertThat(far.dots()).isEqualTo(dark(8, 8));
        for (int i = 0; i < Max7219Matrix.SETUP_EVERY_SHOWS; i++) {
            matrix.show(all);
        }
        assertThat(far.dots()).isEqualTo(all);
    }

    @Test
    void the_simulated_modules_are_dark_until_they_are_set_up() {
        SimulatedMatrix far = new SimulatedMatrix(1, 1);
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
        SimulatedMatrix far = new SimulatedMatrix(1, 1);
        Max7219Matrix matrix = new Max7219Matrix(far, 1, 1, 0);
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
                1,
                1,
                (part, what) -> seen.add(part + " " + what),
                picture -> picture.equals(dark)
                        ? Optional.of("")
                        : picture.equals(dot) ? Optional.of("A023") : Optional.empty());
        Max7219Matrix matrix = new Max7219Matrix(far, 1, 1, 0);
        for (Bitmap picture : List.of(dot, dot, Bitmap.of(8, 8, (x, y) -> x == 1), dot, dark, dot)) {
            matrix.show(picture);
        }
        assertThat(seen).containsExactly("matrix A023", "matrix A023");
    }

    @Test
    void an_impossible_matrix_is_refused() {
        SimulatedMatrix far = new SimulatedMatrix(1, 1);
        assertThatThrownBy(() -> new Max7219Matrix(far, 0, 2, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Max7219Matrix(far, 1, 1, 16)).hasMessageContaining("0–15");
    }

    private static Bitmap dark(int width, int height) {
        return Bitmap.of(width, height, (x, y) -> false);
    }

    private static void write(SimulatedMatrix far, int register, int value) {
        far.write(new byte[] {(byte) register, (byte) value});
    }

    private record Recording(SimulatedMatrix far, List<byte[]> frames) implements SpiLink {
        @Override
        public String name() {
            return far.name();
        }

        @Override
        public void write(byte[] frame) {
            frames.add(frame.clone());
            far.write(frame);
        }

        @Override
        public void close() {}
    }
}
