package io.yizhan.hub.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.book.TrueTime;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.TicketId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CallOrderTest {

    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");
    private static final CallRule RULE = new CallRule(3, Duration.ofMinutes(30));

    @Test
    void nobody_is_next_when_nobody_waits() {
        assertThat(CallOrder.next(List.of(), true, RULE, NOON)).isEmpty();
    }

    @Test
    void who_came_first_is_first() {
        assertThat(next(true, ticket(1, Priority.NONE, 5), ticket(2, Priority.NONE, 4)))
                .isEqualTo("1 arrival");
    }

    @Test
    void priority_goes_first_when_the_counter_owes_one() {
        assertThat(next(true, ticket(1, Priority.NONE, 5), ticket(2, Priority.ELDERLY, 1)))
                .isEqualTo("2 priority");
    }

    @Test
    void priority_waits_its_turn_when_the_counter_owes_none() {
        assertThat(next(false, ticket(1, Priority.NONE, 5), ticket(2, Priority.ELDERLY, 1)))
                .isEqualTo("1 arrival");
    }

    @Test
    void priority_that_came_first_takes_nobodys_turn() {
        assertThat(next(true, ticket(1, Priority.DISABLED, 5), ticket(2, Priority.ELDERLY, 1)))
                .isEqualTo("1 arrival");
    }

    @Test
    void who_has_waited_too_long_is_passed_by_nobody() {
        assertThat(next(true, ticket(1, Priority.NONE, 30), ticket(2, Priority.ELDERLY, 20)))
                .isEqualTo("1 aged");
        assertThat(next(true, ticket(1, Priority.NONE, 29), ticket(2, Priority.ELDERLY, 20)))
                .isEqualTo("2 priority");
    }

    /** Whatever comes, who has no priority is passed at most once in N calls, so after k who came before, at most 3k/2 + 1 calls. */
    @Test
    void nobody_starves_however_many_with_priority_come() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<HallTicket> line = new ArrayList<>();
        int before = 1 + random.nextInt(10);
        for (int number = 1; number <= before + 1; number++) {
            line.add(ticket(number, Priority.NONE, 10));
        }
        List<CallReason> made = new ArrayList<>();
        int next = 100;
        while (line.stream().anyMatch(ticket -> ticket.ticket().number() == before + 1)) {
            line.add(ticket(next++, Priority.SERVICE, 1));
            boolean owed = made.stream().skip(Math.max(0, made.size() - 2)).noneMatch(CallReason.PRIORITY::equals);
            CallOrder.Choice choice = CallOrder.next(line, owed, RULE, NOON).orElseThrow();
            made.add(choice.reason());
            line.remove(choice.ticket());
        }
        assertThat(made.size()).as("seed %d", seed).isLessThanOrEqualTo((before + 1) * 3 / 2 + 1);
    }

    private static String next(boolean owed, HallTicket... waiting) {
        CallOrder.Choice choice =
                CallOrder.next(List.of(waiting), owed, RULE, NOON).orElseThrow();
        return choice.ticket().ticket().number() + " " + choice.reason().name().toLowerCase(Locale.ROOT);
    }

    static HallTicket ticket(int number, Priority priority, int minutesAgo) {
        return new HallTicket(
                new TicketId(LocalDate.of(2026, 11, 23), new SeriesId("A"), number),
                null,
                new ServiceId("hukou"),
                priority,
                0,
                TrueTime.exactly(NOON.minus(Duration.ofMinutes(minutesAgo))),
                HallTicket.Standing.WAITING,
                null,
                null);
    }
}
