package io.yizhan.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.protocol.SmallDisk;
import io.yizhan.protocol.fact.PunchUnknown;
import io.yizhan.protocol.fact.TicketIssued;
import io.yizhan.protocol.state.DeviceConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A terminal whose journal takes nothing more: nobody is told anything that is not on its disk. */
class FullDiskTest {

    private static final int DISK_MEGABYTES = 8;
    private static final String FULL = "本机存储已满，暂时不能办理，请联系管理员";

    @TempDir
    Path folder;

    private SmallDisk disk;
    private Hall hall;

    @BeforeEach
    void open() throws Exception {
        disk = SmallDisk.mount(folder.resolve("data"), DISK_MEGABYTES);
        hall = new Hall(folder, """
                [[kiosk]]
                id = "kiosk-1"
                printer = "simulated"
                keys = "simulated"
                [[reader]]
                id = "reader-1"
                sensor = "simulated"
                """);
        hall.offer();
        hall.configure(1, List.of(), List.of());
        await().until(() -> hall.hub.journal != null);
        hall.configure(
                2,
                List.of(new DeviceConfig.Lease(
                        ScriptedHub.now().toLocalDate(), Hall.A, 1, 400, Objects.requireNonNull(hall.hub.journal))),
                List.of());
    }

    @AfterEach
    void close() throws Exception {
        try {
            hall.close();
        } finally {
            disk.close();
        }
    }

    @Test
    void a_kiosk_stops_issuing_and_a_reader_refuses_aloud_and_both_go_on_with_room() throws Exception {
        disk.fill();

        hall.act("kiosk", "{\"service\":\"hukou\"}");
        hall.told("kiosk-1", FULL);
        hall.act("finger", "{\"finger\":9}");
        hall.told("reader-1", FULL);
        assertThat(hall.look().log()).noneMatch(line -> line.zh().contains("您的号码是"));
        await().untilAsserted(() -> assertThat(hall.look().log())
                .anyMatch(line -> line.how().equals("spoken") && line.zh().equals(FULL)));
        await().untilAsserted(() -> assertThat(hall.look().station("reader-1").faults())
                .anyMatch(fault -> fault.part().equals("journal") && fault.kind().equals("full")));
        assertThat(hall.hub.facts(TicketIssued.class)).isEmpty();
        assertThat(hall.hub.facts(PunchUnknown.class)).isEmpty();

        disk.free();

        hall.act("kiosk", "{\"service\":\"hukou\"}");
        hall.told("kiosk-1", "您的号码是 A001");
        await().untilAsserted(
                        () -> assertThat(hall.hub.facts(TicketIssued.class)).hasSize(1));
    }
}
