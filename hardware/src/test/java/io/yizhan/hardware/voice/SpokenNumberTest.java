package io.yizhan.hardware.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class SpokenNumberTest {

    private static final Locale CANTONESE = Locale.of("yue");
    private static final Locale HONG_KONG = Locale.of("zh", "HK");

    @Test
    void digits_are_spelled_in_chinese() {
        assertThat(SpokenNumber.of("A023", Locale.SIMPLIFIED_CHINESE)).isEqualTo("A 零二三");
        assertThat(SpokenNumber.of("1456789", Locale.CHINESE)).isEqualTo("一四五六七八九");
    }

    @Test
    void cantonese_has_the_same_signs() {
        assertThat(SpokenNumber.of("B105", CANTONESE)).isEqualTo("B 一零五");
        assertThat(SpokenNumber.of("B105", HONG_KONG)).isEqualTo("B 一零五");
    }

    @Test
    void digits_are_words_in_english() {
        assertThat(SpokenNumber.of("A023", Locale.ENGLISH)).isEqualTo("A zero two three");
        assertThat(SpokenNumber.of("VIP7", Locale.ENGLISH)).isEqualTo("V I P seven");
    }

    @Test
    void small_letters_are_said_as_letters_and_other_signs_not_at_all() {
        assertThat(SpokenNumber.of("a-02/3", Locale.CHINA)).isEqualTo("A 零二 三");
        assertThat(SpokenNumber.of("", Locale.CHINA)).isEmpty();
    }
}
