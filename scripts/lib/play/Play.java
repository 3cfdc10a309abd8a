package play;

import hall.Echo;
import hall.Enrolments;
import hall.Hub;
import hall.Person;
import hall.Told;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plays people at the demo's front panels and holds what they were told against what the hub has. It knows the panels' hands, what
 * the devices' far ends wrote down, and the hub's interface; of the terminals and their journals it knows nothing.
 *
 * <pre>
 *   Play.java FACTS enrol                                        everybody's finger, where it is not enrolled yet
 *   Play.java FACTS morning [--kill WHAT] [--fault forged-slip]  ends with 1 when the two sides differ
 * </pre>
 */
public final class Play {

    private static final Duration CAUGHT_UP_MAX = Duration.ofSeconds(20);
    private static final Pattern PUNCHED = Pattern.compile("^(.+)，打卡成功");
    private static final Pattern SHOWN = Pattern.compile("^([A-Z]+[0-9]+)(?: |$)");
    private static final Pattern RATED = Pattern.compile("^([A-Z]+[0-9]+).*评价“(.+)”");
    private static final Pattern NOT_RATED = Pattern.compile("^([A-Z]+[0-9]+).*未评价");
    private static final double ROUND_TRIP_RATIO_MAX = 4;

    private Play() {}

    public static void main(String[] args) throws Exception {
        HallFacts hall = HallFacts.read(Path.of(args[0]));
        Hub hub = new Hub(hall.hub(), hall.token());
        switch (args[1]) {
            case "enrol" -> enrol(hall, hub);
            case "morning" -> System.exit(morning(hall, hub, wish(args, "--kill"), wish(args, "--fault")) ? 0 : 1);
            default -> throw new IllegalArgumentException("enrol or morning was expected, not " + args[1]);
        }
    }

    private static void enrol(HallFacts hall, Hub hub) throws IOException, InterruptedException {
        new Enrolments("reader", "reader-1", hall.panel("reader"), hall.witness("reader"), hub)
                .everybody(here(hall, hub));
    }

    /** The made-up people without those whom an admin has let go since. */
    private static List<Person> here(HallFacts hall, Hub hub) throws IOException, InterruptedException {
        Set<String> here = new HashSet<>();
        hub.all("staff", "").stream()
                .filter(member -> !member.has("left_at"))
                .forEach(member -> here.add(member.path("staff").asText()));
        return hall.people().stream()
                .filter(person -> here.contains(person.staff()))
                .toList();
    }

    private static boolean morning(HallFacts hall, Hub hub, String killed, String fault) throws Exception {
        enrol(hall, hub);
        Instant began = Instant.now();
        List<Person> people = here(hall, hub);
        Morning morning = new Morning(hall, people, began, 20_261_123L);
        System.out.printf("A morning: %d people punch, %d citizens come%n", people.size(), Morning.CITIZENS);
        List<Comparison.Span> kills;
        List<Double> bare;
        try (Echo echo = new Echo("127.0.0.1", hall.brokerPort(), "demo", "probe", hall.probe())) {
            kills = morning.play(killed, echo);
            bare = echo.roundTripsMs();
        }
        switch (fault) {
            case "" -> {}
            case "forged-slip" -> morning.forgeSlip();
            default -> throw new IllegalArgumentException("there is no fault " + fault + "; known is: forged-slip");
        }
        boolean same = compare(hall, hub, began, kills);
        tellRoundTrips(hall, bare);
        System.out.printf(
                "%n%s after %d s%n",
                same ? "What people were told and what the hub has are the same" : "What people were told and what the hub has DIFFER",
                Duration.between(began, Instant.now()).toSeconds());
        return same;
    }

    /** The terminals ship what they have; then both sides are compared. */
    private static boolean compare(HallFacts hall, Hub hub, Instant began, List<Comparison.Span> kills)
            throws IOException, InterruptedException {
        Map<String, String> names = new HashMap<>();
        hall.people().forEach(person -> names.put(person.staff(), person.name()));
        List<Line> told = told(hall, began);
        List<Line> recorded = Recorded.lines(hub, began, names);
        long until = System.nanoTime() + CAUGHT_UP_MAX.toNanos();
        while (recorded.size() < told.size() && System.nanoTime() < until) {
            Thread.sleep(250);
            recorded = Recorded.lines(hub, began, names);
        }
        return new Comparison(told, recorded).print(kills);
    }

    private static List<Line> told(HallFacts hall, Instant began) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (Told told : Told.at(hall.witness("reader"), began)) {
            Matcher punched = PUNCHED.matcher(told.what());
            if (told.part().equals("reader-1/face") && punched.find()) {
                lines.add(new Line(told.at(), "打卡 " + punched.group(1)));
            }
        }
        for (Told told : Told.at(hall.witness("kiosk"), began)) {
            if (told.part().equals("kiosk-1/printer")) {
                lines.add(new Line(told.at(), "取号 " + told.what()));
            }
        }
        for (String counter : HallFacts.COUNTERS) {
            lines.addAll(toldAtCounter(hall, counter, began));
        }
        return lines;
    }

    /** A counter's strip shows a call as long as it lasts, and again after a start: the first time is the call. */
    private static List<Line> toldAtCounter(HallFacts hall, String counter, Instant began) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (Told told : Told.at(hall.witness("counter-" + counter), began)) {
            if (told.part().equals(counter + "/display/face")) {
                Matcher shown = SHOWN.matcher(told.what());
                if (shown.find()) {
                    String call = "叫号 " + shown.group(1) + " → " + counter + "号窗口";
                    if (lines.stream().noneMatch(line -> line.what().equals(call))) {
                        lines.add(new Line(told.at(), call));
                    }
                }
            } else if (told.part().equals(counter + "/evaluator/face")) {
                Matcher rated = RATED.matcher(told.what());
                Matcher missed = NOT_RATED.matcher(told.what());
                if (missed.find()) {
                    lines.add(new Line(told.at(), "未评价 " + missed.group(1)));
                } else if (rated.find()) {
                    lines.add(new Line(told.at(), "评价 " + rated.group(1) + " " + rated.group(2)));
                }
            }
        }
        return lines;
    }

    private static void tellRoundTrips(HallFacts hall, List<Double> bare) throws IOException, InterruptedException {
        List<Double> calls = new ArrayList<>();
        for (String counter : HallFacts.COUNTERS) {
            hall.panel("counter-" + counter).state().path("stations").forEach(station -> station.path("counter")
                    .path("call_next_ms")
                    .forEach(ms -> calls.add(ms.asDouble())));
        }
        if (calls.isEmpty() || bare.isEmpty()) {
            return;
        }
        double ratio = median(calls) / median(bare);
        System.out.printf(
                "%ncall-next, terminal to terminal: median %.2f ms of %d; a bare message out, back, out and back: median %.2f ms"
                        + " of %d; ratio %.1f (at most %.0f is asked)%n",
                median(calls),
                calls.size(),
                median(bare),
                bare.size(),
                ratio,
                ROUND_TRIP_RATIO_MAX);
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted(Comparator.naturalOrder()).toList().get(figures.size() / 2);
    }

    private static String wish(String[] args, String name) {
        for (int i = 2; i + 1 < args.length; i += 2) {
            if (args[i].equals(name)) {
                return args[i + 1];
            }
        }
        return "";
    }
}
