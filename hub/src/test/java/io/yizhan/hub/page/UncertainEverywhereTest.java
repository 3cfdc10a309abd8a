package io.yizhan.hub.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.book.AlarmRaised;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.id.DeviceId;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hall in which nothing has a sure time: all that happened has one guess, and no page, part of a page, file or answer
 * says it.
 */
class UncertainEverywhereTest {

    private static final List<String> PAGES =
            List.of("/", "/punches", "/ratings", "/devices", "/quarantine", "/counters", "/times");
    private static final List<String> FILES = List.of("/punches.csv", "/ratings.csv");
    private static final List<String> ANSWERS =
            List.of("punches", "ratings", "tickets", "calls", "devices", "staff", "quarantine");

    @TempDir
    Path folder;

    private PaperHall hall;
    private Browserless anna;

    @BeforeEach
    void open() throws Exception {
        hall = new PaperHall(folder);
        anna = hall.as(PaperHall.ADMIN);
    }

    @AfterEach
    void close() {
        anna.close();
        hall.close();
    }

    private void nobodyKnowsWhen() {
        Doubtful doubtful = new Doubtful(hall);
        doubtful.prepare();
        doubtful.live();
    }

    @Test
    void no_page_shows_a_guess_and_each_says_that_the_time_is_uncertain() throws Exception {
        nobodyKnowsWhen();

        for (String path : PAGES) {
            assertThat(anna.get(path).body())
                    .as(path)
                    .contains("时间不确定")
                    .doesNotContain(Doubtful.GUESSED, "1970-01-01", "9999-12-31");
        }
        assertThat(anna.get("/").body()).contains("<span class=\"uncertain\">08:10–09:40</span>");
    }

    @Test
    void a_sure_time_stands_as_it_is_on_the_same_pages() throws Exception {
        Morning morning = new Morning(hall);
        morning.prepare();
        morning.live();

        assertThat(anna.get("/").body()).contains("10:39:00 起", "10:38 起");
        assertThat(anna.get("/devices").body()).contains("3 小时前（07:00:00）").doesNotContain("时间不确定");
    }

    @Test
    void no_file_says_a_guess_and_both_have_the_bounds() throws Exception {
        nobodyKnowsWhen();

        for (String path : FILES) {
            assertThat(anna.get(path).body())
                    .as(path)
                    .contains("2026-11-23 08:10:00,2026-11-23 09:40:00")
                    .doesNotContain(Doubtful.GUESSED, "1970-01-01", "9999-12-31");
        }
    }

    @Test
    void no_answer_to_a_program_says_a_guess_and_each_has_the_bounds() throws Exception {
        nobodyKnowsWhen();

        for (String answer : ANSWERS) {
            String body = anna.get("/api/v1/" + answer, "Authorization", "Bearer " + PaperHall.TOKEN)
                    .body();
            assertThat(body).as(answer).doesNotContain(Doubtful.GUESSED, "1970-01-01", "9999-12-31");
            if (!answer.equals("staff")) { // a consent is the hub's own, and nothing bounds that
                assertThat(body)
                        .as(answer)
                        .contains(
                                "\"earliest\":\"2026-11-23T08:10:00.000+08:00\",\"latest\":\"2026-11-23T09:40:00.000+08:00\"");
            }
        }
    }

    @Test
    void a_hub_whose_clock_nothing_keeps_right_says_so_and_what_to_do() throws Exception {
        assertThat(anna.get("/devices").body()).contains("由网络时间校准");
        assertThat(anna.get("/").body()).doesNotContain("中枢的时钟没有校准");

        hall.clock.trust(ClockTrust.UNSYNCED);
        hall.decide(new AlarmRaised(new DeviceId("kiosk-1"), "mismatch", "a kiosk cannot punch"));

        assertThat(anna.get("/").body())
                .contains("中枢的时钟没有校准", "battery_clock", "rtc0 did not set the wall clock at this boot");
        assertThat(anna.get("/devices").body()).contains("没有校准", "rtc0 did not set the wall clock at this boot");
    }
}
