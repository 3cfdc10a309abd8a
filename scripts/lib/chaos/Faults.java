package chaos;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Makes the plan's faults happen, each to its end: afterwards the machine is well again. */
final class Faults {

    private static final Duration TURN_MAX = Duration.ofSeconds(40);

    private static final int FILL_BYTES = 64 * 1024;

    private final Hall hall;
    private final Memories memories;
    private final Restores restores;
    private final Instant opened;
    private final Map<Fault.Kind, Integer> happened = new EnumMap<>(Fault.Kind.class);

    Faults(Hall hall, People people, Ears ears, Instant opened) {
        this.hall = hall;
        this.memories = new Memories(hall, people, ears, this::tell);
        this.restores = new Restores(hall);
        this.opened = opened;
    }

    /** By kind, in words: how often. */
    synchronized Map<String, Integer> happened() {
        Map<String, Integer> words = new LinkedHashMap<>();
        happened.forEach((kind, times) -> words.put(kind.words, times));
        return words;
    }

    /** What the hub had decided and no restore could bring back. */
    List<String> unwitnessed() {
        return restores.unwitnessed();
    }

    /** Returns when the fault is healed. One whose machine is still in another's hands is left out, and said so. */
    void happen(Fault fault) throws IOException, InterruptedException {
        Machine machine = hall.machines().stream()
                .filter(one -> one.name().equals(fault.target()))
                .findFirst()
                .orElseThrow();
        if (!machine.hands.tryLock()) {
            tell(fault, "left out: " + fault.target() + " is still in another fault");
            return;
        }
        try {
            tell(fault, "");
            if (carryOut(fault, machine, new Random(fault.dice()))) {
                synchronized (this) {
                    happened.merge(fault.kind(), 1, Integer::sum);
                }
            }
        } finally {
            machine.hands.unlock();
        }
    }

    private void tell(Fault fault, String more) {
        System.out.printf(
                "%4d s  %-55s %-10s %s%n",
                Duration.between(opened, Instant.now()).toSeconds(), fault.kind().words, fault.target(), more);
    }

    private boolean carryOut(Fault fault, Machine machine, Random random) throws IOException, InterruptedException {
        switch (fault.kind()) {
            case KILL_TERMINAL, KILL_HUB, KILL_BROKER -> {
                machine.kill();
                Thread.sleep(fault.lasts());
                machine.start();
            }
            case FREEZE_TERMINAL, FREEZE_HUB, FREEZE_BROKER -> {
                machine.freeze();
                Thread.sleep(fault.lasts());
                machine.thaw();
            }
            case CUT -> cable(machine, Proxy.State.CUT, fault.lasts(), false);
            case DEAD_CABLE -> {
                Proxy.State[] states = {Proxy.State.DEAD, Proxy.State.DEAD_DOWN, Proxy.State.DEAD_UP};
                cable(machine, states[random.nextInt(states.length)], fault.lasts(), random.nextBoolean());
            }
            case FULL_CARD -> full(((Pi) machine).card(), fault.lasts());
            case FULL_HUB -> full(hall.server(), fault.lasts());
            case NEW_BOOT -> {
                return booted((Pi) machine, fault, ((Pi) machine).clockTrusted(), Duration.ZERO);
            }
            case BOOT_WITHOUT_CLOCK -> {
                return booted((Pi) machine, fault, false, Duration.ofMinutes(random.nextInt(-3_000, 600)));
            }
            case HUB_BOOTED -> {
                machine.kill();
                hall.bootHubAnew();
                Thread.sleep(fault.lasts());
                machine.start();
            }
            case WALL_STEPPED -> {
                Pi pi = (Pi) machine;
                return pi.clockTrusted() ? alone(fault, () -> stepped(pi, fault, random)) : stepped(pi, fault, random);
            }
            case ROLLED_BACK -> {
                return alone(fault, () -> memories.rolledBack((Pi) machine, fault));
            }
            case CLONED -> {
                return alone(fault, () -> memories.cloned((Pi) machine, fault));
            }
            case HUB_FROM_BACKUP -> {
                return alone(fault, () -> restores.restored(fault, Restores.From.BACKUP));
            }
            case HUB_FROM_VAULT -> {
                return alone(fault, () -> {
                    Restores.From from = memories.vaultSuffices() ? Restores.From.VAULT : Restores.From.BOTH;
                    tell(fault, from == Restores.From.VAULT ? "… alone" : "… and a backup");
                    return restores.restored(fault, from);
                });
            }
        }
        return true;
    }

    @FunctionalInterface
    private interface Part {
        boolean play() throws IOException, InterruptedException;
    }

    /** What was told and is on one side only may not lose that side, too: these faults come one after another. */
    private boolean alone(Fault fault, Part part) throws IOException, InterruptedException {
        if (!hall.history.tryLock(TURN_MAX.toSeconds(), TimeUnit.SECONDS)) {
            tell(fault, "left out: a card or the hub is being put back already");
            return false;
        }
        try {
            return part.play();
        } finally {
            hall.history.unlock();
        }
    }

    private void cable(Machine machine, Proxy.State state, Duration lasts, boolean reset) throws InterruptedException {
        Proxy cable = machine instanceof Pi pi ? pi.cable : hall.hubCable;
        cable.set(state);
        Thread.sleep(lasts);
        if (reset) {
            cable.healByReset();
        } else {
            cable.set(Proxy.State.OPEN);
        }
    }

    private void full(Path disk, Duration lasts) throws IOException, InterruptedException {
        Path filler = disk.resolve("filler");
        try {
            Files.write(filler, new byte[0]);
            FileStore store = Files.getFileStore(disk);
            while (store.getUsableSpace() > 0) {
                int bytes = (int) Math.min(FILL_BYTES, store.getUsableSpace());
                Files.write(filler, new byte[bytes], StandardOpenOption.APPEND);
            }
        } catch (IOException full) {
            // That is what was wanted.
        }
        Thread.sleep(lasts);
        Files.deleteIfExists(filler);
    }

    /** A lie of a clock that believes in itself is found out by the bounds of its boot: it has to have some. */
    private boolean booted(Pi pi, Fault fault, boolean trusted, Duration wrongBy)
            throws IOException, InterruptedException {
        pi.kill();
        pi.bootAnew();
        pi.clockTrusted(trusted);
        if (!trusted) {
            pi.wall.wrongBy(wrongBy);
        }
        Thread.sleep(fault.lasts());
        pi.start();
        return true;
    }

    /** A trusted clock lies for a while; one that is not trusted stays wrong. */
    private boolean stepped(Pi pi, Fault fault, Random random) throws IOException, InterruptedException {
        if (pi.clockTrusted() && !memories.drained(pi)) {
            tell(fault, "left out: the hub has not heard of this boot, and could not find out the lie");
            return false;
        }
        Duration step = Duration.ofSeconds(random.nextInt(60, 7_200) * (random.nextBoolean() ? 1 : -1));
        memories.lied();
        pi.wall.wrongBy(pi.wall.wrongBy().plus(step));
        Thread.sleep(fault.lasts());
        if (pi.clockTrusted()) {
            pi.wall.wrongBy(Duration.ZERO);
            memories.drained(pi);
            memories.lied();
        }
        return true;
    }
}
