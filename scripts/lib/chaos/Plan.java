package chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

/** Which faults befall the hall when: by a seed alone, so that a run can be had again. */
final class Plan {

    private static final Duration FIRST = Duration.ofSeconds(4);
    private static final int PAUSE_MIN_MS = 1_500;
    private static final int PAUSE_MAX_MS = 6_500;

    /** A machine that is back has this long before the next fault; a fault takes longer than it lasts. */
    private static final Duration BETWEEN = Duration.ofSeconds(8);

    /** Whom the faults have in their hands that change what a machine remembers. */
    private static final String HISTORY = "history";

    private final Random random;
    private final List<Pi> pis;
    private final Set<Fault.Kind> possible;
    private final Map<String, Duration> busyUntil = new HashMap<>();
    private final List<Fault.Kind> deck = new ArrayList<>();

    private Plan(long seed, List<Pi> pis, Set<Fault.Kind> possible) {
        this.random = new Random(new SplittableRandom(seed).nextLong()); // near seeds give Random near beginnings
        this.pis = pis;
        this.possible = possible;
    }

    /** @param possible what this machine can be made to suffer */
    static List<Fault> of(long seed, Duration length, List<Pi> pis, Set<Fault.Kind> possible) {
        return new Plan(seed, pis, EnumSet.copyOf(possible)).faults(length);
    }

    private List<Fault> faults(Duration length) {
        List<Fault> faults = new ArrayList<>();
        Duration at = FIRST;
        while (at.compareTo(length) < 0) {
            Fault.Kind kind = draw();
            String target = target(kind);
            Duration lasts = Duration.ofMillis(random.nextInt(kind.fromS * 1_000, kind.toS * 1_000 + 1));
            long dice = random.nextLong();
            boolean alone = kind.aloneForS > 0;
            if (isFree(target, at) && (!alone || isFree(HISTORY, at))) {
                faults.add(new Fault(at, kind, target, lasts, dice));
                Duration over = at.plus(lasts).plusSeconds(kind.aloneForS);
                busyUntil.put(target, over.plus(BETWEEN));
                if (alone) {
                    busyUntil.put(HISTORY, over);
                }
                if (kind == Fault.Kind.HUB_FROM_BACKUP || kind == Fault.Kind.HUB_FROM_VAULT) {
                    busyUntil.put("broker", over); // it runs on the lost machine
                }
            } else {
                deck.addFirst(kind); // its turn comes
            }
            at = at.plusMillis(random.nextInt(PAUSE_MIN_MS, PAUSE_MAX_MS));
        }
        return faults;
    }

    private boolean isFree(String whom, Duration at) {
        return busyUntil.getOrDefault(whom, Duration.ZERO).compareTo(at) <= 0;
    }

    /** As from a deck of cards, so that a short run has seen something of everything. */
    private Fault.Kind draw() {
        if (deck.isEmpty()) {
            for (Fault.Kind kind : possible) {
                deck.addAll(Collections.nCopies(kind.weight, kind));
            }
            Collections.shuffle(deck, random);
        }
        return deck.removeLast();
    }

    private String target(Fault.Kind kind) {
        return switch (kind.whom) {
            case TERMINAL -> any(pis).name();
            case KEEPER_OF_FACTS ->
                any(pis.stream().filter(pi -> pi.kind() != Pi.Kind.BOARD).toList())
                        .name();
            case HUB -> "hub";
            case BROKER -> "broker";
            case ANY -> random.nextInt(4) == 0 ? "hub" : any(pis).name();
        };
    }

    private Pi any(List<Pi> some) {
        return some.get(random.nextInt(some.size()));
    }
}
