package io.yizhan.hub.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.TicketId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FallbackCountersTest {

    private static final CounterId ONE = new CounterId("1");
    private static final CounterId TWO = new CounterId("2");
    private static final CounterId THREE = new CounterId("3");
    private static final Map<ServiceId, List<CounterId>> HUKOU =
            Map.of(new ServiceId("hukou"), List.of(TWO, ONE, THREE));

    @Test
    void the_open_counters_of_a_service_get_its_tickets_in_turn() {
        Map<TicketId, CounterId> fallsTo =
                FallbackCounters.of(List.of(ticket(1), ticket(2), ticket(3)), HUKOU, Set.of(ONE, TWO));

        assertThat(fallsTo.values()).containsExactly(TWO, ONE, TWO);
    }

    @Test
    void a_ticket_that_was_handed_to_a_counter_falls_to_it_if_it_is_open() {
        HallTicket handedOn = handedTo(THREE);

        assertThat(FallbackCounters.of(List.of(handedOn), HUKOU, Set.of(ONE, THREE)))
                .containsEntry(handedOn.ticket(), THREE);
        assertThat(FallbackCounters.of(List.of(handedOn), HUKOU, Set.of(ONE))).isEmpty();
    }

    @Test
    void a_ticket_falls_to_nobody_while_no_counter_is_open() {
        assertThat(FallbackCounters.of(List.of(ticket(1)), HUKOU, Set.of())).isEmpty();
    }

    private static HallTicket ticket(int number) {
        return CallOrderTest.ticket(number, Priority.NONE, 5);
    }

    private static HallTicket handedTo(CounterId counter) {
        HallTicket ticket = ticket(9);
        return new HallTicket(
                ticket.ticket(),
                null,
                ticket.service(),
                ticket.priority(),
                0,
                ticket.issued(),
                ticket.standing(),
                null,
                counter);
    }
}
