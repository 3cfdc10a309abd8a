package chaos;

import hall.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One hall from its opening to the table at the end: people act, something befalls it, and then both sides are
 * compared.
 */
final class Trial {

    /**
     * All drain within this once everything is well: a device that was told to wait may wait a minute, then pauses
     * grow.
     */
    private static final Duration DRAIN_MAX = Duration.ofSeconds(150);

    /** What comes doubled comes within this. */
    private static final Duration CALM = Duration.ofSeconds(6);

    private static final Duration VERIFY_MAX = Duration.ofSeconds(120);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    final Hall hall;
    final Ears ears;
    final People people;
    final Instant opened;
    private final Watch watch;

    private Trial(Hall hall, long seed) throws IOException {
        this.hall = hall;
        this.ears = new Ears(Person.all(hall.folder().resolve("people")));
        for (Pi pi : hall.pis) {
            ears.attend(pi);
        }
        this.watch = new Watch(hall);
        this.people = new People(hall, ears, seed);
        this.opened = Instant.now();
    }

    /** Starts everything, leads everybody to the readers once, and lets people in. */
    static Trial open(Hall hall, long seed) throws IOException, InterruptedException {
        System.out.println("The hall starts …");
        Instant began = Instant.now();
        hall.start();
        hall.enrol();
        System.out.printf(
                "… it is open after %d s%n",
                Duration.between(began, Instant.now()).toSeconds());
        Trial trial = new Trial(hall, seed);
        trial.people.start();
        return trial;
    }

    /**
     * People go home, the terminals ship what they have, and the table is printed.
     *
     * @param befell by kind, how often
     * @param unwitnessed what restores could not bring back
     * @return whether all is as promised
     */
    boolean close(Map<String, Integer> befell, List<String> unwitnessed, List<String> failures)
            throws IOException, InterruptedException {
        people.close();
        System.out.println("Everything is well again; the terminals ship what they have …");
        Comparison comparison = drain();
        watch.close();
        ears.close();
        List<String> all = new ArrayList<>(failures);
        verify().ifPresent(all::add);
        return new Report(comparison, Records.read(hall.api())).print(befell, watch.ends(), unwitnessed, all);
    }

    /** What the hub itself has to say of its book: that is no part of the comparison, and must be nothing. */
    private Optional<String> verify() throws IOException, InterruptedException {
        Path said = hall.folder().resolve("logs/verify.txt");
        List<String> order = List.of(
                "hub",
                "128",
                "io.yizhan.hub.HubMain",
                "verify",
                "--data",
                hall.hubFolder().toString());
        int code = hall.hub.run(order, said, VERIFY_MAX);
        return code == 0 ? Optional.empty() : Optional.of("hub verify ended with " + code + ": " + said);
    }

    /** Until nothing is missing any more, or for as long as it may take; then a moment more, for what comes twice. */
    private Comparison drain() throws IOException, InterruptedException {
        Instant began = Instant.now();
        boolean whole;
        do {
            Thread.sleep(LOOK_EVERY);
            whole = isWhole();
        } while (!whole && Duration.between(began, Instant.now()).compareTo(DRAIN_MAX) < 0);
        System.out.printf("… for %d s%n", Duration.between(began, Instant.now()).toSeconds());
        hall.broker.kill();
        hall.broker.start();
        Thread.sleep(CALM);
        return compare();
    }

    private boolean isWhole() throws InterruptedException {
        try {
            Comparison now = compare();
            return now.lost.isEmpty() && now.wrongTime.isEmpty();
        } catch (IOException hubStarts) {
            return false;
        }
    }

    private Comparison compare() throws IOException, InterruptedException {
        return new Comparison(ears.told(), Records.read(hall.api()).facts(), new Windows(hall)::hold);
    }
}
