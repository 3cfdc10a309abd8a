package io.yizhan.hub.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.access.Role;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every route with every role, against {@code who-may.txt}: a table of its own, which knows nothing of the program. */
class WhoMayTest {

    private static final List<Role> COLUMNS = List.of(
            Role.ADMIN, Role.CENTRE_LEADER, Role.AGENCY_LEADER, Role.CHIEF_REPRESENTATIVE, Role.CLERK, Role.AUDITOR);

    @TempDir
    Path folder;

    private Staffed hall;
    private final Map<Role, Browserless> people = new EnumMap<>(Role.class);
    private final Map<Role, String> words = new EnumMap<>(Role.class);
    private Browserless nobody;

    /** A line of the table: what is written for who is not signed in, and for each role. */
    private record Line(String method, String path, String nobody, Map<Role, String> roles) {

        boolean isForPrograms() {
            return path.startsWith("/api/v1/");
        }
    }

    @BeforeEach
    void open() throws Exception {
        hall = new Staffed(new PaperHall(folder));
        nobody = new Browserless(hall.hall);
        for (Role role : Role.values()) {
            people.put(role, hall.as(role));
            words.put(role, person(role).formWord());
        }
    }

    @AfterEach
    void close() {
        people.values().forEach(Browserless::close);
        nobody.close();
        hall.close();
    }

    @Test
    void every_route_stands_in_the_table_and_every_line_is_a_route() throws Exception {
        assertThat(table().stream().map(line -> line.method + " " + line.path))
                .containsExactlyInAnyOrderElementsOf(hall.hall.page.routes().stream()
                        .map(route -> route.method() + " " + route.path())
                        .toList());
    }

    @Test
    void a_role_reaches_what_the_table_gives_it_and_is_refused_the_rest_without_a_name() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Line line : table()) {
            for (Role role : COLUMNS) {
                HttpResponse<String> answer = ask(line, role);
                String may = Objects.requireNonNull(line.roles.get(role));
                wrong.addAll(
                        judge(line, may, answer).map(what -> role + ": " + what).toList());
                if (line.path.equals("/sign-out")) {
                    person(role).signIn(Staffed.name(role), Staffed.PASSWORD);
                    words.put(role, person(role).formWord());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void who_is_not_signed_in_and_a_program_without_a_token_get_nothing_but_what_is_open() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Line line : table()) {
            HttpResponse<String> answer =
                    line.isForPrograms() ? json(nobody, line, "no-token-of-this-hall") : form(nobody, line, "guessed");
            boolean open = line.nobody.equals("o");
            if (open ? answer.statusCode() == 403 : answer.statusCode() != 401 || namesAny(line, answer)) {
                wrong.add(line + ": " + answer.statusCode());
            }
        }
        assertThat(wrong).isEmpty();
    }

    private Browserless person(Role role) {
        return Objects.requireNonNull(people.get(role));
    }

    private HttpResponse<String> ask(Line line, Role role) throws Exception {
        return line.isForPrograms()
                ? json(nobody, line, hall.token(role))
                : form(person(role), line, String.valueOf(words.get(role)));
    }

    private static HttpResponse<String> json(Browserless who, Line line, String token) throws Exception {
        String path = filled(line);
        return line.method.equals("GET")
                ? who.get(path, "Authorization", "Bearer " + token)
                : who.postJson(path, token, "{}");
    }

    private static HttpResponse<String> form(Browserless who, Line line, String word) throws Exception {
        String path = filled(line);
        return line.method.equals("GET") ? who.get(path) : who.post(path, new HashMap<>(Map.of("form_word", word)));
    }

    /** What is wrong with this answer, by the table. */
    private static Stream<String> judge(Line line, String may, HttpResponse<String> answer) {
        int status = answer.statusCode();
        List<String> wrong = new ArrayList<>();
        if (may.equals("-") != (status == 403)) {
            wrong.add("is answered " + status);
        }
        List<String> unseen = switch (may) {
            case "-" -> everybody();
            case "A" -> Staffed.foreigners();
            case "P" -> line.path.contains("counters") ? List.of() : Staffed.others();
            case "H", "o" -> List.of();
            default -> throw new IllegalArgumentException(may + " is no letter of the table");
        };
        String body = withoutPath(line, answer);
        unseen.stream().filter(body::contains).findFirst().ifPresent(name -> wrong.add("names " + name));
        return wrong.stream().map(what -> line.method + " " + line.path + " " + what);
    }

    private static boolean namesAny(Line line, HttpResponse<String> answer) {
        return everybody().stream().anyMatch(withoutPath(line, answer)::contains);
    }

    /** What was asked for may be said again. */
    private static String withoutPath(Line line, HttpResponse<String> answer) {
        return answer.body().replace(filled(line), "");
    }

    private static List<String> everybody() {
        return Stream.concat(Staffed.others().stream(), Staffed.foreigners().stream())
                .distinct()
                .toList();
    }

    /** What is shown is the clerk's own; what is changed is another's, so that the next role finds the same hall. */
    private static String filled(Line line) {
        String person = (line.method.equals("GET") ? Staffed.CLERK : Staffed.OTHER).text();
        return line.path
                .replace("{staff}", person)
                .replace("/staff/{id}", "/staff/" + person)
                .replace("{id}", Staffed.FINGER.text())
                .replace("{account}", "nothing")
                .replace("{service}", "hukou")
                .replace("{agency}", Staffed.OWN)
                .replace("{month}", "2026-10")
                .replace("{day}", Morning.DAY.toString())
                .replace("{hash}/{name}", "x/hall.css");
    }

    private static List<Line> table() throws Exception {
        try (var in = Objects.requireNonNull(WhoMayTest.class.getResourceAsStream("who-may.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" +"))
                    .map(WhoMayTest::line)
                    .toList();
        }
    }

    private static Line line(String[] cells) {
        Map<Role, String> roles = new EnumMap<>(Role.class);
        for (int column = 0; column < COLUMNS.size(); column++) {
            roles.put(COLUMNS.get(column), cells[3 + column]);
        }
        return new Line(cells[0], cells[1], cells[2], roles);
    }
}
