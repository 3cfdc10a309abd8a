package bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/**
 * The steps of "scripts/bench ingest", one a process, and the report of what they kept.
 *
 * <pre>
 *   Ingest.java drain   FOLDER MQTT_PORT NAME ENTRIES   all readers ship ENTRIES each; keeps NAME.rate and .commits
 *   Ingest.java raw     FOLDER MQTT_PORT NAME           after the hub's end: its rows once more, bare; keeps NAME.raw
 *   Ingest.java latency FOLDER MQTT_PORT SECONDS        append to ack, its reference, and in a storm of garbage
 *   Ingest.java mark    FOLDER MQTT_PORT NAME           before the hub's start: where its book stands
 *   Ingest.java grow    FOLDER MQTT_PORT ENTRIES        years of entries into the hub's database
 *   Ingest.java report  FOLDER MQTT_PORT TURNS          the medians of that many, NAME-1 and so on
 * </pre>
 */
public final class Ingest {

    private static final double RAW_SHARE_MIN = 0.4;
    private static final double GROWN_SHARE_MIN = 0.9;
    private static final double MEDIAN_TIMES_MAX = 3;
    private static final double P99_TIMES_MAX = 5;
    private static final double STORM_TIMES_MAX = 3;

    private Ingest() {}

    public static void main(String[] args) {
        try {
            step(args);
            System.exit(0); // Paho's threads would hold it, here and below
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void step(String[] args) throws Exception {
        BenchHall hall = new BenchHall(Path.of(args[1]), Integer.parseInt(args[2]));
        switch (args[0]) {
            case "drain" -> {
                try (Commits commits = new Commits(hall.database())) {
                    hall.keep(args[3] + ".rate", Drain.run(hall, Integer.parseInt(args[4])));
                    hall.keep(args[3] + ".commits", commits.seen());
                }
            }
            case "mark" -> hall.keep(args[3] + ".since", position(hall));
            case "raw" -> {
                long since = (long) hall.figure(args[3] + ".since");
                long commits = (long) hall.figure(args[3] + ".commits");
                Path target = hall.folder().resolve("raw.db");
                hall.keep(args[3] + ".raw", RawRows.run(hall.database(), target, since, commits));
            }
            case "latency" -> Latency.run(hall, hall.folder().resolve("journals"), Integer.parseInt(args[3]));
            case "grow" -> Growth.run(hall.database(), Integer.parseInt(args[3]));
            case "report" -> System.exit(report(hall, Integer.parseInt(args[3])) ? 0 : 1);
            default -> throw new IllegalArgumentException("no such step: " + args[0]);
        }
    }

    private static double position(BenchHall hall) throws SQLException {
        try (Connection hub = DriverManager.getConnection("jdbc:sqlite:" + hall.database());
                Statement statement = hub.createStatement();
                ResultSet greatest = statement.executeQuery("SELECT coalesce(max(position), 0) FROM entry")) {
            greatest.next();
            return greatest.getLong(1);
        }
    }

    /** Of the turns, each figure beside that of the same turn. */
    private static double ratio(BenchHall hall, String figure, String beside, int turns) throws IOException {
        double[] ratios = new double[turns];
        for (int i = 0; i < turns; i++) {
            ratios[i] = hall.figure(turn(figure, i + 1)) / hall.figure(turn(beside, i + 1));
        }
        return median(ratios);
    }

    private static double median(BenchHall hall, String figure, int turns) throws IOException {
        double[] values = new double[turns];
        for (int i = 0; i < turns; i++) {
            values[i] = hall.figure(turn(figure, i + 1));
        }
        return median(values);
    }

    private static double median(double... values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /** {@code empty.rate} of the second turn is kept as {@code empty-2.rate}. */
    private static String turn(String figure, int turn) {
        return figure.replace(".", "-" + turn + ".");
    }

    private static boolean report(BenchHall hall, int turns) throws IOException {
        double share = ratio(hall, "empty.rate", "empty.raw", turns);
        double grown = ratio(hall, "grown.rate", "empty.rate", turns);
        double median = hall.figure("ack.median") / hall.figure("reference.median");
        double storm = hall.figure("storm.median") / hall.figure("ack.median");
        double p99 = hall.figure("ack.p99") / hall.figure("reference.p99");
        System.out.printf(
                "drain:   %.0f entries/s, acknowledged; the same rows raw in as many (%.0f) transactions: %.0f/s; share %.2f"
                        + " (at least %.1f is asked); each the median of %d turns%n",
                median(hall, "empty.rate", turns),
                median(hall, "empty.commits", turns),
                median(hall, "empty.raw", turns),
                share,
                RAW_SHARE_MIN,
                turns);
        System.out.printf(
                "grown:   %.0f entries/s with %.0f entries in the book; of the empty book's rate %.2f (at least %.1f is asked)%n",
                median(hall, "grown.rate", turns),
                median(hall, "grown.since", turns),
                grown,
                GROWN_SHARE_MIN);
        System.out.printf(
                "ack:     append to ack, median %.2f ms of %.0f, reference %.2f ms: %.1f times (at most %.0f is asked);%n"
                        + "         99 %% within %.2f ms, reference %.2f ms: %.1f times (at most %.0f is asked)%n",
                hall.figure("ack.median"),
                hall.figure("ack.count"),
                hall.figure("reference.median"),
                median,
                MEDIAN_TIMES_MAX,
                hall.figure("ack.p99"),
                hall.figure("reference.p99"),
                p99,
                P99_TIMES_MAX);
        System.out.printf(
                "storm:   the same while one device sends garbage (%.0f messages of 64 KiB), median %.2f ms of %.0f: %.1f times the"
                        + " quiet one (below %.0f is asked); 99 %% within %.2f ms%n",
                hall.figure("garbage.sent"),
                hall.figure("storm.median"),
                hall.figure("storm.count"),
                storm,
                STORM_TIMES_MAX,
                hall.figure("storm.p99"));
        return share >= RAW_SHARE_MIN
                && grown >= GROWN_SHARE_MIN
                && median <= MEDIAN_TIMES_MAX
                && p99 <= P99_TIMES_MAX
                && storm < STORM_TIMES_MAX;
    }
}
