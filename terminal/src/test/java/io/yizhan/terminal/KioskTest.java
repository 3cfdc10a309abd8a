package io.yizhan.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.protocol.clock.LinuxClock;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.command.TestPrint;
import io.yizhan.protocol.fact.FaultCleared;
import io.yizhan.protocol.fact.FaultRaised;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.fact.TicketIssued;
import io.yizhan.protocol.fact.TicketPrinted;
import io.yizhan.protocol.fact.TicketVoided;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.state.DeviceConfig.Lease;
import io.yizhan.protocol.state.QueueState;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.journal.Note;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KioskTest {

    private static final String CHOOSE_HUKOU = "{\"service\":\"hukou\"}";

    @TempDir
    Path folder;

    private Hall hall;

    @BeforeEach
    void open() throws Exception {
        hall = new Hall(folder, "[[kiosk]]\nid = \"kiosk-1\"\nprinter = \"simulated\"\nkeys = \"simulated\"");
        hall.offer();
        hall.configure(1, List.of(), List.of());
        await().until(() -> hall.face("kiosk-1").equals("请选择要办理的事项"));
        await().until(() -> hall.hub.journal != null);
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void a_ticket_is_issued_from_the_lease_printed_and_told() throws Exception {
        hall.hub.queue(new QueueState(
                ScriptedHub.now(),
                List.of(new QueueState.Series(Hall.A, 2, List.of(480, 900), List.of(waiting(21), waiting(22))))));
        lease(23, 400);

        hall.act("kiosk", "{\"service\":\"hukou\",\"priority\":\"elderly\"}");
        hall.told("kiosk-1", "您的号码是 A023，前面还有 2 人，请取票");

        hall.awaitFacts(
                new TicketIssued(ticket(23), Hall.HUKOU, Priority.ELDERLY, null, 2),
                new TicketPrinted(ticket(23), TicketPrinted.Outcome.PRINTED));
        Hall.SeenTicket paper = tickets().getFirst();
        assertThat(paper.number()).isEqualTo("A023");
        assertThat(paper.lines())
                .contains("东平县政务服务大厅", "户籍办理", "前面还有 2 人", "预计等候", "8–15 分钟")
                .noneMatch(line -> line.contains("补打"));
        assertThat(paper.lines()).containsSequence("户籍办理", "请带 身份证、户口簿");
        BufferedImage picture =
                ImageIO.read(new ByteArrayInputStream(hall.get(paper.url()).body()));
        assertThat(picture.getWidth()).isEqualTo(384);
    }

    @Test
    void a_key_stands_for_the_service_at_its_place_and_the_next_ticket_counts_the_one_before() throws Exception {
        lease(1, 400);

        hall.press("kiosk-1", "service-1");
        hall.told("kiosk-1", "您的号码是 A001，前面还有 0 人");
        hall.press("kiosk-1", "service-1");
        hall.told("kiosk-1", "您的号码是 A002，前面还有 1 人");
    }

    @Test
    void a_key_without_a_service_and_a_closed_service_are_refused_in_words() throws Exception {
        lease(1, 400);

        hall.press("kiosk-1", "service-8");
        hall.told("kiosk-1", "这个按键没有对应的事项");
        hall.press("kiosk-1", "service-3");
        hall.told("kiosk-1", "档案查询现在不受理");

        assertThat(hall.hub.facts(TicketIssued.class)).isEmpty();
    }

    @Test
    void without_a_lease_it_says_so_and_nothing_is_issued() throws Exception {
        hall.act("kiosk", CHOOSE_HUKOU);

        hall.told("kiosk-1", "本机今天没有可用的号码，请到服务台取号");
        await().untilAsserted(() -> assertThat(hall.hub.facts(FaultRaised.class))
                .anyMatch(fault ->
                        fault.part().equals("kiosk-1/numbers A") && fault.kind().equals("no-lease")));
        assertThat(hall.hub.facts(TicketIssued.class)).isEmpty();
    }

    @Test
    void a_lease_of_another_journal_or_one_that_is_used_up_gives_no_number() throws Exception {
        Lease foreign = new Lease(
                ScriptedHub.now().toLocalDate(), Hall.A, 1, 400, new JournalId("00000000-0000-7000-8000-000000000009"));
        hall.configure(2, List.of(foreign, ownLease(7, 7)), List.of());

        hall.act("kiosk", CHOOSE_HUKOU);
        hall.told("kiosk-1", "您的号码是 A007");
        hall.act("kiosk", CHOOSE_HUKOU);
        hall.told("kiosk-1", "本机今天没有可用的号码");

        assertThat(hall.hub.facts(TicketIssued.class))
                .extracting(TicketIssued::ticket)
                .containsExactly(ticket(7));
    }

    @Test
    void out_of_paper_no_ticket_counts_and_a_new_roll_goes_on() throws Exception {
        lease(1, 400);
        hall.fault("kiosk-1", "paper-out", true);

        hall.act("kiosk", CHOOSE_HUKOU);
        hall.told("kiosk-1", "打印纸用完了，暂停取号，请到服务台");
        await().untilAsserted(() -> assertThat(hall.hub.facts(FaultRaised.class))
                .anyMatch(fault ->
                        fault.part().equals("kiosk-1/printer") && fault.kind().equals("paper-out")));
        assertThat(hall.hub.facts(TicketIssued.class)).isEmpty();

        hall.fault("kiosk-1", "paper-out", false);
        await().untilAsserted(() -> assertThat(hall.hub.facts(FaultCleared.class))
                .contains(new FaultCleared("kiosk-1/printer", "paper-out", null)));
        hall.act("kiosk", CHOOSE_HUKOU);
        hall.told("kiosk-1", "您的号码是 A001");
    }

    @Test
    void a_printer_whose_plug_is_pulled_mid_print_leaves_an_unknown_ticket_that_is_printed_again_marked()
            throws Exception {
        lease(1, 400);
        hall.fault("kiosk-1", "pulled-mid-print", true);

        hall.act("kiosk", CHOOSE_HUKOU);
        hall.told("kiosk-1", "号票 A001 可能没有印好，号码有效；没拿到请按“补打”");
        await().untilAsserted(() -> assertThat(hall.hub.facts(TicketPrinted.class))
                .containsExactly(new TicketPrinted(ticket(1), TicketPrinted.Outcome.UNKNOWN)));

        hall.fault("kiosk-1", "pulled-mid-print", false);
        await().untilAsserted(() -> {
            hall.press("kiosk-1", "reprint");
            assertThat(hall.hub.facts(TicketPrinted.class))
                    .contains(new TicketPrinted(ticket(1), TicketPrinted.Outcome.PRINTED));
        });
        assertThat(tickets().getFirst().number()).isEqualTo("A001");
        assertThat(tickets().getFirst().lines()).contains("【补打】");
        assertThat(hall.hub.facts(TicketIssued.class)).hasSize(1);
        assertThat(hall.hub.facts(TicketVoided.class)).isEmpty();
    }

    @Test
    void nothing_is_printed_again_when_every_ticket_came_out() throws Exception {
        lease(1, 400);
        hall.act("kiosk", CHOOSE_HUKOU);
        hall.told("kiosk-1", "您的号码是 A001");

        hall.press("kiosk-1", "reprint");
        hall.told("kiosk-1", "没有需要补打的号票");
    }

    @Test
    void numbers_go_on_after_a_restart() throws Exception {
        lease(1, 400);
        hall.act("kiosk", CHOOSE_HUKOU);
        hall.told("kiosk-1", "您的号码是 A001");

        hall.stopTerminal();
        hall.startTerminal();
        await().until(() -> hall.face("kiosk-1").equals("请选择要办理的事项"));
        hall.act("kiosk", CHOOSE_HUKOU);
        hall.told("kiosk-1", "您的号码是 A002");
    }

    @Test
    void a_card_put_back_to_an_older_image_gives_no_number_twice_while_the_hub_is_on_its_way() throws Exception {
        lease(1, 400);
        hall.stopTerminal();
        Path card = folder.resolve("data/journal.db");
        byte[] image = Files.readAllBytes(card);
        hall.startTerminal();
        await().until(() -> hall.face("kiosk-1").equals("请选择要办理的事项"));
        hall.act("kiosk", CHOOSE_HUKOU);
        hall.told("kiosk-1", "您的号码是 A001");
        await().until(() -> !hall.hub.facts(TicketPrinted.class).isEmpty());
        JournalId before = hall.hub.journal;
        hall.stopTerminal();
        Files.write(card, image);

        hall.broker.kill();
        hall.startTerminal();
        hall.act("kiosk", CHOOSE_HUKOU);
        hall.told("kiosk-1", "正在与中枢核对号码");
        hall.broker.start();
        await().until(() -> !Objects.equals(before, hall.hub.journal));
        hall.act("kiosk", CHOOSE_HUKOU);
        hall.told("kiosk-1", "本机今天没有可用的号码");

        assertThat(hall.hub.facts(TicketIssued.class))
                .extracting(TicketIssued::ticket)
                .containsExactly(ticket(1));
    }

    @Test
    void a_ticket_that_a_crash_left_without_an_outcome_becomes_unknown_and_its_number_is_not_given_again()
            throws Exception {
        lease(1, 400);
        hall.stopTerminal();
        issueAndCrash(ticket(5));
        hall.startTerminal();

        hall.told("kiosk-1", "号票 A005 可能没有印好，号码有效");
        await().untilAsserted(() -> assertThat(hall.hub.facts(TicketPrinted.class))
                .containsExactly(new TicketPrinted(ticket(5), TicketPrinted.Outcome.UNKNOWN)));
        hall.act("kiosk", CHOOSE_HUKOU);
        hall.told("kiosk-1", "您的号码是 A006");
    }

    /** What stands on the disk when the power goes between the entry and the paper. */
    private void issueAndCrash(TicketId ticket) throws Exception {
        HallClock clock = new HallClock(new LinuxClock(LinuxClock.BOOT_ID, false), ScriptedHub.ZONE);
        try (Journal journal = Journal.open(folder.resolve("data/journal.db"), "0000000000000001", clock)) {
            journal.append(
                    new TicketIssued(ticket, Hall.HUKOU, Priority.NONE, null, 0),
                    new Note("kiosk/last/" + ticket.day() + "/A", Integer.toString(ticket.number())),
                    new Note("kiosk/pending", """
                        {"ticket":"%s","service":"hukou","ahead":0,"at":"%s"}\
                        """.formatted(ticket, ScriptedHub.now())));
        }
    }

    @Test
    void a_test_print_comes_out_and_is_done_or_fails_without_paper() throws Exception {
        CommandId good = new CommandId(UUID.randomUUID().toString());
        hall.hub.order(new TestPrint(good, ScriptedHub.now()));
        await().untilAsserted(() -> assertThat(hall.hub.replies)
                .anyMatch(reply -> reply.command().equals(good) && reply.step() == Reply.Step.DONE));

        hall.fault("kiosk-1", "cover-open", true);
        CommandId bad = new CommandId(UUID.randomUUID().toString());
        hall.hub.order(new TestPrint(bad, ScriptedHub.now()));
        await().untilAsserted(() -> assertThat(hall.hub.replies)
                .anyMatch(reply -> reply.command().equals(bad) && reply.step() == Reply.Step.FAILED));
    }

    private void lease(int from, int to) {
        hall.configure(2, List.of(ownLease(from, to)), List.of());
    }

    private Lease ownLease(int from, int to) {
        return new Lease(ScriptedHub.now().toLocalDate(), Hall.A, from, to, Objects.requireNonNull(hall.hub.journal));
    }

    private static TicketId ticket(int number) {
        return new TicketId(ScriptedHub.now().toLocalDate(), new SeriesId("A"), number);
    }

    private static QueueState.Waiting waiting(int number) {
        return new QueueState.Waiting(ticket(number), new CounterId("3"));
    }

    private List<Hall.SeenTicket> tickets() {
        return Objects.requireNonNull(hall.look().station("kiosk-1").kiosk()).tickets();
    }
}
