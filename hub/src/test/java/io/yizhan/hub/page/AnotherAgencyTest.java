package io.yizhan.hub.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.access.Account;
import io.yizhan.hub.access.AccountAdded;
import io.yizhan.hub.access.AccountName;
import io.yizhan.hub.access.Role;
import io.yizhan.hub.access.Standing;
import io.yizhan.hub.staff.StaffLeft;
import io.yizhan.protocol.fact.Punch;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who leads one agency asks for another's: nothing of it comes out, not even whether it exists. */
class AnotherAgencyTest {

    private static final String NOBODY = "s9999";

    @TempDir
    Path folder;

    private Staffed hall;
    private Browserless chief;
    private Browserless stranger;

    @BeforeEach
    void open() throws Exception {
        hall = new Staffed(new PaperHall(folder));
        chief = hall.as(Role.CHIEF_REPRESENTATIVE);
        stranger = new Browserless(hall.hall);
    }

    @AfterEach
    void close() {
        chief.close();
        stranger.close();
        hall.close();
    }

    @Test
    void own_punches_and_ratings_are_there_on_page_file_and_interface() throws Exception {
        for (String page : List.of("/punches", "/punches.csv", "/ratings", "/ratings.csv")) {
            assertThat(chief.get(page).body())
                    .as(page)
                    .contains(Morning.name(12))
                    .contains("s0113");
        }
        for (String list : List.of("/api/v1/punches", "/api/v1/ratings", "/api/v1/staff")) {
            assertThat(ask(list, Role.CHIEF_REPRESENTATIVE).body()).as(list).contains("s0113");
        }
        assertThat(chief.get("/ratings").body()).contains("本机构合并计数");
    }

    @Test
    void another_agency_is_refused_in_the_same_words_as_one_that_does_not_exist() throws Exception {
        for (String page : List.of("/punches", "/punches.csv", "/people", "/people/live")) {
            HttpResponse<String> foreign = chief.get(page + "?agency=" + Staffed.FOREIGN);
            HttpResponse<String> nowhere = chief.get(page + "?agency=nowhere");
            assertThat(foreign.statusCode()).as(page).isEqualTo(403);
            assertThat(foreign.body()).isEqualTo(nowhere.body().replace("nowhere", Staffed.FOREIGN));
            assertNobodyElse(foreign);
        }
        for (String list : List.of("/api/v1/punches", "/api/v1/ratings")) {
            for (Role role : List.of(Role.CHIEF_REPRESENTATIVE, Role.AGENCY_LEADER)) {
                HttpResponse<String> foreign = ask(list + "?agency=" + Staffed.FOREIGN, role);
                assertThat(foreign.statusCode()).as(list).isEqualTo(403);
                assertThat(foreign.body())
                        .isEqualTo(ask(list + "?agency=nowhere", role).body());
            }
        }
    }

    @Test
    void another_agencys_person_has_no_rows_as_nobody_has() throws Exception {
        String foreigner = Staffed.FOREIGNER.text();
        for (String page : List.of("/punches", "/punches.csv", "/ratings", "/ratings.csv")) {
            HttpResponse<String> foreign = chief.get(page + "?staff=" + foreigner);
            HttpResponse<String> nobody = chief.get(page + "?staff=" + NOBODY);
            assertThat(foreign.statusCode()).as(page).isEqualTo(200);
            assertThat(foreign.body()).isEqualTo(nobody.body().replace(NOBODY, foreigner));
            assertThat(foreign.body()).doesNotContain(Morning.name(1));
        }
        for (String list : List.of("/api/v1/punches", "/api/v1/ratings", "/api/v1/enrolments")) {
            assertThat(ask(list + "?staff=" + foreigner, Role.CHIEF_REPRESENTATIVE)
                            .body())
                    .as(list)
                    .isEqualTo(ask(list + "?staff=" + NOBODY, Role.CHIEF_REPRESENTATIVE)
                            .body())
                    .doesNotContain(foreigner);
        }
    }

    @Test
    void another_agencys_person_and_finger_are_refused_as_those_that_do_not_exist() throws Exception {
        HttpResponse<String> page = chief.get("/people/" + Staffed.FOREIGNER);
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body())
                .isEqualTo(chief.get("/people/" + NOBODY).body().replace(NOBODY, Staffed.FOREIGNER.text()));

        HttpResponse<String> finger = ask("/api/v1/enrolments/" + Staffed.FOREIGN_FINGER, Role.CHIEF_REPRESENTATIVE);
        assertThat(finger.statusCode()).isEqualTo(403);
        assertThat(finger.body())
                .isEqualTo(ask("/api/v1/enrolments/" + PaperHall.uuid(), Role.CHIEF_REPRESENTATIVE)
                        .body());
    }

    @Test
    void a_clerk_who_asks_for_a_colleague_is_refused_and_sees_the_own_record() throws Exception {
        try (Browserless clerk = hall.as(Role.CLERK)) {
            assertThat(clerk.get("/punches").body()).contains(Morning.name(6)).doesNotContain(Morning.name(0));
            for (String page : List.of("/punches", "/punches.csv", "/ratings", "/ratings.csv")) {
                assertThat(clerk.get(page + "?staff=" + Staffed.CHIEF).statusCode())
                        .as(page)
                        .isEqualTo(403);
            }
            assertThat(ask("/api/v1/punches?staff=" + Staffed.CHIEF, Role.CLERK).statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void the_feed_of_today_tells_punches_and_ratings_of_the_own_agency_alone() throws Exception {
        String feed = feed(chief.get("/").body());

        assertThat(feed).contains("A0").doesNotContain("无人认识"); // tickets are everybody's
        Staffed.foreigners().forEach(name -> assertThat(feed).doesNotContain(name));
        try (Browserless leader = hall.as(Role.CENTRE_LEADER)) {
            hall.hall.tell("reader-1", PaperHall.NOW, new Punch(Punch.Method.PIN, Staffed.FOREIGNER, null, null, null));
            assertThat(feed(leader.get("/").body())).contains(Morning.name(1));
            assertThat(feed(chief.get("/").body())).doesNotContain(Morning.name(1));
        }
    }

    @Test
    void only_tabs_that_open_are_shown() throws Exception {
        try (Browserless auditor = hall.as(Role.AUDITOR)) {
            assertThat(chief.get("/").body())
                    .contains("href=\"/punches\"", "href=\"/people\"")
                    .doesNotContain("href=\"/devices\"", "href=\"/quarantine\"", "href=\"/accounts\"");
            assertThat(auditor.get("/").body()).contains("href=\"/devices\"", "href=\"/accounts\"");
            for (String page : List.of("/quarantine", "/times", "/accounts", "/people/s0107", "/counters")) {
                assertThat(auditor.get(page).body())
                        .as(page)
                        .doesNotContain("action=\"/quarantine", "action=\"/times", "action=\"/accounts")
                        .doesNotContain("action=\"/people/", "action=\"/tokens", "action=\"/counters");
            }
        }
    }

    @Test
    void whose_person_works_here_no_longer_reaches_nothing() throws Exception {
        assertThat(chief.get("/").statusCode()).isEqualTo(200);

        hall.hall.decide(new StaffLeft(Staffed.CHIEF, null, "admin"));

        assertThat(chief.get("/").statusCode()).isEqualTo(403);
        assertThat(chief.get("/punches").statusCode()).isEqualTo(403);
        assertThat(ask("/api/v1/punches", Role.CHIEF_REPRESENTATIVE).statusCode())
                .isEqualTo(403);
    }

    @Test
    void an_account_of_before_without_its_person_reaches_nothing() throws Exception {
        hall.hall.decide(new AccountAdded("old", Role.CLERK, null, null, "init"));
        hall.hall.accounts.changePassword(new AccountName("old"), Staffed.PASSWORD, "init");
        try (Browserless old = new Browserless(hall.hall)) {
            old.signIn("old", Staffed.PASSWORD);

            assertThat(old.get("/punches").statusCode()).isEqualTo(403);
            assertThat(old.get("/account").statusCode()).isEqualTo(200);
        }
        assertThat(hall.hall.accounts.all())
                .contains(new Account(new AccountName("old"), new Standing(Role.CLERK, null, null)));
    }

    private HttpResponse<String> ask(String path, Role role) throws Exception {
        return stranger.get(path, hall.program(role));
    }

    private static String feed(String page) {
        return page.substring(page.indexOf("sse-swap=\"feed\""));
    }

    private static void assertNobodyElse(HttpResponse<String> answer) {
        Staffed.foreigners().forEach(name -> assertThat(answer.body()).doesNotContain(name));
    }
}
