package io.yizhan.hub.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.access.Account;
import io.yizhan.hub.access.AccountName;
import io.yizhan.hub.access.Role;
import io.yizhan.hub.access.Standing;
import io.yizhan.protocol.id.AgencyId;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsPageTest {

    private static final Pattern SECRET = Pattern.compile("class=\"secret\">([^<]+)<");

    @TempDir
    Path folder;

    private PaperHall hall;
    private Browserless admin;
    private Browserless other;

    @BeforeEach
    void open() throws Exception {
        hall = new PaperHall(folder);
        new Morning(hall).prepare();
        admin = hall.as(PaperHall.ADMIN);
        other = new Browserless(hall);
    }

    @AfterEach
    void close() {
        admin.close();
        other.close();
        hall.close();
    }

    @Test
    void a_new_account_has_a_password_that_is_shown_once_and_opens_what_its_role_may() throws Exception {
        HttpResponse<String> made =
                admin.postForm("/accounts", Map.of("name", "chief", "role", "chief-representative", "staff", "s0101"));
        String password = secret(made);

        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(admin.get("/accounts").body())
                .contains("chief", "首席代表", "赵明 s0101", "由 admin 办理")
                .doesNotContain(password);
        assertThat(other.signIn("chief", password).statusCode()).isEqualTo(303);
        assertThat(chooses(password, "nine-cold-rivers").statusCode()).isEqualTo(303);
        assertThat(other.get("/people/s0107").statusCode()).isEqualTo(200);
        assertThat(other.get("/people/s0102").statusCode()).isEqualTo(403);
        assertThat(journal()).contains("\"account-added\"", "\"by\":\"admin\"").doesNotContain(password);
    }

    @Test
    void a_role_that_lacks_its_agency_or_person_and_a_name_that_is_taken_are_refused_in_words() throws Exception {
        refused(Map.of("name", "one", "role", "agency-leader"), "这个角色要有进驻机构");
        refused(Map.of("name", "one", "role", "agency-leader", "agency", "nowhere"), "这个角色要有进驻机构");
        refused(Map.of("name", "one", "role", "clerk"), "这个角色要有一位在岗人员");
        refused(Map.of("name", "one", "role", "clerk", "staff", "s9999"), "这个角色要有一位在岗人员");
        refused(Map.of("name", "Anna B", "role", "admin"), "不能作名字");
        refused(Map.of("name", PaperHall.ADMIN, "role", "admin"), "已经用过");
        assertThat(admin.postForm("/accounts", Map.of("name", "one", "role", "king"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(hall.accounts.all()).hasSize(1);
    }

    @Test
    void a_changed_role_counts_at_once_and_ends_the_sessions() throws Exception {
        String password = secret(admin.postForm("/accounts", Map.of("name", "lead", "role", "centre-leader")));
        other.signIn("lead", password);
        chooses(password, "nine-cold-rivers");
        assertThat(other.get("/devices").statusCode()).isEqualTo(200);

        HttpResponse<String> changed = admin.postForm(
                "/accounts/lead/role", Map.of("role", "agency-leader", "agency", "gongan", "staff", "s0102"));

        assertThat(changed.body()).contains("已更改 lead 的角色");
        assertThat(other.get("/").statusCode()).isEqualTo(401);
        other.signIn("lead", "nine-cold-rivers");
        assertThat(other.get("/devices").statusCode()).isEqualTo(403);
        assertThat(hall.accounts.all())
                .contains(
                        new Account(new AccountName("lead"), Standing.of(Role.AGENCY_LEADER, new AgencyId("gongan"))));
    }

    @Test
    void a_password_that_another_person_has_read_opens_nothing_but_its_own_change() throws Exception {
        String first = secret(admin.postForm("/accounts", Map.of("name", "two", "role", "admin")));
        assertThat(other.signIn("two", first).statusCode()).isEqualTo(303);

        HttpResponse<String> sent = other.get("/people", "Accept", "text/html");
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(sent.headers().firstValue("Location")).contains("/account");
        HttpResponse<String> live = other.get("/live", "HX-Request", "true");
        assertThat(live.statusCode()).isEqualTo(403);
        assertThat(live.headers().firstValue("HX-Redirect")).contains("/account");
        HttpResponse<String> acts = other.postForm("/accounts/admin/close", Map.of());
        assertThat(acts.statusCode()).isEqualTo(403);
        assertThat(acts.body()).contains("请先换成自己的口令");
        assertThat(hall.accounts.all()).hasSize(2);
        assertThat(other.get("/account").body()).contains("现在的口令是别人给的").doesNotContain("href=\"/people\"");

        assertThat(chooses(first, first).body()).contains("新口令和现在的一样");
        assertThat(other.get("/people").statusCode()).isEqualTo(403);
        assertThat(chooses(first, "nine-cold-rivers").statusCode()).isEqualTo(303);
        assertThat(other.get("/people").statusCode()).isEqualTo(200);
        assertThat(other.get("/account").body()).doesNotContain("现在的口令是别人给的").contains("href=\"/people\"");

        String second = secret(admin.postForm("/accounts/two/password", Map.of()));
        other.signIn("two", second);
        assertThat(other.get("/people").statusCode()).isEqualTo(403);
    }

    @Test
    void a_reset_password_is_shown_once_and_the_old_one_opens_nothing() throws Exception {
        String first = secret(admin.postForm("/accounts", Map.of("name", "audit", "role", "auditor")));
        String second = secret(admin.postForm("/accounts/audit/password", Map.of()));

        assertThat(other.signIn("audit", first).statusCode()).isEqualTo(401);
        assertThat(other.signIn("audit", second).statusCode()).isEqualTo(303);
    }

    @Test
    void a_closed_account_is_out_and_its_name_is_not_given_again() throws Exception {
        String password = secret(admin.postForm("/accounts", Map.of("name", "audit", "role", "auditor")));
        other.signIn("audit", password);

        assertThat(admin.postForm("/accounts/audit/close", Map.of()).body()).contains("账号 audit 已停用");

        assertThat(other.get("/").statusCode()).isEqualTo(401);
        assertThat(other.signIn("audit", password).statusCode()).isEqualTo(401);
        refused(Map.of("name", "audit", "role", "auditor"), "已经用过");
        assertThat(admin.postForm("/accounts/audit/close", Map.of()).statusCode())
                .isIn(200, 409);
    }

    @Test
    void nobody_closes_or_changes_or_resets_the_own_account_and_the_last_admin_stays() throws Exception {
        for (String what : List.of("/close", "/password", "/role")) {
            HttpResponse<String> own = admin.postForm("/accounts/admin" + what, Map.of("role", "auditor"));
            assertThat(own.statusCode()).as(what).isEqualTo(409);
            assertThat(own.body()).contains("自己的账号");
        }
        assertThat(hall.accounts.close(new AccountName(PaperHall.ADMIN), "hub").toString())
                .contains("LAST_ADMIN");
        assertThat(hall.accounts
                        .changeRole(new AccountName(PaperHall.ADMIN), Standing.of(Role.AUDITOR), "hub")
                        .toString())
                .contains("LAST_ADMIN");
        assertThat(admin.get("/accounts").body()).contains("（本人）").doesNotContain("/accounts/admin/");
    }

    @Test
    void a_token_is_shown_once_and_asks_as_its_role_until_it_is_revoked() throws Exception {
        String token = secret(admin.postForm("/tokens", Map.of("name", "city", "role", "auditor")));
        String[] header = {"Authorization", "Bearer " + token};

        assertThat(other.get("/api/v1/punches", header).statusCode()).isEqualTo(200);
        assertThat(other.postJson("/api/v1/devices", token, "{}").statusCode()).isEqualTo(403);
        assertThat(admin.get("/accounts").body()).contains("city").doesNotContain(token);
        assertThat(journal()).contains("\"api-token-added\"").doesNotContain(token);
        assertThat(admin.postForm("/tokens", Map.of("name", "city", "role", "auditor"))
                        .statusCode())
                .isEqualTo(409);

        assertThat(admin.postForm("/tokens/city/revoke", Map.of()).body()).contains("令牌已吊销");
        assertThat(other.get("/api/v1/punches", header).statusCode()).isEqualTo(401);
        assertThat(admin.postForm("/tokens/nothing/revoke", Map.of()).statusCode())
                .isEqualTo(409);
    }

    @Test
    void one_changes_the_own_password_with_the_present_one_and_stays_signed_in_alone() throws Exception {
        other.signIn(PaperHall.ADMIN, PaperHall.PASSWORD);
        Map<String, String> wrong = Map.of("old", "wrong", "new", "nine-cold-rivers", "again", "nine-cold-rivers");
        Map<String, String> twice =
                Map.of("old", PaperHall.PASSWORD, "new", "nine-cold-rivers", "again", "nine-cold-river");
        Map<String, String> shorter = Map.of("old", PaperHall.PASSWORD, "new", "short", "again", "short");
        Map<String, String> right =
                Map.of("old", PaperHall.PASSWORD, "new", "nine-cold-rivers", "again", "nine-cold-rivers");

        assertThat(admin.postForm("/account", wrong).body()).contains("现在的口令不对");
        assertThat(admin.postForm("/account", twice).body()).contains("两次输入的新口令不一样");
        assertThat(admin.postForm("/account", shorter).body()).contains("须有 10 至 256 个字符");
        assertThat(other.get("/").statusCode()).isEqualTo(200);

        assertThat(admin.postForm("/account", right).statusCode()).isEqualTo(303);
        assertThat(admin.get("/account?changed=1").body()).contains("口令已更换");
        assertThat(other.get("/").statusCode()).isEqualTo(401);
        assertThat(other.signIn(PaperHall.ADMIN, PaperHall.PASSWORD).statusCode())
                .isEqualTo(401);
        assertThat(other.signIn(PaperHall.ADMIN, "nine-cold-rivers").statusCode())
                .isEqualTo(303);
    }

    private HttpResponse<String> chooses(String old, String fresh) throws Exception {
        return other.postForm("/account", Map.of("old", old, "new", fresh, "again", fresh));
    }

    private void refused(Map<String, String> form, String sentence) throws Exception {
        HttpResponse<String> answer = admin.postForm("/accounts", form);
        assertThat(answer.statusCode()).as("%s", form).isEqualTo(409);
        assertThat(answer.body()).contains(sentence).doesNotContain("class=\"secret\"");
    }

    private String journal() {
        return hall.database.read(rows -> String.join(
                "\n",
                rows.list(
                        "SELECT line FROM entry WHERE device = 'hub'",
                        row -> new String(row.bytes("line"), StandardCharsets.UTF_8))));
    }

    private static String secret(HttpResponse<String> page) {
        Matcher secret = SECRET.matcher(page.body());
        assertThat(secret.find()).as(page.body()).isTrue();
        return secret.group(1);
    }
}
