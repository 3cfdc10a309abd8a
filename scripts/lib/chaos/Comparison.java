package chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds what people were told against what is recorded: everything told exactly once, at a time whose bounds hold
 * the real one. Two punches of one person seconds apart are two facts, so the pairs are found together: the most
 * that can be made.
 */
final class Comparison {

    /** What two stamps of one machine's clock may part by: an uptime's 10 ms, and milliseconds on the wire. */
    private static final Duration TOLERANCE = Duration.ofMillis(15);

    final List<Fact> lost = new ArrayList<>();
    final List<Fact> doubled = new ArrayList<>();
    final List<String> wrongTime = new ArrayList<>();

    /** Where people were told what is not recorded, or at a wrong time. */
    final List<String> missing = new ArrayList<>();

    final List<Fact> untold = new ArrayList<>();
    final List<Fact> shownAgain = new ArrayList<>();
    final List<Duration> widths = new ArrayList<>();
    final int told;

    /** Whether something recorded may be untold: its machine was killed at that time. */
    @FunctionalInterface
    interface Killed {
        boolean around(String device, Instant earliest, Instant latest);
    }

    Comparison(List<Fact> told, List<Fact> recorded, Killed killed) {
        this.told = told.size();
        Map<String, Sides> byContent = new LinkedHashMap<>();
        told.forEach(
                fact -> byContent.computeIfAbsent(key(fact), Sides::new).told.add(fact));
        recorded.forEach(fact ->
                byContent.computeIfAbsent(key(fact), Sides::new).recorded.add(fact));
        byContent.values().forEach(sides -> settle(sides, killed));
    }

    boolean allZero() {
        return lost.isEmpty() && doubled.isEmpty() && wrongTime.isEmpty();
    }

    private static String key(Fact fact) {
        return fact.kind() + " " + fact.what();
    }

    private record Sides(String key, List<Fact> told, List<Fact> recorded) {
        Sides(String key) {
            this(key, new ArrayList<>(), new ArrayList<>());
        }
    }

    private void settle(Sides sides, Killed killed) {
        int[] toldOf = pairs(sides.told, sides.recorded, killed);
        List<Fact> unrecorded = new ArrayList<>(sides.told);
        List<Fact> left = new ArrayList<>();
        Set<String> paired = new HashSet<>();
        for (int i = 0; i < toldOf.length; i++) {
            Fact record = sides.recorded.get(i);
            if (toldOf[i] < 0) {
                left.add(record);
            } else {
                paired.add(record.record());
                unrecorded.remove(sides.told.get(toldOf[i]));
                widths.add(Duration.between(record.earliest(), record.latest()));
            }
        }
        for (Fact missing : unrecorded) {
            if (left.isEmpty()) {
                List<Fact> list = unrecorded(sides, missing, unrecorded.size() < sides.told.size());
                list.add(missing);
                if (list == lost) {
                    this.missing.add(missing.place());
                }
            } else {
                Fact record = left.removeFirst();
                this.missing.add(missing.place());
                wrongTime.add("%s: real %s–%s, recorded %s–%s, %s"
                        .formatted(
                                sides.key,
                                missing.earliest(),
                                missing.latest(),
                                record.earliest(),
                                record.latest(),
                                record.place()));
            }
        }
        left.removeIf(record -> paired.contains(record.record())); // a call that the counter was told again
        for (Fact record : left) {
            boolean again = record.kind() != Fact.Kind.PUNCH && !sides.told.isEmpty();
            boolean excused = !again && killed.around(record.device(), record.earliest(), record.latest());
            (excused ? untold : doubled).add(record);
        }
    }

    /** A number in two hands is doubled; a call that stands on a strip again, from an older card, is no second call. */
    private List<Fact> unrecorded(Sides sides, Fact missing, boolean anotherIsRecorded) {
        return switch (missing.kind()) {
            case SLIP -> sides.told.size() > 1 ? doubled : lost;
            case CALL -> anotherIsRecorded ? shownAgain : lost;
            case PUNCH, RATING -> lost;
        };
    }

    /**
     * As many pairs as can be (augmenting paths). Where one telling may be of either of two records, it is of the one
     * that nothing else explains: a kill right after a record leaves it untold, and the same person comes again.
     *
     * @return for each recorded fact the told one that it is, or -1
     */
    private static int[] pairs(List<Fact> told, List<Fact> recorded, Killed killed) {
        int[] recordOf = new int[told.size()];
        Arrays.fill(recordOf, -1);
        for (boolean explained : new boolean[] {false, true}) {
            for (int i = 0; i < recorded.size(); i++) {
                Fact record = recorded.get(i);
                if (killed.around(record.device(), record.earliest(), record.latest()) == explained) {
                    place(i, told, recorded, recordOf, new boolean[told.size()]);
                }
            }
        }
        int[] toldOf = new int[recorded.size()];
        Arrays.fill(toldOf, -1);
        for (int i = 0; i < recordOf.length; i++) {
            if (recordOf[i] >= 0) {
                toldOf[recordOf[i]] = i;
            }
        }
        return toldOf;
    }

    private static boolean place(int one, List<Fact> told, List<Fact> recorded, int[] recordOf, boolean[] tried) {
        for (int i = 0; i < told.size(); i++) {
            if (!tried[i] && told.get(i).canBe(recorded.get(one), TOLERANCE)) {
                tried[i] = true;
                if (recordOf[i] < 0 || place(recordOf[i], told, recorded, recordOf, tried)) {
                    recordOf[i] = one;
                    return true;
                }
            }
        }
        return false;
    }
}
