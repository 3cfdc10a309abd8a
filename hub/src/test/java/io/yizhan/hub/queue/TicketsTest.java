package io.yizhan.hub.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.queue.HallTicket.Standing;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.fact.TicketIssued;
import io.yizhan.protocol.fact.TicketPrinted;
import io.yizhan.protocol.fact.TicketVoided;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.TicketId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TicketsTest {

    private static final TicketId A1 = new TicketId(TestHall.TODAY, new SeriesId("A"), 1);
    private static final TicketId A2 = new TicketId(TestHall.TODAY, new SeriesId("A"), 2);
    private static final ServiceId HUKOU = new ServiceId("hukou");

    @TempDir
    Path folder;

    private TestHall hall;
    private TestHall.Journal kiosk;

    @BeforeEach
    void open() throws RuleBrokenException {
        hall = new TestHall(folder);
        hall.furnish();
        kiosk = hall.journal("kiosk");
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void a_ticket_joins_when_it_is_printed_at_the_time_of_its_issue() {
        kiosk.says(new TicketIssued(A1, HUKOU, Priority.NONE, null, 0));
        assertThat(standing(A1)).isEqualTo(Standing.ISSUED);
        assertThat(waiting()).isEmpty();
        hall.clock.pass(Duration.ofSeconds(1));
        kiosk.prints(2, "hukou", Priority.NONE);
        hall.clock.pass(Duration.ofSeconds(1));

        kiosk.says(new TicketPrinted(A1, TicketPrinted.Outcome.PRINTED));

        assertThat(waiting()).containsExactly(A1, A2);
    }

    @Test
    void a_ticket_whose_printing_is_unknown_stays() {
        kiosk.says(new TicketIssued(A1, HUKOU, Priority.NONE, null, 0));
        kiosk.says(new TicketPrinted(A1, TicketPrinted.Outcome.UNKNOWN));

        assertThat(waiting()).containsExactly(A1);
    }

    @Test
    void a_ticket_that_was_never_on_paper_counts_nowhere() {
        kiosk.says(new TicketIssued(A1, HUKOU, Priority.NONE, null, 0));
        kiosk.says(new TicketVoided(A1, "paper out"));

        assertThat(standing(A1)).isEqualTo(Standing.VOIDED);
        assertThat(waiting()).isEmpty();
        int count = hall.read(rows -> Tickets.count(rows, TestHall.TODAY));
        assertThat(count).isZero();
    }

    @Test
    void a_late_ticket_stands_apart_until_its_holder_turns_up() throws Exception {
        kiosk.prints(1, "hukou", Priority.NONE);
        hall.decide(new TicketUnconfirmed(A1));
        assertThat(waiting()).isEmpty();
        List<HallTicket> apart = hall.read(rows -> Tickets.unconfirmed(rows, TestHall.TODAY));
        assertThat(apart).extracting(HallTicket::ticket).containsExactly(A1);

        hall.decide(new TicketConfirmed(A1, "ann"));

        assertThat(waiting()).containsExactly(A1);
        List<HallTicket> none = hall.read(rows -> Tickets.unconfirmed(rows, TestHall.TODAY));
        assertThat(none).isEmpty();
    }

    @Test
    void a_ticket_waits_in_its_own_day_only() {
        kiosk.prints(1, "hukou", Priority.NONE);

        List<HallTicket> tomorrow = hall.read(rows -> Tickets.waiting(rows, TestHall.TODAY.plusDays(1)));
        assertThat(tomorrow).isEmpty();
    }

    @Test
    void a_service_is_added_once_and_only_what_is_there_can_be_switched() throws Exception {
        hall.decide(new ServiceSwitched(HUKOU, false, "admin"));
        List<HallService> services = hall.read(HallServices::all);
        assertThat(services.getFirst().open()).isFalse();

        assertThatThrownBy(() -> hall.decide(new ServiceSwitched(new ServiceId("nothing"), true, "admin")))
                .isInstanceOf(RuleBrokenException.class);
        HallService there = services.getFirst();
        assertThatThrownBy(() -> hall.decide(
                        new ServiceAdded(HUKOU, there.series(), there.name(), null, there.agency(), there.counters())))
                .isInstanceOf(RuleBrokenException.class)
                .hasMessageContaining("is there already");
    }

    @Test
    void the_papers_of_a_service_are_said_changed_and_unsaid_and_only_of_one_that_is_there() throws Exception {
        hall.decide(new PapersSaid(HUKOU, "身份证", null));
        hall.decide(new PapersSaid(HUKOU, "身份证、户口簿", "ID card, household register"));
        HallService said = hall.read(HallServices::all).getFirst();
        assertThat(said.papers()).isEqualTo("身份证、户口簿");
        assertThat(said.papersEn()).isEqualTo("ID card, household register");

        hall.decide(new PapersSaid(HUKOU, null, null));
        assertThat(hall.read(HallServices::all).getFirst().papers()).isNull();
        assertThatThrownBy(() -> hall.decide(new PapersSaid(new ServiceId("nothing"), "身份证", null)))
                .isInstanceOf(RuleBrokenException.class);
        assertThatThrownBy(() -> new PapersSaid(HUKOU, "纸".repeat(49), null)).hasMessageContaining("1–48");
    }

    private Standing standing(TicketId ticket) {
        return hall.read(rows -> Tickets.find(rows, ticket)).orElseThrow().standing();
    }

    private List<TicketId> waiting() {
        return hall.read(rows -> Tickets.waiting(rows, TestHall.TODAY)).stream()
                .map(HallTicket::ticket)
                .toList();
    }
}
