package io.yizhan.hub.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.access.Role;
import io.yizhan.hub.queue.HallTicket;
import io.yizhan.hub.queue.TicketUnconfirmed;
import io.yizhan.hub.queue.Tickets;
import io.yizhan.protocol.id.TicketId;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tickets that came over ten minutes late, and their holders. */
class LateTicketsPageTest {

    @TempDir
    Path folder;

    private Staffed hall;
    private TicketId own;
    private TicketId foreign;

    @BeforeEach
    void open() throws Exception {
        hall = new Staffed(new PaperHall(folder));
        own = waiting("A").getFirst();
        foreign = waiting("B").getFirst();
        hall.hall.decide(new TicketUnconfirmed(own));
        hall.hall.decide(new TicketUnconfirmed(foreign));
    }

    @AfterEach
    void close() {
        hall.hall.close();
    }

    @Test
    void a_holder_who_turns_up_waits_by_the_time_of_the_ticket_and_is_put_in_once() throws Exception {
        try (Browserless admin = hall.as(Role.ADMIN)) {
            assertThat(admin.get("/counters").body())
                    .contains("迟到的号（2）", own.shown() + " 人到了", foreign.shown() + " 人到了");
            assertThat(admin.get("/").body()).contains("另有 2 个迟到的号");
            assertThat(waiting("A")).doesNotContain(own);

            HttpResponse<String> put = confirm(admin, own);
            assertThat(put.statusCode()).isEqualTo(303);
            assertThat(admin.get(put.headers().firstValue("Location").orElseThrow())
                            .body())
                    .contains(own.shown() + " 已排入等候", "迟到的号（1）");
            assertThat(waiting("A")).first().isEqualTo(own);

            HttpResponse<String> again = confirm(admin, own);
            assertThat(again.statusCode()).isEqualTo(409);
            assertThat(again.body()).contains(own.shown() + " 不在迟到的号里");
            confirm(admin, foreign);
            assertThat(admin.get("/counters").body()).doesNotContain("迟到的号");
            assertThat(admin.get("/").body()).doesNotContain("迟到的号");
        }
    }

    @Test
    void yesterdays_ticket_and_one_that_nobody_took_are_refused_and_so_is_what_is_none() throws Exception {
        try (Browserless admin = hall.as(Role.ADMIN)) {
            TicketId yesterday = new TicketId(own.day().minusDays(1), own.series(), own.number());
            hall.hall.decide(new TicketUnconfirmed(yesterday));

            assertThat(confirm(admin, yesterday).statusCode()).isEqualTo(409);
            assertThat(confirm(admin, new TicketId(own.day(), own.series(), 999))
                            .statusCode())
                    .isEqualTo(409);
            assertThat(admin.postForm("/counters/late", Map.of("ticket", "A023"))
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void who_works_for_an_agency_puts_in_its_own_tickets_alone() throws Exception {
        try (Browserless clerk = hall.as(Role.CLERK);
                Browserless leader = hall.as(Role.CENTRE_LEADER)) {
            assertThat(clerk.get("/counters").body())
                    .contains("迟到的号（2）", own.shown() + " 人到了")
                    .doesNotContain(foreign.shown() + " 人到了");
            assertThat(confirm(clerk, foreign).statusCode()).isEqualTo(403);
            assertThat(confirm(leader, own).statusCode()).isEqualTo(403);
            assertThat(waiting("A")).doesNotContain(own);
            assertThat(confirm(clerk, own).statusCode()).isEqualTo(303);
            assertThat(confirm(clerk, own).statusCode()).isEqualTo(409);
        }
        assertThat(waiting("A")).contains(own);
        assertThat(waiting("B")).doesNotContain(foreign);
    }

    private static HttpResponse<String> confirm(Browserless browser, TicketId ticket) throws Exception {
        return browser.postForm("/counters/late", Map.of("ticket", ticket.text()));
    }

    private List<TicketId> waiting(String series) {
        return hall.hall.database.read(rows -> Tickets.waiting(rows, Morning.DAY)).stream()
                .map(HallTicket::ticket)
                .filter(ticket -> ticket.series().text().equals(series))
                .toList();
    }
}
