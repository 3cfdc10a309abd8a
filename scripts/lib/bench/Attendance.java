package bench;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The steps of "scripts/bench attendance".
 *
 * <pre>
 *   Attendance.java grow    DATABASE YEARS SEED               105 people of 33 agencies and their punches, up to November 2026
 *   Attendance.java measure HTTP_PORT PASSWORD FIGURES NAME   the pages of a running hub; keeps NAME.grid and so on
 *   Attendance.java report  FIGURES
 * </pre>
 */
public final class Attendance {

    private static final String MONTH = "2026-10";
    private static final int AGENCIES = 33;
    private static final int TIMES = 30;
    private static final double PAGE_MS_MAX = 150;
    private static final double ALL_MS_MAX = 5_000;
    private static final Pattern FORM_WORD = Pattern.compile("name=\"form_word\" value=\"([^\"]+)\"");

    private Attendance() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "grow" -> YearsOfPunches.write(Path.of(args[1]), Integer.parseInt(args[2]), Long.parseLong(args[3]));
            case "measure" -> measure(Integer.parseInt(args[1]), args[2], Path.of(args[3]), args[4]);
            case "report" -> System.exit(report(Path.of(args[1])) ? 0 : 1);
            default -> throw new IllegalArgumentException("no step is called " + args[0]);
        }
    }

    private static void measure(int port, String password, Path figures, String name) throws Exception {
        Browser browser = new Browser(port);
        browser.signIn(password);
        BenchHall kept = new BenchHall(figures, 0);
        kept.keep(name + ".grid.first", browser.timedMs("/attendance?month=" + MONTH));
        kept.keep(name + ".grid", median(browser, "/attendance?month=" + MONTH));
        kept.keep(name + ".bulletin", median(browser, "/bulletins/a07/" + MONTH));
        kept.keep(name + ".day", median(browser, "/attendance/s001/" + MONTH + "-15"));
        kept.keep(name + ".nothing", median(browser, "/assets/0/none"));
        kept.keep(name + ".all", browser.publishAllMs());
    }

    private static double median(Browser browser, String path) throws Exception {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            times.add(browser.timedMs(path));
        }
        return times.stream().sorted().skip(TIMES / 2).findFirst().orElseThrow();
    }

    /** What an admin's browser does. */
    private static final class Browser {
        private final HttpClient client = HttpClient.newHttpClient();
        private final String host;
        private String cookie = "";

        Browser(int port) {
            host = "http://127.0.0.1:" + port;
        }

        void signIn(String password) throws Exception {
            for (int i = 0; i < 600; i++) {
                try {
                    post("/sign-in", "account=admin&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8));
                    return;
                } catch (java.net.ConnectException notYet) {
                    Thread.sleep(100);
                }
            }
            throw new IllegalStateException("the hub does not answer at " + host);
        }

        String get(String path) throws Exception {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(host + path)).header("Cookie", cookie).build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200 && !path.contains("/assets/")) {
                throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        }

        double timedMs(String path) throws Exception {
            long began = System.nanoTime();
            get(path);
            return (System.nanoTime() - began) / 1e6;
        }

        /** From the press of the button until the page says that all are published. */
        double publishAllMs() throws Exception {
            Matcher word = FORM_WORD.matcher(get("/bulletins?month=" + MONTH));
            if (!word.find()) {
                throw new IllegalStateException("the page of bulletins has no form");
            }
            long began = System.nanoTime();
            post("/bulletins/publish", "month=" + MONTH + "&form_word=" + word.group(1));
            String said = get("/bulletins/round");
            while (said.contains("every 1s")) {
                Thread.sleep(20);
                said = get("/bulletins/round");
            }
            double took = (System.nanoTime() - began) / 1e6;
            if (!said.contains(AGENCIES + "/" + AGENCIES) || said.contains("<details>")) {
                throw new IllegalStateException("not all bulletins were published: " + said);
            }
            return took;
        }

        private void post(String path, String form) throws Exception {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(host + path))
                            .timeout(Duration.ofSeconds(60))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .header("Sec-Fetch-Site", "same-origin")
                            .header("Origin", host)
                            .header("Cookie", cookie)
                            .POST(HttpRequest.BodyPublishers.ofString(form))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 303) {
                throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
            }
            answer.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.split(";", 2)[0]);
        }
    }

    private static boolean report(Path figures) throws Exception {
        BenchHall kept = new BenchHall(figures, 0);
        boolean met = true;
        for (String name : List.of("one", "eight")) {
            met &= line(name, "the month grid of 105 people", kept.figure(name + ".grid"), PAGE_MS_MAX);
            met &= line(name, "one bulletin", kept.figure(name + ".bulletin"), PAGE_MS_MAX);
            met &= line(name, "all 33 bulletins published", kept.figure(name + ".all"), ALL_MS_MAX);
            System.out.printf("         the first grid after the start %.0f ms, a person's day %.0f ms, an empty answer %.1f ms%n",
                    kept.figure(name + ".grid.first"), kept.figure(name + ".day"), kept.figure(name + ".nothing"));
        }
        System.out.printf("growth   from one year to eight: grid %.2f times, bulletin %.2f times, all %.2f times%n",
                kept.figure("eight.grid") / kept.figure("one.grid"),
                kept.figure("eight.bulletin") / kept.figure("one.bulletin"),
                kept.figure("eight.all") / kept.figure("one.all"));
        return met;
    }

    private static boolean line(String years, String what, double ms, double most) {
        System.out.printf("%-8s %s: median %.0f ms (below %.0f is asked)%n", years, what, ms, most);
        return ms < most;
    }
}
