package chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Lock;

/**
 * Faults that change what a machine remembers: a card rolled back or cloned, an older hub. By nature they lose
 * what was told and stood on the lost card alone: so a terminal has shipped before its card goes back, and only
 * one such fault is about at a time.
 */
final class Memories {

    private static final Duration DRAINED_MAX = Duration.ofSeconds(45);
    private static final Duration TWIN_DRAINED_MAX = Duration.ofSeconds(100);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** A session that a citizen leaves open ends by itself within this: then a counter has nothing more to tell. */
    private static final Duration LAST_WORD = Duration.ofSeconds(4);

    private final Hall hall;
    private final People people;
    private final Ears ears;
    private final Teller tell;

    /** Says why a fault was left out. */
    @FunctionalInterface
    interface Teller {
        void left(Fault fault, String why);
    }

    Memories(Hall hall, People people, Ears ears, Teller tell) {
        this.hall = hall;
        this.people = people;
        this.ears = ears;
        this.tell = tell;
    }

    /** A card goes back to an older image, once the hub has what people were told since. */
    boolean rolledBack(Pi pi, Fault fault) throws IOException, InterruptedException {
        Path image = hall.folder()
                .resolve("images")
                .resolve(pi.name() + "-" + fault.at().toSeconds());
        pi.kill();
        pi.copyCard(image);
        pi.start();
        Thread.sleep(fault.lasts());
        Lock keepAway = pi.people.writeLock();
        keepAway.lock();
        try {
            Thread.sleep(LAST_WORD);
            if (!drained(pi, DRAINED_MAX)) {
                tell.left(
                        fault,
                        "left out: what was told there did not reach the hub, and the card's bytes would be gone");
                return false;
            }
            Set<String> before = Records.read(hall.api()).journals().getOrDefault(pi.device(), Set.of());
            pi.kill();
            pi.putCard(image);
            pi.start();
            if (pi.kind() == Pi.Kind.KIOSK) {
                awaitNewJournal(pi, before);
            }
        } finally {
            keepAway.unlock();
        }
        return true;
    }

    /**
     * A rolled back kiosk cannot know which numbers it gave before it has heard from the hub: nobody asks it until
     * then.
     */
    private void awaitNewJournal(Pi pi, Set<String> before) throws IOException, InterruptedException {
        long until = System.nanoTime() + DRAINED_MAX.toNanos();
        while (System.nanoTime() < until) {
            try {
                if (!before.containsAll(Records.read(hall.api()).journals().getOrDefault(pi.device(), Set.of()))) {
                    return;
                }
            } catch (IOException hubAway) {
                // Asked again.
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    /** A copy of a card in another Pi; both are used, and the copy is thrown away when it has shipped what it had. */
    boolean cloned(Pi pi, Fault fault) throws IOException, InterruptedException {
        Pi twin = hall.twin(pi);
        twin.hands.lock();
        try {
            pi.kill();
            Path image = hall.folder()
                    .resolve("images")
                    .resolve(twin.name() + "-" + fault.at().toSeconds());
            pi.copyCard(image);
            twin.putCard(image);
            twin.bootAnew();
            ears.attend(twin);
            pi.start();
            twin.start();
            if (twin.kind() != Pi.Kind.COUNTER) {
                people.comeTo(twin);
            }
            Thread.sleep(fault.lasts());
            people.leave(twin);
            Lock keepAway = twin.people.writeLock();
            keepAway.lock();
            try {
                pi.kill();
                Thread.sleep(LAST_WORD);
                boolean drained = drained(twin, TWIN_DRAINED_MAX);
                twin.kill();
                pi.start();
                if (!drained) {
                    throw new IOException(
                            twin.name() + " did not ship what it had within " + TWIN_DRAINED_MAX.toSeconds()
                                    + " s; its log: " + hall.folder().resolve("logs"));
                }
            } finally {
                keepAway.unlock();
            }
        } finally {
            twin.hands.unlock();
        }
        return true;
    }

    /** The hub goes on from a backup, as an operator restores it by hand: the older book, and a higher epoch. */
    boolean restored(Fault fault) throws IOException, InterruptedException {
        Path book = hall.folder().resolve("hub/hub.db");
        Path backup =
                hall.folder().resolve("images").resolve("hub-" + fault.at().toSeconds() + ".db");
        Files.createDirectories(backup.getParent());
        sql(book, "VACUUM INTO '" + backup + "'");
        Thread.sleep(fault.lasts());
        hall.hub.kill();
        for (String part : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(book.resolveSibling("hub.db" + part));
        }
        Files.copy(backup, book);
        sql(book, "UPDATE store SET epoch = epoch + 1");
        hall.hub.start();
        return true;
    }

    /** Waits until everything that was told at this machine is recorded. */
    boolean drained(Pi pi) throws InterruptedException {
        return drained(pi, DRAINED_MAX);
    }

    private boolean drained(Pi pi, Duration max) throws InterruptedException {
        long until = System.nanoTime() + max.toNanos();
        do {
            try {
                Records records = Records.read(hall.api());
                Comparison now = new Comparison(ears.told(), records.facts(), (device, from, to) -> true);
                if (now.missing.stream().noneMatch(place -> place.startsWith(pi.name() + ".jsonl "))) {
                    return true;
                }
            } catch (IOException hubAway) {
                // Asked again.
            }
            Thread.sleep(LOOK_EVERY);
        } while (System.nanoTime() < until);
        return false;
    }

    private static void sql(Path database, String statement) throws IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database + "?busy_timeout=20000");
                Statement prepared = connection.createStatement()) {
            prepared.execute(statement);
        } catch (SQLException e) {
            throw new IOException("\"" + statement + "\" failed on " + database, e);
        }
    }
}
