package io.yizhan.hub.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.http.Handler;
import io.yizhan.hub.access.ApiTokens;
import io.yizhan.hub.access.Sessions;
import io.yizhan.hub.api.Problem;
import io.yizhan.hub.http.Audience;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.HttpServer;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.store.StoreException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and programs are told when the hub itself cannot. */
class RefusalTest {

    private static final int SQLITE_FULL = 13;
    private static final int SQLITE_IOERR = 10;

    @TempDir
    Path folder;

    private PaperHall hall;
    private HttpServer server;
    private Browserless anna;

    @BeforeEach
    void open() throws Exception {
        hall = PaperHall.notServing(folder.resolve("hub.db"));
        Gate gate = new Gate(
                new Sessions(hall.database, hall.clock::now, new SecureRandom()),
                new ApiTokens(hall.book, new SecureRandom()),
                new Workplaces(hall.database, hall.clock::now, PaperHall.ZONE));
        Site site = new Site(
                "大厅", PaperHall.ZONE, List.of(Words.of("zh-CN"), Words.of("en")), hall.database, hall.clock::now);
        server = new HttpServer(
                gate,
                List.of(
                        open("/full", failing(SQLITE_FULL)),
                        open("/api/full", failing(SQLITE_FULL)),
                        open("/broken", failing(SQLITE_IOERR)),
                        open("/busy", ctx -> {
                            throw new RejectedExecutionException("1024 writes wait already");
                        }),
                        open("/bug", ctx -> {
                            throw new IllegalStateException("a secret of the program");
                        })),
                new RefusedPage(site),
                Problem.FACE);
        server.start("127.0.0.1", 0);
        anna = new Browserless("http://127.0.0.1:" + server.port());
    }

    @AfterEach
    void close() {
        anna.close();
        server.close();
        hall.close();
    }

    @Test
    void a_full_disk_says_that_nothing_is_lost_and_what_to_do() throws Exception {
        HttpResponse<String> full = anna.get("/full");

        assertThat(full.statusCode()).isEqualTo(507);
        assertThat(full.body()).contains("磁盘满了").contains("没有丢失记录").contains("清理");
    }

    @Test
    void a_program_is_told_the_same_as_a_problem() throws Exception {
        HttpResponse<String> full = anna.get("/api/full");

        assertThat(full.statusCode()).isEqualTo(507);
        assertThat(full.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(full.body()).contains("\"code\":\"disk-full\"");
    }

    @Test
    void another_fault_of_the_database_is_no_full_disk() throws Exception {
        assertThat(anna.get("/broken").statusCode()).isEqualTo(503);
        assertThat(anna.get("/broken").body()).contains("数据库现在不能用");
        assertThat(anna.get("/busy").body()).contains("此刻太忙");
    }

    @Test
    void our_own_mistake_is_said_to_be_ours_and_shows_nothing_of_the_program() throws Exception {
        HttpResponse<String> bug = anna.get("/bug");

        assertThat(bug.statusCode()).isEqualTo(500);
        assertThat(bug.body()).contains("不是您的").doesNotContain("a secret of the program");
    }

    @Test
    @SuppressWarnings("NullAway") // that is what is tried
    void a_route_that_does_not_say_whom_it_is_for_is_not_made() {
        assertThatThrownBy(() -> new Route(Route.Method.GET, "/open-to-whom", null, ctx -> {}))
                .hasMessageContaining("/open-to-whom does not say whom it is for");
    }

    private static Route open(String path, Handler handler) {
        return Route.get(path, Audience.ANYBODY, handler);
    }

    private static Handler failing(int code) {
        return ctx -> {
            throw new StoreException("a write failed", new SQLException("[SQLITE]", null, code));
        };
    }
}
