package play;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Holds what people were told against what the hub has, thing by thing. */
final class Comparison {

    /** A machine tells a moment after it records, and both clocks here are one. */
    private static final Duration APART_MAX = Duration.ofSeconds(5);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.of("Asia/Shanghai"));

    private final List<Pair> pairs = new ArrayList<>();

    /** What was told and what was recorded of one thing; one of them may be missing. */
    private record Pair(Optional<Line> told, Optional<Line> recorded) {

        Instant at() {
            return told.or(() -> recorded).orElseThrow().at();
        }
    }

    Comparison(List<Line> told, List<Line> recorded) {
        List<Line> left = new ArrayList<>(recorded);
        left.sort(Line.IN_TIME);
        for (Line line : told.stream().sorted(Line.IN_TIME).toList()) {
            Optional<Line> same = left.stream()
                    .filter(other -> other.what().equals(line.what()))
                    .filter(other -> Duration.between(other.at(), line.at()).abs().compareTo(APART_MAX) <= 0)
                    .min(Comparator.comparing(other -> Duration.between(other.at(), line.at()).abs()));
            same.ifPresent(left::remove);
            pairs.add(new Pair(Optional.of(line), same));
        }
        left.forEach(line -> pairs.add(new Pair(Optional.empty(), Optional.of(line))));
        pairs.sort(Comparator.comparing(Pair::at));
    }

    /**
     * Prints both sides line by line.
     *
     * @param kills while something was killed and not yet back: there, and only there, a thing may be recorded that nobody was told
     * @return whether they are the same
     */
    boolean print(List<Span> kills) {
        long lost = pairs.stream().filter(pair -> pair.recorded().isEmpty()).count();
        List<Line> untold = pairs.stream()
                .filter(pair -> pair.told().isEmpty())
                .map(pair -> pair.recorded().orElseThrow())
                .toList();
        List<Line> unexplained = untold.stream()
                .filter(line -> kills.stream().noneMatch(kill -> kill.holds(line.at())))
                .toList();
        System.out.printf("%n%-13s %-34s   %s%n", "", "人们得知的 · people were told", "中心记录的 · the hub has");
        for (Pair pair : pairs) {
            System.out.printf(
                    "%-13s %s %s %s%n",
                    TIME.format(pair.at()),
                    padded(pair.told().map(Line::what).orElse("（未告知）"), 34),
                    pair.told().isPresent() && pair.recorded().isPresent() ? "=" : "≠",
                    pair.recorded().map(Line::what).orElse("（无记录）"));
        }
        for (Line line : untold) {
            System.out.printf(
                    "recorded and told to nobody: %s %s%s%n",
                    TIME.format(line.at()),
                    line.what(),
                    unexplained.contains(line) ? "" : " — while something was killed");
        }
        System.out.printf(
                "%n%d told, %d of them recorded, %d lost; %d recorded that nobody was told, %d of them outside a kill%n",
                pairs.size() - untold.size(),
                pairs.size() - untold.size() - lost,
                lost,
                untold.size(),
                unexplained.size());
        return lost == 0 && unexplained.isEmpty();
    }

    /** From when to when, both included. */
    record Span(Instant from, Instant to) {
        boolean holds(Instant at) {
            return !at.isBefore(from) && !at.isAfter(to);
        }
    }

    /** Chinese characters are two columns wide. */
    private static String padded(String text, int columns) {
        int width = text.codePoints().map(c -> c >= 0x1100 ? 2 : 1).sum();
        return text + " ".repeat(Math.max(0, columns - width));
    }
}
