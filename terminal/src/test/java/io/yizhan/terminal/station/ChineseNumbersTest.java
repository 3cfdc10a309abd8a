package io.yizhan.terminal.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class ChineseNumbersTest {

    @Test
    void numbers_are_read_as_mandarin_reads_them() {
        assertThat(ChineseNumbers.of(0)).isEqualTo("零");
        assertThat(ChineseNumbers.of(10)).isEqualTo("十");
        assertThat(ChineseNumbers.of(12)).isEqualTo("十二");
        assertThat(ChineseNumbers.of(20)).isEqualTo("二十");
        assertThat(ChineseNumbers.of(59)).isEqualTo("五十九");
        assertThatThrownBy(() -> ChineseNumbers.of(100)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void times_are_read_as_people_say_them() {
        assertThat(ChineseNumbers.of(LocalTime.of(8, 31))).isEqualTo("八点三十一分");
        assertThat(ChineseNumbers.of(LocalTime.of(14, 5))).isEqualTo("十四点零五分");
        assertThat(ChineseNumbers.of(LocalTime.of(2, 0))).isEqualTo("两点整");
    }

    @Test
    void plates_are_read_as_numbers_up_to_99_and_sign_by_sign_beyond() {
        assertThat(ChineseNumbers.plate("3")).isEqualTo("三");
        assertThat(ChineseNumbers.plate("12")).isEqualTo("十二");
        assertThat(ChineseNumbers.plate("105")).isEqualTo("一零五");
        assertThat(ChineseNumbers.plate("B2")).isEqualTo("B二");
    }
}
