package io.yizhan.protocol.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.yizhan.protocol.Topics;
import io.yizhan.protocol.Topics.Up;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What a name of the wire may be: at its limit, and one past it. */
class NamesTest {

    private static final String LONGEST = "a0-".repeat(10) + "zz";
    private static final String UUID = "00000000-0000-7000-8000-00000000000a";

    @Test
    void a_device_and_a_hall_have_1_to_32_small_letters_digits_and_dashes() {
        assertThat(LONGEST).hasSize(32);
        List<String> right = List.of("a", "7", "-", LONGEST);
        List<String> wrong = List.of("", LONGEST + "a", "Reader", "reader_1", "reader 1", "a/b", "+", "#", "读卡器");

        onlyThese(DeviceId::new, right, wrong);
        onlyThese(HallId::new, right, wrong);
    }

    @Test
    void all_is_no_device_and_hub_is_the_hub_alone() {
        onlyThese(DeviceId::new, List.of("all-1", "hub"), List.of("all"));

        assertThat(new DeviceId("hub").isHub()).isTrue();
        assertThat(new DeviceId("hub-1").isHub()).isFalse();
    }

    @Test
    void a_sender_is_who_the_topic_says_and_one_letter_more_is_nobody() {
        Topics topics = new Topics(new HallId("demo"));

        assertThat(topics.sender("yizhan/1/demo/" + LONGEST + "/up/journal"))
                .contains(new Topics.Sender(new DeviceId(LONGEST), Up.JOURNAL));
        for (String nobody : List.of(
                "yizhan/1/demo/" + LONGEST + "a/up/journal",
                "yizhan/1/demo/Reader/up/journal",
                "yizhan/1/demo/all/up/journal",
                "yizhan/1/demo//up/journal",
                "yizhan/1/demo/reader/down/ack",
                "yizhan/1/demo/reader/up/journal/more",
                "yizhan/1/demo/reader/up/nothing",
                "yizhan/1/other/reader/up/journal",
                "yizhan/2/demo/reader/up/journal")) {
            assertThat(topics.sender(nobody)).as(nobody).isEmpty();
        }
    }

    @Test
    void a_uuid_has_36_characters_in_lower_case_with_its_dashes_in_place() {
        onlyThese(
                JournalId::new,
                List.of(UUID),
                List.of(
                        UUID.substring(1),
                        UUID + "0",
                        UUID.replace('a', 'A'),
                        UUID.replace('a', 'g'),
                        UUID.replace('-', '0'),
                        "{" + UUID + "}"));
    }

    @Test
    void a_hash_has_64_hex_digits_in_lower_case() {
        onlyThese(
                Hash::new,
                List.of("0a".repeat(32)),
                List.of("a".repeat(63), "a".repeat(65), "A".repeat(64), "g".repeat(64)));
    }

    @Test
    void a_ticket_has_a_day_that_is_one_a_series_and_a_number_from_1_to_99999() {
        onlyThese(
                TicketId::of,
                List.of("2026-11-23/A/1", "2026-11-23/ABC/99999", "2028-02-29/A/1"),
                List.of(
                        "2026-11-23/A/0",
                        "2026-11-23/A/100000",
                        "2026-11-23/A/01",
                        "2026-11-23/A/-1",
                        "2026-11-23/ABCD/1",
                        "2026-11-23/a/1",
                        "2026-02-29/A/1",
                        "2026-11-23/A"));
        assertThat(TicketId.of("2026-11-23/A/23").shown()).isEqualTo("A023");
    }

    private static void onlyThese(Function<String, Id> name, List<String> right, List<String> wrong) {
        for (String text : right) {
            assertThat(name.apply(text).text()).isEqualTo(text);
        }
        for (String text : wrong) {
            assertThatIllegalArgumentException().as(text).isThrownBy(() -> name.apply(text));
        }
    }
}
