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
import java.util.stream.Stream;

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

    /** Boots and small file systems are made of them. */
    private static final Set<Fault.Kind> NEED_NAMESPACES = Set.of(
            Fault.Kind.FULL_CARD,
            Fault.Kind.FULL_HUB,
            Fault.Kind.NEW_BOOT,
            Fault.Kind.BOOT_WITHOUT_CLOCK,
            Fault.Kind.HUB_BOOTED);

    private Chaos() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Duration length = Duration.ofSeconds(Math.round(Double.parseDouble(args[1]) * 60));
        long seed = Long.parseLong(args[2]);
        boolean namespaces = args[3].equals("yes");
        Set<Fault.Kind> possible = possible(namespaces, args.length > 4 ? args[4] : "");
        Hall hall = new Hall(folder, namespaces, seed, Hall.TWELVE);
        List<Fault> plan = Plan.of(seed, length, hall.pis, possible);
        System.out.printf("Seed %d, %d s, %d faults:%n", seed, length.toSeconds(), plan.size());
        plan.forEach(fault -> System.out.println("  " + fault));
        Trial trial = Trial.open(hall, seed);
        Faults faults = new Faults(hall, trial.people, trial.ears, trial.opened);
        List<String> failures = new ArrayList<>();
        befall(faults, plan, trial.opened, length, failures);
        System.exit(trial.close(faults.happened(), faults.unwitnessed(), failures) ? 0 : 1);
    }

    private static Set<Fault.Kind> possible(boolean namespaces, String only) {
        Set<Fault.Kind> possible = EnumSet.allOf(Fault.Kind.class);
        if (!only.isEmpty()) {
            try {
                possible.retainAll(
                        Stream.of(only.split(",")).map(Fault.Kind::valueOf).toList());
            } catch (IllegalArgumentException unknown) {
                throw refused(only + " names a kind of fault that there is not. There are " + possible);
            }
        }
        if (!namespaces) {
            List<Fault.Kind> out = possible.stream()
                    .filter(NEED_NAMESPACES::contains)
                    .toList();
            out.forEach(kind -> System.out.println("Left out, for want of namespaces: " + kind.words));
            possible.removeAll(out);
        }
        if (possible.isEmpty()) {
            throw refused("No fault is left that could befall the hall");
        }
        return possible;
    }

    private static IllegalStateException refused(String why) {
        System.out.println(why);
        System.exit(2);
        return new IllegalStateException(why);
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
