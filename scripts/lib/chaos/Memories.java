package chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.locks.Lock;

/**
 * Faults that change what a terminal remembers: a card rolled back or cloned. By nature they lose what was told and
 * stood on the lost card alone: so a terminal has shipped before its card goes back, and only one such fault, or a
 * hub that is restored, is about at a time.
 */
final class Memories {

    private static final Duration DRAINED_MAX = Duration.ofSeconds(45);
    private static final Duration HUB_AWAY_MAX = Duration.ofSeconds(180);
    private static final Duration TWIN_DRAINED_MAX = Duration.ofSeconds(100);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** A session that a citizen leaves open ends by itself within this: then a counter has nothing more to tell. */
    private static final Duration LAST_WORD = Duration.ofSeconds(4);

    /** A vault that was away is asked again after pauses of up to a minute. */
    private static final Duration VAULT_KNOWS_AFTER = Duration.ofSeconds(90);

    private final Hall hall;
    private final People people;
    private final Ears ears;
    private final Teller tell;
    private volatile boolean cardsGone;
    private volatile Instant lastLie = Instant.EPOCH;

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
            Set<String> before = journals(pi);
            cardsGone = true;
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
        while (System.nanoTime() < until && before.containsAll(journals(pi))) {
            Thread.sleep(LOOK_EVERY);
        }
    }

    /** Which journals the hub knows of it; asked again while the hub is away. */
    private Set<String> journals(Pi pi) throws IOException, InterruptedException {
        long until = System.nanoTime() + HUB_AWAY_MAX.toNanos();
        while (true) {
            try {
                return Records.read(hall.api()).journals().getOrDefault(pi.device(), Set.of());
            } catch (IOException hubAway) {
                if (System.nanoTime() > until) {
                    throw hubAway;
                }
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
            cardsGone = true;
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

    /** A clock lies, or has lied until now. */
    void lied() {
        lastLie = Instant.now();
    }

    /**
     * Whether everything that people were told is with terminals and vault: not where the hub alone has what stood
     * on a card that was thrown away, nor where it found out a lie a moment ago, and the vault may not have heard.
     */
    boolean vaultSuffices() {
        return !cardsGone && lastLie.plus(VAULT_KNOWS_AFTER).isBefore(Instant.now());
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
}
