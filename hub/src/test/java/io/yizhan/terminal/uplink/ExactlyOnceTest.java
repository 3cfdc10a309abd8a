package io.yizhan.terminal.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.terminal.uplink.LossyRun.Act;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.junit.jupiter.api.Test;

/**
 * A real journal and shipper on one side, the real follower and book on the other; between them a wire that loses, repeats and
 * breaks; both sides are restarted, the hub restored from older copies, the card rolled back to older images. At the end
 * each entry that the journal still knows is folded exactly once.
 */
class ExactlyOnceTest {

    @Provide
    Arbitrary<List<Tuple2<Act, Integer>>> schedules() {
        Arbitrary<Act> act = Arbitraries.frequencyOf(
                Tuple.of(24, Arbitraries.of(Act.UP, Act.DOWN)),
                Tuple.of(14, Arbitraries.of(Act.PUNCH, Act.WAIT)),
                Tuple.of(6, Arbitraries.just(Act.CONNECT)),
                Tuple.of(
                        5,
                        Arbitraries.of(Act.LOSE_UP, Act.LOSE_DOWN, Act.UP_TWICE, Act.DOWN_TWICE, Act.UP_AGAIN_LATER)),
                Tuple.of(
                        6,
                        Arbitraries.of(
                                Act.CUT,
                                Act.NO_ROOM,
                                Act.ROOM,
                                Act.HUB_RESTARTS,
                                Act.HUB_BACKUP,
                                Act.HUB_RESTORED,
                                Act.TERMINAL_RESTARTS,
                                Act.CARD_IMAGE,
                                Act.CARD_ROLLED_BACK)));
        return Combinators.combine(act, Arbitraries.integers().between(0, 9))
                .as(Tuple::of)
                .list()
                .ofMinSize(20)
                .ofMaxSize(120);
    }

    @Property(tries = 40)
    void whatever_happens_what_the_journal_knows_is_in_the_book_exactly_once(
            @ForAll("schedules") List<Tuple2<Act, Integer>> schedule) throws Exception {
        try (LossyRun run = new LossyRun()) {
            run.reader.connect();
            for (Tuple2<Act, Integer> step : schedule) {
                run.act(step.get1(), step.get2());
                run.reader.work();
            }
            run.settle();
            run.assertExactlyOnce();
        }
    }

    /** Found by thinking, kept by name: a card that comes back to a journal which it had left, at a hub that had forgotten it. */
    @Test
    void a_card_that_comes_back_to_a_journal_that_was_left_doubles_nothing() throws Exception {
        try (LossyRun run = new LossyRun()) {
            run.reader.connect();
            run.act(Act.PUNCH, 2);
            run.settle();
            run.act(Act.HUB_BACKUP, 0);
            run.act(Act.CARD_IMAGE, 0);
            run.reader.connect();
            run.act(Act.PUNCH, 2);
            run.settle();
            run.act(Act.CARD_ROLLED_BACK, 0);
            run.act(Act.PUNCH, 3);
            run.act(Act.CARD_IMAGE, 0);
            run.settle();
            run.act(Act.HUB_RESTORED, 0);
            run.settle();
            run.act(Act.CARD_ROLLED_BACK, 0);
            run.settle();
            run.assertExactlyOnce();
        }
    }

    @Test
    void what_only_the_broker_has_is_not_acknowledged_and_comes_again_when_it_forgets() throws Exception {
        try (LossyRun run = new LossyRun()) {
            run.reader.connect();
            run.act(Act.PUNCH, 0);
            run.settle();
            run.act(Act.PUNCH, 3);
            run.reader.work();
            assertThat(run.up).as("on its way, with the broker's receipt").hasSize(1);
            assertThat(run.reader.journal().acked()).isEqualTo(1);

            run.act(Act.LOSE_UP, 0);

            run.settle();
            run.assertExactlyOnce();
            assertThat(run.reader.journal().acked()).isEqualTo(5);
        }
    }
}
