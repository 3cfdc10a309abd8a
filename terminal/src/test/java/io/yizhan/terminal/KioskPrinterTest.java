package io.yizhan.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.command.TestPrint;
import io.yizhan.protocol.fact.FaultCleared;
import io.yizhan.protocol.fact.FaultRaised;
import io.yizhan.protocol.fact.TicketIssued;
import io.yizhan.protocol.fact.TicketPrinted;
import io.yizhan.protocol.fact.TicketVoided;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.state.DeviceConfig.Lease;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a citizen sees and the journal has when the printer fails; the reader beside it goes on. */
class KioskPrinterTest {

    private static final String CHOOSE_HUKOU = "{\"service\":\"hukou\"}";
    private static final String CHOOSE = "请选择要办理的事项";

    /** With the hub away a kiosk waits 10 s for its word. */
    private static final Duration AFTER_THE_WAIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private Hall hall;

    @BeforeEach
    void open() throws Exception {
        ImageIO.write(logo(), "png", folder.resolve("logo.png").toFile());
        hall = new Hall(folder, """
            [[reader]]
            id = "reader-1"
            sensor = "simulated"
            voice = "none"
            [[kiosk]]
            id = "kiosk-1"
            printer = "simulated"
            keys = "simulated"
            ticket = { paper_mm = 80, qr = "raster", completion = "status", logo = "logo.png" }
            """, """
                [panel]
                port = 0
                [simulated]
                pace = 0.02
                clock_trusted = false
                """);
        hall.offer();
        hall.configure(1, List.of(), List.of());
        await().until(() -> hall.face("kiosk-1").equals(CHOOSE));
        await().until(() -> hall.hub.journal != null);
        lease();
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void a_ticket_of_80_mm_has_the_halls_logo_at_its_head() throws Exception {
        hall.act("kiosk", CHOOSE_HUKOU);
        hall.told("kiosk-1", "您的号码是 A001");

        BufferedImage picture = ImageIO.read(
                new ByteArrayInputStream(hall.get(tickets().getFirst().url()).body()));
        assertThat(picture.getWidth()).isEqualTo(576);
        int middle = 24 + 20;
        assertThat(picture.getRGB(288, middle) & 0xFF).isZero();
        assertThat(picture.getRGB(288 - 100, middle) & 0xFF).isEqualTo(0xFF);
    }

    @Test
    void a_tickets_time_is_about_where_neither_the_hub_nor_a_believed_clock_has_told_it() throws Exception {
        hall.act("kiosk", CHOOSE_HUKOU);
        hall.told("kiosk-1", "您的号码是 A001");
        assertThat(tickets().getFirst().lines())
                .as("by the hub")
                .anyMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d"));
        hall.loseHub();
        hall.stopTerminal();
        hall.startTerminal();
        await().atMost(AFTER_THE_WAIT).until(() -> hall.face("kiosk-1").equals(CHOOSE));

        hall.act("kiosk", CHOOSE_HUKOU);
        hall.told("kiosk-1", "您的号码是 A002");

        assertThat(tickets().getFirst().lines()).anyMatch(line -> line.startsWith("约 20"));
    }

    @Test
    void paper_that_ends_in_the_middle_stops_issuing_and_the_same_number_is_printed_again_after_a_new_roll()
            throws Exception {
        hall.fault("kiosk-1", "paper-ends-mid-print", true);
        hall.act("kiosk", CHOOSE_HUKOU);
        hall.told("kiosk-1", "号票 A001 可能没有印好，号码有效；没拿到请按“补打”");
        await().until(() -> hall.face("kiosk-1").equals("打印纸用完了，暂停取号，请到服务台"));
        hall.act("kiosk", CHOOSE_HUKOU);
        await().untilAsserted(() -> assertThat(raised()).contains("paper-out"));

        hall.fault("kiosk-1", "paper-ends-mid-print", false);
        awaitCleared("paper-out");
        printedAgain();
    }

    @Test
    void a_cover_that_opens_in_the_middle_does_the_same() throws Exception {
        hall.fault("kiosk-1", "cover-opens-mid-print", true);
        hall.act("kiosk", CHOOSE_HUKOU);
        hall.told("kiosk-1", "号票 A001 可能没有印好");
        await().until(() -> hall.face("kiosk-1").equals("打印机盖没有关好，暂停取号，请到服务台"));
        await().untilAsserted(() -> assertThat(raised()).contains("cover-open"));

        hall.fault("kiosk-1", "cover-opens-mid-print", false);
        awaitCleared("cover-open");
        printedAgain();
    }

    @Test
    void a_jammed_knife_is_told_by_its_name_and_nothing_is_issued() throws Exception {
        hall.fault("kiosk-1", "cutter", true);
        await().until(() -> hall.face("kiosk-1").equals("切刀卡住了，暂停取号，请到服务台"));
        hall.act("kiosk", CHOOSE_HUKOU);
        await().untilAsserted(() -> assertThat(raised()).contains("cutter"));

        hall.fault("kiosk-1", "cutter", false);
        awaitCleared("cutter");
        hall.act("kiosk", CHOOSE_HUKOU);
        hall.told("kiosk-1", "您的号码是 A001");
        assertThat(hall.hub.facts(TicketIssued.class)).hasSize(1);
    }

    @Test
    void a_cable_that_is_pulled_stops_issuing_until_it_is_plugged_in() throws Exception {
        hall.fault("kiosk-1", "cable-out", true);
        await().until(() -> hall.face("kiosk-1").equals("打印机故障，暂停取号，请到服务台"));
        hall.act("kiosk", CHOOSE_HUKOU);
        await().untilAsserted(() -> assertThat(raised()).contains("missing"));

        hall.fault("kiosk-1", "cable-out", false);
        awaitCleared("missing");
        await().until(() -> hall.face("kiosk-1").equals(CHOOSE));
        hall.act("kiosk", CHOOSE_HUKOU);
        hall.told("kiosk-1", "您的号码是 A001");
        assertThat(hall.hub.facts(TicketIssued.class)).hasSize(1);
        assertThat(hall.hub.facts(TicketVoided.class)).isEmpty();
    }

    @Test
    void paper_that_runs_low_is_a_fault_and_tickets_go_on() throws Exception {
        hall.fault("kiosk-1", "paper-low", true);
        await().untilAsserted(() -> assertThat(raised()).contains("paper-low"));
        assertThat(hall.face("kiosk-1")).isEqualTo(CHOOSE);

        hall.act("kiosk", CHOOSE_HUKOU);
        hall.told("kiosk-1", "您的号码是 A001");
    }

    @Test
    void a_test_page_shows_each_feature_once() throws Exception {
        CommandId order = new CommandId(UUID.randomUUID().toString());
        hall.hub.order(new TestPrint(order, ScriptedHub.now()));
        await().untilAsserted(() -> assertThat(hall.hub.replies)
                .anyMatch(reply -> reply.command().equals(order) && reply.step() == Reply.Step.DONE));

        assertThat(tickets().getFirst().number()).isEqualTo("测试");
        assertThat(tickets().getFirst().lines())
                .contains("测试打印，不是号票", "横线 72 毫米，两端都要看见", "靠右 right→")
                .noneMatch(line -> line.contains("㐀"));
    }

    @Test
    void a_printer_that_does_not_answer_keeps_no_finger_at_the_reader_from_its_answer() throws Exception {
        hall.fault("kiosk-1", "silent", true);
        hall.act("kiosk", CHOOSE_HUKOU);
        hall.act("finger", "{\"finger\":9}");

        hall.told("reader-1", "没有识别出来");
        await().until(() -> hall.face("kiosk-1").equals("打印机故障，暂停取号，请到服务台"));
        await().untilAsserted(() -> assertThat(raised()).contains("silent"));
        assertThat(hall.hub.facts(TicketIssued.class)).isEmpty();
    }

    private void printedAgain() {
        await().untilAsserted(() -> {
            hall.press("kiosk-1", "reprint");
            assertThat(hall.hub.facts(TicketPrinted.class))
                    .containsExactly(
                            new TicketPrinted(ticket(), TicketPrinted.Outcome.UNKNOWN),
                            new TicketPrinted(ticket(), TicketPrinted.Outcome.PRINTED));
        });
        assertThat(hall.hub.facts(TicketIssued.class)).hasSize(1);
        assertThat(tickets()).singleElement().satisfies(again -> {
            assertThat(again.number()).isEqualTo("A001");
            assertThat(again.lines()).contains("【补打】", "户籍办理");
        });
    }

    private void awaitCleared(String kind) {
        await().untilAsserted(() -> assertThat(hall.hub.facts(FaultCleared.class))
                .contains(new FaultCleared("kiosk-1/printer", kind, null)));
    }

    private List<String> raised() {
        return hall.hub.facts(FaultRaised.class).stream()
                .filter(fault -> fault.part().equals("kiosk-1/printer"))
                .map(FaultRaised::kind)
                .toList();
    }

    private void lease() {
        Lease own =
                new Lease(ScriptedHub.now().toLocalDate(), Hall.A, 1, 400, Objects.requireNonNull(hall.hub.journal));
        hall.configure(2, List.of(own), List.of());
    }

    private static TicketId ticket() {
        return new TicketId(ScriptedHub.now().toLocalDate(), Hall.A, 1);
    }

    private List<Hall.SeenTicket> tickets() {
        return Objects.requireNonNull(hall.look().station("kiosk-1").kiosk()).tickets();
    }

    private static BufferedImage logo() {
        BufferedImage image = new BufferedImage(80, 40, BufferedImage.TYPE_INT_RGB);
        Graphics2D drawing = image.createGraphics();
        drawing.setColor(Color.BLACK);
        drawing.fillOval(0, 0, 80, 40);
        drawing.dispose();
        return image;
    }
}
