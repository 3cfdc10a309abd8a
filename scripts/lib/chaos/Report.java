package chaos;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The table at the end. */
record Report(Comparison comparison, Records records) {

    private static final int LISTED_MAX = 40;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.of("Asia/Shanghai"));

    /** @return whether all is as promised */
    boolean print(Map<String, Integer> faults, List<String> ends, List<String> unwitnessed, List<String> failures) {
        list("Lost: told, and not recorded", comparison.lost);
        list("Doubled: recorded, or in two hands, more often than it happened", comparison.doubled);
        lines("At a wrong time", comparison.wrongTime);
        list("Recorded and told to nobody, while its machine was killed", comparison.untold);
        list("Shown again, from an older card", comparison.shownAgain);
        lines("Told, and set aside by the hub", records.aside());
        lines("Folded by the book's word, and not in the records", records.torn());
        lines("Ended without a kill", ends);
        lines("Restores, and the hub's own entries that nobody had witnessed", unwitnessed);
        lines("Not as it should be", failures);
        System.out.printf("%n%-58s %5s%n", "fault", "times");
        faults.forEach((kind, times) -> System.out.printf("%-58s %5d%n", kind, times));
        System.out.printf(
                "%-58s %5d%n",
                "all faults",
                faults.values().stream().mapToInt(Integer::intValue).sum());
        System.out.printf("%n%s%n", widths());
        System.out.printf(
                "%n%8s %8s %8s %11s%n%8d %8d %8d %11d%n",
                "facts",
                "lost",
                "doubled",
                "wrong time",
                comparison.told,
                comparison.lost.size(),
                comparison.doubled.size(),
                comparison.wrongTime.size());
        boolean good = comparison.allZero() && records.torn().isEmpty() && failures.isEmpty() && comparison.told > 0;
        System.out.printf(
                "%n%s%n",
                good ? "Nothing that a person was told is lost, doubled or at a wrong time" : "NOT as promised");
        return good;
    }

    /** Bounds that hold everything would prove nothing. */
    private String widths() {
        Map<String, Integer> counts = new TreeMap<>();
        Duration widest = Duration.ZERO;
        for (Duration width : comparison.widths) {
            String how = width.isZero()
                    ? "a single moment"
                    : width.compareTo(Duration.ofSeconds(1)) < 0
                            ? "below 1 s"
                            : width.compareTo(Duration.ofMinutes(1)) < 0 ? "below 1 min" : "wider";
            counts.merge(how, 1, Integer::sum);
            widest = width.compareTo(widest) > 0 ? width : widest;
        }
        return "Recorded times, by the width of their bounds: " + counts + ", the widest " + widest.toMillis() + " ms";
    }

    private static void list(String what, List<Fact> facts) {
        lines(
                what,
                facts.stream()
                        .map(fact -> "%s–%s  %s %s  (%s)"
                                .formatted(
                                        TIME.format(fact.earliest()),
                                        TIME.format(fact.latest()),
                                        fact.kind(),
                                        fact.what(),
                                        fact.place()))
                        .toList());
    }

    private static void lines(String what, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        System.out.printf("%n%s: %d%n", what, lines.size());
        lines.stream().limit(LISTED_MAX).forEach(line -> System.out.println("  " + line));
    }
}
