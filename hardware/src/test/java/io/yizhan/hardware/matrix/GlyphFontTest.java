package io.yizhan.hardware.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlyphFontTest {

    @TempDir
    private Path folder;

    @Test
    void narrow_and_wide_glyphs_stand_side_by_side() throws Exception {
        Bitmap text = tiny().draw("A一A");
        assertThat(text.width()).isEqualTo(8 + 16 + 8);
        assertThat(text.height()).isEqualTo(16);
        assertThat(text.window(0, 8)).isEqualTo(text.window(24, 8));
        assertThat(text.window(8, 16)).isEqualTo(Bitmap.of(16, 16, (x, y) -> y == 7 && x < 15));
        assertThat(text.window(0, 8).toString().lines().toList().get(4)).isEqualTo("...##...");
    }

    @Test
    void a_character_that_the_font_lacks_is_a_box_and_not_nothing() throws Exception {
        Bitmap text = tiny().draw("龘");
        assertThat(text.width()).isEqualTo(8);
        assertThat(text).isNotEqualTo(Bitmap.of(8, 16, (x, y) -> false));
        assertThat(tiny().has('龘')).isFalse();
        assertThat(tiny().has('一')).isTrue();
    }

    @Test
    void no_text_is_no_width() throws Exception {
        assertThat(tiny().draw("").width()).isZero();
    }

    @Test
    void a_window_beyond_the_text_is_dark() throws Exception {
        assertThat(tiny().draw("一").window(16, 8)).isEqualTo(Bitmap.of(8, 16, (x, y) -> false));
    }

    @Test
    void a_line_that_is_no_glyph_is_named() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.hex"), "0041:0000000018242442427E424242420000\n0042:00\n");
        assertThatThrownBy(() -> GlyphFont.read(bad))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 2");
        Files.writeString(bad, "00G1:0000000018242442427E424242420000\n");
        assertThatThrownBy(() -> GlyphFont.read(bad)).hasMessageContaining("line 1");
        Files.writeString(bad, "0042:0000000018242442427E424242420000\n0041:0000000018242442427E424242420000\n");
        assertThatThrownBy(() -> GlyphFont.read(bad)).hasMessageContaining("ascend");
    }

    @Test
    void a_file_that_is_not_there_says_what_to_install() {
        assertThatThrownBy(() -> GlyphFont.read(folder.resolve("none.hex")))
                .hasMessageContaining("apt install unifont");
    }

    @Test
    void the_installed_font_has_what_a_hall_says() throws IOException {
        assumeTrue(Files.exists(GlyphFont.INSTALLED), "unifont is not installed");
        GlyphFont font = GlyphFont.read(GlyphFont.INSTALLED);
        String sentence = "请 A023 号到 3 号窗口办理";
        assertThat(sentence.codePoints()).allMatch(font::has);
        assertThat(font.draw(sentence).width()).isEqualTo(8 * 8 + 8 * 16 + 8);
    }

    @Test
    void what_was_drawn_can_be_read_again_wherever_it_stands() throws IOException {
        assumeTrue(Files.exists(GlyphFont.INSTALLED), "unifont is not installed");
        GlyphFont font = GlyphFont.read(GlyphFont.INSTALLED);
        Bitmap text = font.draw("A023 请到（一）3号窗口。");
        assertThat(font.read(text)).contains("A023 请到（一）3号窗口。");
        assertThat(font.read(text.window(-5, 250))).contains("A023 请到（一）3号窗口。");
        assertThat(font.read(text.window(500, 64))).contains("");
    }

    @Test
    void a_picture_cut_through_a_glyph_is_not_read() throws IOException {
        assumeTrue(Files.exists(GlyphFont.INSTALLED), "unifont is not installed");
        GlyphFont font = GlyphFont.read(GlyphFont.INSTALLED);
        assertThat(font.read(font.draw("请到窗口").window(0, 41))).isEmpty();
        assertThat(font.read(Bitmap.of(16, 16, (x, y) -> (x * 7 + y * 3) % 5 == 0)))
                .isEmpty();
    }

    private static GlyphFont tiny() throws IOException, URISyntaxException {
        return GlyphFont.read(Path.of(Objects.requireNonNull(GlyphFontTest.class.getResource("tiny.hex"))
                .toURI()));
    }
}
