package io.yizhan.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read by hand is what the platform reads. */
class WireTimeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T08:31:04.123+08:00",
                "2026-11-23T00:31:04.123Z",
                "2026-11-23T00:31:04.123-05:30",
                "2028-02-29T23:59:59.999+17:59",
                "2026-11-23T08:31:04.123+18:00",
                "2026-11-23T08:31:04.123-00:00",
                "0000-01-01T00:00:00.000Z",
                "2026-11-23T08:31:04+08:00",
                "2026-11-23T08:31:04.123456+08:00",
                "2026-11-23T08:00+08:00",
                "2026-11-23T08:31:04.123+08:00:30",
                "+12026-11-23T08:31:04.123Z"
            })
    void a_time_is_read_as_the_platform_reads_it(String text) {
        assertThat(WireTime.parse(text)).isEqualTo(OffsetDateTime.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-23",
                "2026-11-23T08:31:04.123",
                "2026-02-29T08:31:04.123Z",
                "2026-13-01T08:31:04.123Z",
                "2026-11-23T24:00:00.000Z",
                "2026-11-23T08:60:04.123Z",
                "2026-11-23T08:31:60.123Z",
                "2026-11-23T08:31:04.123+18:01",
                "2026-11-23T08:31:04.123+08:60",
                "2026-11-23T08:31:04.123+8:00",
                "2026-11-23T08:31:04.12x+08:00",
                "2026-11-23T08:31:04.123*08:00",
                "2026-11-23T08:31:04.123Z ",
                "２026-11-23T08:31:04.123Z"
            })
    void what_is_no_time_is_refused(String text) {
        assertThatThrownBy(() -> WireTime.parse(text)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> OffsetDateTime.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
