package chaos;

import hall.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Tries to make the wire's contract false: a hall of twelve terminals, people in it, faults by a seed, and in the end what people
 * were told beside what the hub has. Ends with 0 when nothing is lost, doubled, or at a wrong time.
 *
 * <pre>
 *   Chaos.java FOLDER MINUTES SEED yes|no [KIND,…]      yes: namespaces and small file systems may be made; KIND: these faults alone
 * </pre>
 */
public final class Chaos {

    /** All drain within this once everything is well: a device that was told to wait may wait a minute, then pauses grow. */
    private static final Duration DRAIN_MAX = Duration.ofSeconds(150);

    /** What comes doubled comes within this. */
    private static final Duration CALM = Duration.ofSeconds(6);

    private Chaos() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Duration length = Duration.ofSeconds(Math.round(Double.parseDouble(args[1]) * 60));
        long seed = Long.parseLong(args[2]);
        boolean namespaces = args[3].equals("yes");
        Set<Fault.Kind> possible = EnumSet.allOf(Fault.Kind.class);
        if (!namespaces) {
            possible.removeAll(Set.of(
                    Fault.Kind.FULL_CARD, Fault.Kind.FULL_HUB, Fault.Kind.NEW_BOOT, Fault.Kind.BOOT_WITHOUT_CLOCK, Fault.Kind.HUB_BOOTED));
        }
        if (args.length > 4 && !args[4].isEmpty()) {
            possible.retainAll(
                    List.of(args[4].split(",")).stream().map(Fault.Kind::valueOf).toList());
        }
        Hall hall = new Hall(folder, namespaces, seed);
        List<Fault> plan = Plan.of(seed, length, hall.pis, possible);
        System.out.printf("Seed %d, %d s, %d faults:%n", seed, length.toSeconds(), plan.size());
        plan.forEach(fault -> System.out.println("  " + fault));
        System.out.println("The hall starts …");
        Instant began = Instant.now();
        hall.start();
        hall.enrol();
        System.out.printf("… it is open after %d s%n", Duration.between(began, Instant.now()).toSeconds());
        System.exit(new Chaos().run(hall, plan, length, seed) ? 0 : 1);
    }

    private boolean run(Hall hall, List<Fault> plan, Duration length, long seed) throws Exception {
        Instant opened = Instant.now();
        try (Ears ears = new Ears(Person.all(hall.folder().resolve("people")))) {
            for (Pi pi : hall.pis) {
                ears.attend(pi);
            }
            Watch watch = new Watch(hall);
            People people = new People(hall, ears, seed);
            Faults faults = new Faults(hall, people, ears, opened);
            List<String> failures = new ArrayList<>();
            people.start();
            befall(faults, plan, opened, length, failures);
            people.close();
            System.out.println("Everything is well again; the terminals ship what they have …");
            Comparison comparison = drain(hall, ears, opened);
            watch.close();
            return new Report(hall, comparison, Records.read(hall.api()), opened).print(faults.happened(), watch.ends(), failures);
        }
    }

    private static void befall(Faults faults, List<Fault> plan, Instant opened, Duration length, List<String> failures)
            throws InterruptedException {
        try (ExecutorService fates = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (Fault fault : plan) {
                Thread.sleep(atLeastZero(Duration.between(Instant.now(), opened.plus(fault.at()))));
                all.add(fates.submit(() -> {
                    faults.happen(fault);
                    return null;
                }));
            }
            Thread.sleep(atLeastZero(Duration.between(Instant.now(), opened.plus(length))));
            for (int i = 0; i < all.size(); i++) {
                try {
                    all.get(i).get();
                } catch (ExecutionException e) {
                    failures.add(plan.get(i) + ": " + e.getCause());
                }
            }
        }
    }

    /** Until nothing is missing any more, or for as long as it may take; then a moment more, for what comes twice. */
    private static Comparison drain(Hall hall, Ears ears, Instant opened) throws IOException, InterruptedException {
        Instant began = Instant.now();
        Comparison last;
        do {
            Thread.sleep(Duration.ofSeconds(2));
            last = compare(hall, ears, opened);
        } while ((!last.lost.isEmpty() || !last.wrongTime.isEmpty())
                && Duration.between(began, Instant.now()).compareTo(DRAIN_MAX) < 0);
        System.out.printf("… for %d s%n", Duration.between(began, Instant.now()).toSeconds());
        hall.broker.kill();
        hall.broker.start();
        Thread.sleep(CALM);
        return compare(hall, ears, opened);
    }

    private static Comparison compare(Hall hall, Ears ears, Instant opened) throws IOException, InterruptedException {
        List<Fact> recorded = Records.read(hall.api()).facts();
        return new Comparison(ears.told(), recorded, new Windows(hall)::hold);
    }

    private static Duration atLeastZero(Duration some) {
        return some.isNegative() ? Duration.ZERO : some;
    }
}
