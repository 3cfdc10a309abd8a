package io.yizhan.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.hardware.printer.PrinterState.Paper;
import io.yizhan.hardware.simulated.PrinterTraits;
import io.yizhan.hardware.simulated.SimulatedPrinter;
import io.yizhan.hardware.simulated.Witness;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.fact.TicketIssued;
import io.yizhan.protocol.fact.TicketPrinted;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.state.DeviceConfig.Lease;
import io.yizhan.protocol.state.QueueState;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A kiosk's touch screen over HTTP, beside a printer of another program: there is no panel at such a terminal. */
@Timeout(30)
class KioskScreenTest {

    private static final String HUKOU = "{\"service\":\"hukou\"}";
    private static final int LINES_BEFORE = 2;

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private SimulatedPrinter printer;
    private Hall hall;

    @BeforeEach
    void open() throws Exception {
        printer = SimulatedPrinter.atTcp(0, PrinterTraits.of(384), Witness.none());
        hall = new Hall(folder, """
            [[kiosk]]
            id = "kiosk-1"
            printer = "tcp:127.0.0.1:%d"
            keys = "none"
            screen = 0
            """.formatted(printer.port()), "");
        hall.offer();
        await().until(() -> hall.hub.journal != null);
        hall.say(
                1,
                List.of(new Lease(
                        ScriptedHub.now().toLocalDate(), Hall.A, 1, 400, Objects.requireNonNull(hall.hub.journal))),
                List.of());
        seen(kiosk -> kiosk.ready && kiosk.choices.size() == 3);
    }

    @AfterEach
    void close() {
        http.shutdownNow();
        hall.close();
        printer.close();
    }

    /** What the screen shows, as far as this test asks. */
    private record Kiosk(
            String hall,
            String tone,
            String zh,
            @Nullable String number,
            String papers,
            String papersEn,
            boolean ready,
            boolean again,
            boolean english,
            List<Choice> choices,
            boolean online) {
        record Choice(
                String service,
                @Nullable Integer key,
                String zh,
                String en,
                boolean open,
                @Nullable Integer ahead) {}
    }

    /** What the stream shows once it shows this. */
    private Kiosk seen(Predicate<Kiosk> wanted) throws Exception {
        return ScreenEvents.await(http, hall.screen(), Kiosk.class, wanted);
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hall.screen() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private int order(String path, String body) throws Exception {
        return post(path, body, "Content-Type", "application/json").statusCode();
    }

    private static TicketId ticket(int number) {
        return new TicketId(ScriptedHub.now().toLocalDate(), Hall.A, number);
    }

    @Test
    void it_offers_the_services_with_who_waits_and_says_which_are_closed() throws Exception {
        hall.hub.queue(new QueueState(
                ScriptedHub.now(),
                List.of(new QueueState.Series(
                        Hall.A,
                        2,
                        List.of(480, 900),
                        List.of(
                                new QueueState.Waiting(ticket(21), new CounterId("3")),
                                new QueueState.Waiting(ticket(22), new CounterId("3")))))));

        Kiosk kiosk = seen(now -> Objects.equals(now.choices.getFirst().ahead, 2));

        assertThat(kiosk.hall).isEqualTo("东平县政务服务大厅");
        assertThat(kiosk.zh).isEqualTo("请选择要办理的事项");
        assertThat(kiosk.english).isTrue();
        assertThat(kiosk.choices)
                .containsExactly(
                        new Kiosk.Choice("hukou", null, "户籍办理", "Household register", true, 2),
                        new Kiosk.Choice("business", null, "企业开办", "Starting a business", true, null),
                        new Kiosk.Choice("archive", null, "档案查询", "Archives", false, null));
        assertThat(order("/choose", "{\"service\":\"archive\"}")).as("closed").isEqualTo(409);
        assertThat(order("/choose", "{\"service\":\"nowhere\"}")).isEqualTo(409);
        assertThat(order("/choose", "{\"service\":\"hukou\",\"priority\":\"friend\"}"))
                .isEqualTo(400);
    }

    @Test
    void a_choice_is_printed_with_its_priority_and_its_number_stands_large_until_the_next_comes() throws Exception {
        assertThat(order("/choose", "{\"service\":\"hukou\",\"priority\":\"elderly\"}"))
                .isEqualTo(204);

        Kiosk kiosk = seen(now -> now.number != null);
        assertThat(kiosk.number).isEqualTo("A001");
        assertThat(kiosk.papers).isEqualTo("身份证、户口簿");
        assertThat(kiosk.papersEn).isEqualTo("ID card, household register");
        assertThat(kiosk.tone).isEqualTo("ok");
        assertThat(kiosk.zh).contains("您的号码是 A001");
        await().untilAsserted(() -> assertThat(hall.hub.facts(TicketIssued.class))
                .containsExactly(new TicketIssued(ticket(1), Hall.HUKOU, Priority.ELDERLY, null, 0)));
        Kiosk next = seen(now -> now.tone.equals("calm"));
        assertThat(next.number).as("whoever comes next sees nothing of it").isNull();
        assertThat(next.papers).isEmpty();
    }

    @Test
    void without_paper_it_says_so_and_no_choice_is_taken_until_there_is_a_new_roll() throws Exception {
        printer.paper(Paper.OUT);

        assertThat(seen(now -> !now.ready && now.tone.equals("bad")).zh).isEqualTo("打印纸用完了，暂停取号，请到服务台");
        assertThat(order("/choose", HUKOU)).isEqualTo(409);
        assertThat(order("/again", "{}")).isEqualTo(409);
        printer.paper(Paper.ENOUGH);
        seen(now -> now.ready);
        assertThat(order("/choose", HUKOU)).isEqualTo(204);

        assertThat(seen(now -> now.number != null).number).isEqualTo("A001");
    }

    @Test
    void a_ticket_that_may_not_have_come_out_is_offered_again_and_one_that_did_is_not() throws Exception {
        printer.endPaperAfter(LINES_BEFORE);
        assertThat(order("/choose", HUKOU)).isEqualTo(204);
        Kiosk torn = seen(now -> now.number != null);
        assertThat(torn.zh).contains("A001 可能没有印好", "补打");
        printer.paper(Paper.ENOUGH);
        seen(now -> now.ready && now.again);

        assertThat(order("/again", "{}")).isEqualTo(204);

        assertThat(seen(now -> now.zh.contains("已补打")).number).isEqualTo("A001");
        await().untilAsserted(() -> assertThat(hall.hub.facts(TicketPrinted.class))
                .contains(new TicketPrinted(ticket(1), TicketPrinted.Outcome.PRINTED)));
        seen(now -> now.ready && !now.again);
    }

    @Test
    void who_sees_nothing_happen_and_touches_again_is_not_heard_twice() throws Exception {
        printer.fault(SimulatedPrinter.Fault.SILENT, true);
        assertThat(order("/choose", HUKOU)).isEqualTo(204);

        assertThat(List.of(order("/choose", HUKOU), order("/choose", HUKOU), order("/again", "{}")))
                .containsOnly(409);
    }

    @Test
    void with_the_hub_away_it_says_so_and_goes_on_without_guessing_who_waits() throws Exception {
        hall.hub.queue(
                new QueueState(ScriptedHub.now(), List.of(new QueueState.Series(Hall.A, 0, List.of(), List.of()))));
        seen(now -> now.choices.getFirst().ahead != null);
        hall.hub.sayOffline();

        assertThat(seen(now -> !now.online).choices.getFirst().ahead).isNull();
        assertThat(order("/choose", HUKOU)).isEqualTo(204);
        assertThat(seen(now -> now.number != null).online).isFalse();
    }

    @Test
    void another_pages_order_is_refused() throws Exception {
        assertThat(post("/choose", HUKOU, "Content-Type", "text/plain").statusCode())
                .isEqualTo(415);
        assertThat(post("/choose", HUKOU, "Content-Type", "application/json", "Origin", "http://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(order("/choose", HUKOU)).as("its own").isEqualTo(204);
    }

    @Test
    void the_page_runs_no_script_but_its_own_files() throws Exception {
        for (String file : List.of("/", "/kiosk.js", "/kiosk-words.js", "/screen.css", "/kiosk.css")) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(hall.screen() + file)).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(file).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'");
        }
    }
}
