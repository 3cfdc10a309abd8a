package io.yizhan.hub.attendance.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hub.attendance.rules.UnfitRulesException.Reason;
import io.yizhan.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HolidayFileTest {

    private static final String FOREIGN = """
        {"$schema": "https://example.org/schema.json", "year": 2027, "papers": ["公告一", "公告二"], "days": [
         {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
         {"name": "元旦", "date": "2026-12-27", "isOffDay": false}]}\
        """;

    @Test
    void the_form_of_holiday_cn_becomes_the_projects_own() {
        HolidayYear year = read(FOREIGN);

        assertThat(year.year()).isEqualTo(2027);
        assertThat(year.source()).isEqualTo("公告一 公告二");
        assertThat(year.days())
                .containsExactly(
                        new HolidayYear.Day(LocalDate.of(2027, 1, 1), "元旦", true),
                        new HolidayYear.Day(LocalDate.of(2026, 12, 27), "元旦", false));
    }

    @Test
    void what_was_written_in_the_own_form_is_read_again() {
        for (HolidayYear year : Shipped.holidays()) {
            assertThat(HolidayFile.read(Json.write(year))).isEqualTo(year);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        no json                                                              | NOT_A_FILE_OF_HOLIDAYS | no file
        []                                                                   | NOT_A_FILE_OF_HOLIDAYS | no file
        {"days": []}                                                         | NOT_A_FILE_OF_HOLIDAYS | year is null
        {"year": 1927, "source": "x", "days": []}                            | NO_SUCH_YEAR           | outside
        {"year": 2027, "days": [{"name":"a","date":"2027-01-01","off":true}]} | NO_SOURCE_OF_HOLIDAYS | the source
        {"year": 2027, "source": "x"}                                        | YEAR_WITHOUT_A_DAY     | has no day
        {"year": 2027, "source": "x", "days": 3}                             | NOT_A_FILE_OF_HOLIDAYS | no list
        {"year": 2027, "source": "x", "days": [3]}                           | NOT_A_FILE_OF_HOLIDAYS | a day is 3
        {"year": 2027, "source": "x", "days": [{"name":"a","date":"1.1.2027","off":true}]} | NOT_A_FILE_OF_HOLIDAYS | no day
        {"year": 2027, "source": "x", "days": [{"name":"a","date":"2027-01-01"}]} | NOT_A_FILE_OF_HOLIDAYS | neither
        {"year": 2027, "source": "x", "days": [{"name":"a","date":"2029-01-01","off":true}]} | HOLIDAY_OF_ANOTHER_YEAR | belong
        """)
    void what_is_no_such_file_is_refused_with_what_is_wrong(String text, Reason reason, String say) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        UnfitRulesException.class,
                        unfit -> assertThat(unfit.reason()).isEqualTo(reason))
                .hasMessageContaining(say);
    }

    private static HolidayYear read(String text) {
        return HolidayFile.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
