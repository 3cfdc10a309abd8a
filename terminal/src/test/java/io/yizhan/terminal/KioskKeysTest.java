package io.yizhan.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.protocol.fact.TicketIssued;
import io.yizhan.protocol.fact.TicketPrinted;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.state.DeviceConfig.Lease;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that are pressed while a printer takes its time: a ticket of this one takes some seconds. */
class KioskKeysTest {

    private static final String CHOOSE = "请选择要办理的事项";
    private static final String PRINTING = "正在打印号票，请稍候";

    @TempDir
    Path folder;

    private Hall hall;

    @BeforeEach
    void open() throws Exception {
        hall = new Hall(folder, "[[kiosk]]\nid = \"kiosk-1\"\nprinter = \"simulated\"\nkeys = \"simulated\"", """
            [panel]
            port = 0
            [simulated]
            pace = 5.0
            """);
        hall.offer();
        hall.configure(1, List.of(), List.of());
        await().until(() -> hall.hub.journal != null);
        hall.configure(
                2,
                List.of(new Lease(
                        ScriptedHub.now().toLocalDate(), Hall.A, 1, 400, Objects.requireNonNull(hall.hub.journal))),
                List.of());
        await().until(() -> hall.face("kiosk-1").equals(CHOOSE));
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void who_presses_again_while_the_ticket_is_printed_gets_one_and_the_next_person_the_next() throws Exception {
        hall.press("kiosk-1", "service-1");
        hall.told("kiosk-1", PRINTING);
        hall.press("kiosk-1", "service-1", "service-2", "reprint");
        assertThat(hall.face("kiosk-1")).isEqualTo(PRINTING);
        hall.told("kiosk-1", "您的号码是 A001");

        hall.press("kiosk-1", "service-1");
        await().until(() -> hall.hub.facts(TicketPrinted.class).size() == 2);

        assertThat(hall.hub.facts(TicketIssued.class))
                .extracting(TicketIssued::ticket)
                .containsExactly(ticket(1), ticket(2));
        hall.told("kiosk-1", "您的号码是 A002");
        assertThat(hall.look().log()).noneMatch(line -> line.zh().contains("没有需要补打"));
    }

    @Test
    void who_presses_after_the_answer_is_answered_also_where_that_was_a_refusal() throws Exception {
        hall.fault("kiosk-1", "paper-out", true);
        hall.press("kiosk-1", "service-1");
        hall.told("kiosk-1", "打印纸用完了，暂停取号，请到服务台");
        hall.fault("kiosk-1", "paper-out", false);

        hall.press("kiosk-1", "service-1");

        hall.told("kiosk-1", "您的号码是 A001");
    }

    private static TicketId ticket(int number) {
        return new TicketId(ScriptedHub.now().toLocalDate(), Hall.A, number);
    }
}
