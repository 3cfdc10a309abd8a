package chaos;

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
 * Tries to make the wire's contract false: a hall of twelve terminals, people in it, faults by a seed, and in the
 * end what people were told beside what the hub has. Ends with 0 when nothing is lost, doubled, or at a wrong
 * time.
 *
 * <pre>
 *   Chaos.java FOLDER MINUTES SEED yes|no [KIND,…]      yes: namespaces and small file systems may be made; KIND:
 * these faults alone </pre>
 */
public final class Chaos {

    private Chaos() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Duration length = Duration.ofSeconds(Math.round(Double.parseDouble(args[1]) * 60));
        long seed = Long.parseLong(args[2]);
        boolean namespaces = args[3].equals("yes");
        Set<Fault.Kind> possible = EnumSet.allOf(Fault.Kind.class);
        if (!namespaces) {
            possible.removeAll(Set.of(
                    Fault.Kind.FULL_CARD,
                    Fault.Kind.FULL_HUB,
                    Fault.Kind.NEW_BOOT,
                    Fault.Kind.BOOT_WITHOUT_CLOCK,
                    Fault.Kind.HUB_BOOTED));
        }
        if (args.length > 4 && !args[4].isEmpty()) {
            possible.retainAll(List.of(args[4].split(",")).stream()
                    .map(Fault.Kind::valueOf)
                    .toList());
        }
        Hall hall = new Hall(folder, namespaces, seed, Hall.TWELVE);
        List<Fault> plan = Plan.of(seed, length, hall.pis, possible);
        System.out.printf("Seed %d, %d s, %d faults:%n", seed, length.toSeconds(), plan.size());
        plan.forEach(fault -> System.out.println("  " + fault));
        Trial trial = Trial.open(hall, seed);
        Faults faults = new Faults(hall, trial.people, trial.ears, trial.opened);
        List<String> failures = new ArrayList<>();
        befall(faults, plan, trial.opened, length, failures);
        System.exit(trial.close(faults.happened(), failures) ? 0 : 1);
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

    private static Duration atLeastZero(Duration some) {
        return some.isNegative() ? Duration.ZERO : some;
    }
}
