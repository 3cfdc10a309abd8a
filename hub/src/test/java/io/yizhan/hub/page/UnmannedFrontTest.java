package io.yizhan.hub.page;

import static io.yizhan.hub.report.PlayedMonth.LI;
import static io.yizhan.hub.report.PlayedMonth.POLICE;
import static io.yizhan.hub.report.PlayedMonth.TAX;
import static io.yizhan.hub.report.PlayedMonth.WANG;
import static io.yizhan.hub.report.PlayedMonth.ZHAO;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.attendance.roster.RosterSet;
import io.yizhan.hub.report.PlayedMonth;
import io.yizhan.hub.staff.AgencyGone;
import io.yizhan.hub.staff.StaffLeft;
import io.yizhan.hub.staff.StaffMoved;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fronts that a roster mans with people who have moved or left since, on a Monday at twenty to eleven. */
class UnmannedFrontTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final String UNMANNED = "公安局（户籍科）：前台没有人";
    private static final String ALL_GONE = "排在前台的人都已调走或离开";

    @TempDir
    Path folder;

    private PaperHall hall;
    private PlayedMonth month;

    @BeforeEach
    void play() throws Exception {
        hall = new PaperHall(folder);
        month = new PlayedMonth(hall);
        month.furnish();
        hall.online("reader-1");
        hall.online("reader-2");
        month.bothComplete();
        hall.decide(new RosterSet(POLICE, TODAY, List.of(LI), List.of(LI, WANG), "admin"));
    }

    @AfterEach
    void close() {
        hall.close();
    }

    private String page(String path) throws Exception {
        try (Browserless admin = hall.as(PaperHall.ADMIN)) {
            return admin.get(path).body();
        }
    }

    @Test
    void a_front_whose_people_have_moved_away_is_an_alarm_though_they_are_at_another_agencys_counter()
            throws Exception {
        hall.decide(new StaffMoved(LI, TAX, TODAY, "admin"));
        month.punch("reader-1", LI, TODAY, "10:29");

        assertThat(page("/here")).contains("10:29 起在岗", UNMANNED, ALL_GONE).doesNotContain("排在前台的是");
    }

    @Test
    void who_is_left_of_a_front_is_asked_for_and_mans_it() throws Exception {
        hall.decide(new RosterSet(POLICE, TODAY, List.of(LI, WANG), List.of(), "admin"));
        hall.decide(new StaffMoved(LI, TAX, TODAY, "admin"));
        assertThat(page("/here")).contains(UNMANNED, "排在前台的是示范王一：").doesNotContain(ALL_GONE);

        month.punch("reader-1", WANG, TODAY, "10:29");
        assertThat(page("/here")).doesNotContain(UNMANNED);
    }

    @Test
    void a_front_whose_people_have_left_is_an_alarm_until_the_roster_says_that_nobody_needs_to_be_there()
            throws Exception {
        hall.decide(new StaffLeft(LI, TODAY.minusDays(1), "admin"));
        assertThat(page("/here")).contains(UNMANNED, ALL_GONE);

        hall.decide(new RosterSet(POLICE, TODAY, List.of(), List.of(), "admin"));
        assertThat(page("/here")).doesNotContain(UNMANNED);
    }

    @Test
    void an_agency_that_has_left_the_hall_has_no_front_to_man() throws Exception {
        hall.decide(new RosterSet(TAX, TODAY, List.of(ZHAO), List.of(), "admin"));
        hall.decide(new StaffLeft(ZHAO, TODAY.minusDays(1), "admin"));
        assertThat(page("/here")).contains("国税局：前台没有人");

        hall.decide(new AgencyGone(TAX, TODAY.minusDays(1), "admin"));
        assertThat(page("/here")).doesNotContain("国税局：前台没有人");
    }

    @Test
    void the_foot_of_the_roster_counts_no_one_who_has_moved_away() throws Exception {
        String week = "/roster?agency=gongan&week=" + TODAY;
        assertThat(page(week)).contains("<td class=\"day\">1</td>", "<td class=\"day\">2</td>");

        hall.decide(new StaffMoved(LI, TAX, TODAY, "admin"));
        assertThat(page(week))
                .contains("<span class=\"badge look\">0</span>", "<td class=\"day\">1</td>")
                .doesNotContain("<td class=\"day\">2</td>");
    }
}
