package chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Pulls plugs: terminals and the hub stand on disks that forget what was not synced, and lose their power again
 * and again while people act. The same comparison as {@link Chaos}, and the same end.
 *
 * <pre>
 *   Power.java FOLDER CUTS SEED yes|no
 * </pre>
 */
public final class Power {

    private static final Duration UP_MAX = Duration.ofSeconds(120);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    /**
     * A plug is pulled right after something was told: then it must be on disk, and what follows it is on its way
     * there.
     */
    private static final int FACTS_BEFORE_A_CUT_MAX = 4;

    private static final int AFTER_TELLING_MAX_MS = 120;
    private static final Duration TOLD_MAX = Duration.ofSeconds(12);
    private static final Duration LISTEN_EVERY = Duration.ofMillis(5);
    private static final int CUTS_TOLD_EVERY = 10;

    private final Map<String, Integer> befell = new TreeMap<>();
    private int unsynced;
    private final AtomicInteger done = new AtomicInteger();

    private Power() {}

    public static void main(String[] args) throws Exception {
        int cuts = Integer.parseInt(args[1]);
        long seed = Long.parseLong(args[2]);
        Hall hall = new Hall(Path.of(args[0]), args[3].equals("yes"), seed, Hall.FEW);
        hall.hub.onForgetfulDisk(hall.hubFolder());
        for (Pi pi : hall.pis) {
            pi.onForgetfulDisk(pi.card());
        }
        System.out.printf("Seed %d, %d power cuts at %s and the hub%n", seed, cuts, Hall.FEW);
        Trial trial = Trial.open(hall, seed);
        System.exit(new Power().cut(trial, cuts, seed) ? 0 : 1);
    }

    private boolean cut(Trial trial, int cuts, long seed) throws IOException, InterruptedException {
        List<Machine> machines = new ArrayList<>(trial.hall.pis);
        machines.add(trial.hall.hub);
        List<String> failures = new ArrayList<>();
        try (ExecutorService fates = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<Machine, Future<?>> all = new LinkedHashMap<>();
            for (int i = 0; i < machines.size(); i++) {
                Machine machine = machines.get(i);
                int share = cuts / machines.size() + (i < cuts % machines.size() ? 1 : 0);
                Random random = new Random(seed * 31 + i);
                all.put(machine, fates.submit(() -> {
                    for (int cut = 0; cut < share; cut++) {
                        once(trial, machine, random, cuts);
                    }
                    return null;
                }));
            }
            all.forEach((machine, fate) -> {
                try {
                    fate.get();
                } catch (ExecutionException e) {
                    failures.add(machine.name() + ": " + e.getCause());
                    System.out.println(failures.getLast());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        System.out.printf(
                "Changes that no sync had made durable at a cut, and that were taken back or torn: %d%n", unsynced);
        return trial.close(befell, List.of(), failures);
    }

    private void once(Trial trial, Machine machine, Random random, int cuts) throws IOException, InterruptedException {
        awaitUp(trial.hall, machine);
        awaitFacts(trial, machine, 1 + random.nextInt(FACTS_BEFORE_A_CUT_MAX));
        Thread.sleep(random.nextInt(AFTER_TELLING_MAX_MS));
        boolean torn = random.nextBoolean();
        int takenBack = machine.cutPower(torn, random);
        machine.start();
        synchronized (befell) {
            befell.merge(
                    "the power cut, " + machine.name() + (torn ? ", some unsynced sectors written" : ""),
                    1,
                    Integer::sum);
            unsynced += takenBack;
        }
        if (done.incrementAndGet() % CUTS_TOLD_EVERY == 0) {
            System.out.printf(
                    "%4d s  %d of %d cuts%n",
                    Duration.between(trial.opened, Instant.now()).toSeconds(), done.get(), cuts);
        }
    }

    /** At a terminal its own; the hub hears of everybody's. */
    private static void awaitFacts(Trial trial, Machine machine, int facts) throws InterruptedException {
        int before = facts(trial, machine);
        long until = System.nanoTime() + TOLD_MAX.toNanos();
        while (facts(trial, machine) < before + facts && System.nanoTime() < until) {
            Thread.sleep(LISTEN_EVERY);
        }
    }

    private static int facts(Trial trial, Machine machine) {
        return trial.ears.count(machine == trial.hall.hub ? Optional.empty() : Optional.of(machine.name()));
    }

    private static void awaitUp(Hall hall, Machine machine) throws IOException, InterruptedException {
        long until = System.nanoTime() + UP_MAX.toNanos();
        while (!hall.answers(machine)) {
            if (System.nanoTime() > until) {
                throw new IOException(machine.name() + " did not come back within " + UP_MAX.toSeconds()
                        + " s; its log: " + hall.folder().resolve("logs").resolve(machine.name() + ".log"));
            }
            Thread.sleep(LOOK_EVERY);
        }
    }
}
