package io.yizhan.hub.follower;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.PaperTerminal;
import io.yizhan.hub.book.AlarmProjection;
import io.yizhan.hub.book.AlarmRaised;
import io.yizhan.hub.book.BatchTimed;
import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.TimesProjection;
import io.yizhan.hub.store.Database;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.Heard;
import io.yizhan.protocol.journal.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * Random lives of a hub and a terminal: boots, drift, delays, outages, lost acks, clocks that are right, wrong or stepped. Real
 * time is known here alone.
 */
class TrueTimePropertyTest {

    private static final Punch PUNCH = new Punch(Punch.Method.PIN, new StaffId("s0123"), null, null, null);

    /** The hub's crystal and the terminal's part by 100 ppm at most. */
    private static final double HUB_PPM_MAX = 40;

    private static final double TERMINAL_PPM_MAX = 60;

    /** Two readings in whole milliseconds. */
    private static final long READING_MS = 1;

    private static final World WORLD = new World();
    private static final Path FOLDER = folder();
    private static final Database DATABASE = Database.open(FOLDER.resolve("hub.db"));
    private static final Book BOOK = new Book(
            DATABASE,
            WORLD.hub,
            PaperTerminal.ZONE,
            List.of(new AlarmProjection(), new TimesProjection(List.of())),
            List.of(AlarmRaised.class, BatchTimed.class));
    private static int lives;

    /** One database for all lives: the files of each would cost more than the life. */
    private static Path folder() {
        try {
            return Files.createTempDirectory("true-time");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterContainer
    static void close() throws IOException {
        DATABASE.close();
        try (var files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(FOLDER);
    }

    /** Something that happens in a life. */
    sealed interface Step {
        record Pass(long ms) implements Step {}

        record Write() implements Step {}

        record Ship(long thereMs, long backMs, boolean ackIsLost) implements Step {}

        record Decide() implements Step {}

        record TerminalBoots(long offMs, boolean synced, long wrongMs, double ppm) implements Step {}

        record HubBoots(long offMs, boolean synced, long wrongMs, double ppm) implements Step {}

        record TerminalClock(boolean synced, long wrongMs, double ppm) implements Step {}

        record HubClock(boolean synced, long wrongMs, double ppm) implements Step {}
    }

    @Provide
    Arbitrary<List<Step>> lives() {
        Arbitrary<Long> wrong = Arbitraries.longs().between(-40_000_000_000L, 40_000_000_000L);
        Arbitrary<Boolean> synced = Arbitraries.of(true, false);
        Arbitrary<Double> one = Arbitraries.doubles().between(-1, 1);
        Arbitrary<Long> off = Arbitraries.longs().between(1, 50_000_000L);
        Arbitrary<Long> delay = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.longs().between(0, 200)),
                Tuple.of(1, Arbitraries.longs().between(0, 900_000)));
        Arbitrary<Long> pause = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.longs().between(0, 60_000)),
                Tuple.of(2, Arbitraries.longs().between(0, 4_000_000)),
                Tuple.of(1, Arbitraries.longs().between(0, 200_000_000L)));
        return Arbitraries.<Step>frequencyOf(
                        Tuple.of(6, pause.map(Step.Pass::new)),
                        Tuple.of(8, Arbitraries.just(new Step.Write())),
                        Tuple.of(
                                6,
                                Combinators.combine(delay, delay, Arbitraries.of(false, false, true))
                                        .as(Step.Ship::new)),
                        Tuple.of(1, Arbitraries.just(new Step.Decide())),
                        Tuple.of(
                                2,
                                Combinators.combine(off, synced, wrong, one)
                                        .as((a, b, c, d) -> new Step.TerminalBoots(a, b, c, d * TERMINAL_PPM_MAX))),
                        Tuple.of(
                                1,
                                Combinators.combine(off, synced, wrong, one)
                                        .as((a, b, c, d) -> new Step.HubBoots(a, b, c, d * HUB_PPM_MAX))),
                        Tuple.of(
                                2,
                                Combinators.combine(synced, wrong, one)
                                        .as((b, c, d) -> new Step.TerminalClock(b, c, d * TERMINAL_PPM_MAX))),
                        Tuple.of(
                                1,
                                Combinators.combine(synced, wrong, one)
                                        .as((b, c, d) -> new Step.HubClock(b, c, d * HUB_PPM_MAX))))
                .list()
                .ofMinSize(5)
                .ofMaxSize(60);
    }

    @Property(tries = 400, shrinking = ShrinkingMode.BOUNDED)
    void the_real_moment_lies_within_the_bounds_and_a_right_clocks_word_is_taken(
            @ForAll("lives") List<? extends Step> life) {
        AtomicReference<@Nullable AssertionError> broken = new AtomicReference<>();
        int entries = DATABASE.writeAndWait(tx -> {
            Life one = new Life(tx);
            try {
                one.live(life);
            } catch (AssertionError e) {
                broken.set(e); // thrown here it would end the writer, and the shrinking with it
            }
            return one.happened.size();
        });
        AssertionError error = broken.get();
        if (error != null) {
            throw error;
        }
        Statistics.label("entries").collect(entries == 0 ? "none" : entries < 8 ? "few" : "many");
    }

    /** Real time and the two machines; it goes on from life to life. */
    private static final class World {
        long now = Instant.parse("2026-11-23T00:30:00Z").toEpochMilli();
        final DriftingClock hub = new DriftingClock(() -> this.now);
        DriftingClock terminal = new DriftingClock(() -> this.now);

        void pass(long ms) {
            now += ms;
            hub.pass(ms);
            terminal.pass(ms);
        }
    }

    /** One life of one terminal. */
    private static final class Life {
        private final Tx tx;
        private final BatchWriter writer = new BatchWriter(BOOK, (rows, device) -> fact -> Optional.empty(), WORLD.hub);
        private final PaperTerminal terminal;
        private final List<Long> happened = new ArrayList<>();
        private final List<ClockTrust> clocks = new ArrayList<>();
        private final Map<Long, Long> decided = new HashMap<>();
        private long noted;
        private long through;
        private long complete;

        Life(Tx tx) throws SQLException {
            this.tx = tx;
            noted = tx.number("SELECT max(seq) FROM entry WHERE device = 'hub'");
            WORLD.terminal = new DriftingClock(() -> WORLD.now);
            WORLD.terminal.boot(false, 0, 0);
            WORLD.hub.boot(true, 0, 0);
            lives++;
            terminal = new PaperTerminal("reader-" + lives, WORLD.terminal);
        }

        void live(List<? extends Step> life) throws SQLException {
            for (Step step : life) {
                take(step);
            }
            take(new Step.Ship(20, 20, false));
            entriesHold();
            decisionsHold();
        }

        private void take(Step step) throws SQLException {
            switch (step) {
                case Step.Pass(long ms) -> WORLD.pass(ms);
                case Step.Write() -> {
                    terminal.append(PUNCH);
                    happened.add(WORLD.now);
                    clocks.add(WORLD.terminal.trust());
                    WORLD.pass(7);
                }
                case Step.Ship(long there, long back, boolean lost) -> ship(there, back, lost);
                case Step.Decide() -> {
                    BOOK.record(tx, new AlarmRaised(terminal.device, "test", "a decision"));
                    noteDecisions();
                }
                case Step.TerminalBoots(long off, boolean synced, long wrong, double ppm) -> {
                    WORLD.pass(off);
                    terminal.heard = null;
                    WORLD.terminal.boot(synced, wrong, ppm);
                }
                case Step.HubBoots(long off, boolean synced, long wrong, double ppm) -> {
                    WORLD.pass(off);
                    WORLD.hub.boot(synced, wrong, synced ? 0 : ppm);
                }
                case Step.TerminalClock(boolean synced, long wrong, double ppm) ->
                    WORLD.terminal.set(synced, wrong, ppm);
                case Step.HubClock(boolean synced, long wrong, double ppm) ->
                    WORLD.hub.set(synced, wrong, synced ? 0 : ppm);
            }
        }

        private void ship(long there, long back, boolean ackIsLost) throws SQLException {
            Batch batch = terminal.batch(through + 1, terminal.last());
            WORLD.pass(there);
            var outcome = writer.write(tx, terminal.device, ReadBatch.of(batch), WORLD.hub.upMs());
            assertThat(outcome.verdict()).isIn(Verdict.APPLIED, Verdict.REPEAT);
            noteDecisions();
            completeHolds(outcome.mark().through());
            Heard sent = new Heard(WORLD.hub.boot(), WORLD.hub.upMs(), 0);
            WORLD.pass(back);
            if (!ackIsLost) {
                terminal.heard = new Heard(sent.boot(), sent.up(), WORLD.terminal.upMs());
                through = outcome.mark().through();
            }
        }

        private void noteDecisions() throws SQLException {
            for (long seq : tx.list(
                    "SELECT seq FROM entry WHERE device = 'hub' AND seq > ?", row -> row.number("seq"), noted)) {
                decided.put(seq, WORLD.now);
                noted = Math.max(noted, seq);
            }
        }

        private void completeHolds(long inBook) throws SQLException {
            long now = tx.number("SELECT complete_ms FROM journal WHERE journal = ?", terminal.journal);
            assertThat(now).as("complete never goes back").isGreaterThanOrEqualTo(complete);
            complete = now;
            for (int i = Math.toIntExact(inBook); i < happened.size(); i++) {
                assertThat(happened.get(i)).as("what is missing came later").isGreaterThan(now - READING_MS);
            }
            assertThat(WORLD.now).as("complete up to now at most").isGreaterThanOrEqualTo(now);
        }

        private void entriesHold() throws SQLException {
            record Kept(long seq, long at, long earliest, long latest, String source, boolean flagged) {}
            for (Kept kept : tx.list(
                    "SELECT * FROM entry WHERE journal = ?",
                    row -> new Kept(
                            row.number("seq"),
                            row.number("at_ms"),
                            row.number("earliest_ms"),
                            row.number("latest_ms"),
                            row.text("time_source"),
                            row.flag("flagged")),
                    terminal.journal)) {
                long real = happened.get(Math.toIntExact(kept.seq) - 1);
                assertThat(real).as(kept.toString()).isBetween(kept.earliest - READING_MS, kept.latest + READING_MS);
                if (clocks.get(Math.toIntExact(kept.seq) - 1) == ClockTrust.SYNCED) {
                    assertThat(kept.source).as(kept.toString()).isEqualTo("synced");
                    assertThat(kept.flagged).as(kept.toString()).isFalse();
                    assertThat(kept.at).isEqualTo(real);
                } else {
                    assertThat(kept.source).as(kept.toString()).isNotEqualTo("synced");
                }
            }
        }

        private void decisionsHold() throws SQLException {
            for (Map.Entry<Long, Long> decision : decided.entrySet()) {
                List<Long> bounds = tx.one(
                                "SELECT earliest_ms, latest_ms FROM entry WHERE device = 'hub' AND seq = ?",
                                row -> List.of(row.number("earliest_ms"), row.number("latest_ms")),
                                decision.getKey())
                        .orElseThrow();
                assertThat(decision.getValue())
                        .as("decision " + decision.getKey())
                        .isBetween(bounds.getFirst() - READING_MS, bounds.getLast() + READING_MS);
            }
        }
    }
}
