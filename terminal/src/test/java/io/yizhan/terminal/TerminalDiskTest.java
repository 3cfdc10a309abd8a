package io.yizhan.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.protocol.FrozenFolder;
import io.yizhan.protocol.SmallDisk;
import io.yizhan.protocol.fact.FaultCleared;
import io.yizhan.protocol.fact.FaultRaised;
import io.yizhan.protocol.fact.PunchUnknown;
import io.yizhan.protocol.fact.TicketIssued;
import io.yizhan.protocol.fact.TicketPrinted;
import io.yizhan.protocol.state.DeviceConfig.Lease;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole terminal whose card is full, read-only or spoilt: people are told in words, and it goes on by itself. */
class TerminalDiskTest {

    private static final String STATIONS = """
            [[reader]]
            id = "reader-1"
            sensor = "simulated"
            [[kiosk]]
            id = "kiosk-1"
            printer = "simulated"
            keys = "simulated"
            """;

    private static final String CHOOSE_HUKOU = "{\"service\":\"hukou\"}";
    private static final int FINGER = 9;
    private static final int DISK_MEGABYTES = 8;
    private static final Duration GOES_ON_WITHIN = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void on_a_full_card_no_punch_is_thanked_for_and_no_ticket_given_until_there_is_room() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("data"), DISK_MEGABYTES);
                Hall hall = started()) {
            disk.fill();

            refusesAtTheReader(hall, "本机存储已满，打卡没有记下，请到其他考勤机打卡");
            hall.act("kiosk", CHOOSE_HUKOU);
            hall.told("kiosk-1", "本机存储已满，暂停取号，请到服务台取号");
            await().until(() -> faults(hall, "kiosk-1").equals(List.of("journal full")));
            int punches = hall.hub.facts(PunchUnknown.class).size();
            assertThat(hall.look().station("kiosk-1").kiosk())
                    .satisfies(kiosk -> assertThat(kiosk.tickets()).isEmpty());
            assertThat(hall.hub.facts(TicketIssued.class)).isEmpty();

            disk.free();
            await().atMost(GOES_ON_WITHIN).until(() -> hall.face("kiosk-1").equals("请选择要办理的事项"));
            await().atMost(GOES_ON_WITHIN).until(() -> hall.face("reader-1").equals("请把手指平放在指纹窗上"));
            assertThat(faults(hall, "reader-1")).isEmpty();
            hall.act("kiosk", CHOOSE_HUKOU);
            hall.told("kiosk-1", "您的号码是 A001");
            await().untilAsserted(() ->
                    assertThat(hall.hub.facts(TicketPrinted.class)).hasSize(1));
            assertThat(hall.hub.facts(PunchUnknown.class)).hasSize(punches);
            await().untilAsserted(() -> assertThat(hall.hub.facts(FaultRaised.class))
                    .anyMatch(fault -> fault.part().equals("reader-1/journal")
                            && fault.kind().equals("full")
                            && String.valueOf(fault.detail()).startsWith("since ")));
            assertThat(hall.hub.facts(FaultCleared.class))
                    .anyMatch(fault -> fault.part().equals("reader-1/journal"));
        }
    }

    @Test
    void on_a_card_made_read_only_people_are_told_so_and_it_goes_on_when_it_can_be_written() throws Exception {
        try (Hall hall = started()) {
            try (FrozenFolder _ = FrozenFolder.freeze(folder.resolve("data"))) {
                refusesAtTheReader(hall, "本机存储无法写入，打卡没有记下");
                await().until(() -> hall.face("kiosk-1").equals("本机存储无法写入，暂停取号，请到服务台取号"));
                assertThat(faults(hall, "reader-1")).containsExactly("journal read-only");
            }
            await().atMost(GOES_ON_WITHIN).until(() -> hall.face("reader-1").equals("请把手指平放在指纹窗上"));
            int before = hall.hub.facts(PunchUnknown.class).size();
            lay(hall);
            await().until(() -> hall.hub.facts(PunchUnknown.class).size() == before + 1);
        }
    }

    @Test
    void garbage_over_its_journal_is_set_aside_and_the_next_person_is_served() throws Exception {
        try (Hall hall = started()) {
            lay(hall);
            await().until(() -> hall.hub.facts(PunchUnknown.class).size() == 1);
            byte[] garbage = new byte[16 * 4096];
            new Random(5).nextBytes(garbage);
            var journal = Objects.requireNonNull(hall.hub.journal);
            try (var file = Files.newByteChannel(folder.resolve("data/journal.db"), StandardOpenOption.WRITE)) {
                file.write(ByteBuffer.wrap(garbage));
            }

            lay(hall);
            hall.told("reader-1", "没有识别出来");
            await().untilAsserted(() -> assertThat(hall.hub.facts(FaultRaised.class))
                    .anyMatch(fault -> fault.kind().equals("set-aside")));
            await().until(() -> !journal.equals(hall.hub.journal));
            assertThat(folder.resolve("data/journal.db.aside-1")).exists();
            lay(hall);
            await().until(() -> hall.hub.facts(PunchUnknown.class).size() >= 3);
        }
    }

    @Test
    void it_starts_on_a_full_card_and_tells_people_and_its_start_is_recorded_when_there_is_room() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("data"), DISK_MEGABYTES);
                Hall hall = started()) {
            hall.stopTerminal();
            disk.fill();
            hall.startTerminal();

            await().atMost(GOES_ON_WITHIN).until(() -> hall.face("kiosk-1").equals("本机存储已满，暂停取号，请到服务台取号"));
            disk.free();
            await().atMost(GOES_ON_WITHIN).until(() -> hall.face("kiosk-1").equals("请选择要办理的事项"));
        }
    }

    private Hall started() throws Exception {
        Hall hall = new Hall(folder, STATIONS);
        hall.offer();
        await().until(() -> hall.hub.journal != null);
        Lease lease =
                new Lease(ScriptedHub.now().toLocalDate(), Hall.A, 1, 400, Objects.requireNonNull(hall.hub.journal));
        hall.configure(1, List.of(lease), List.of());
        await().until(() -> hall.face("kiosk-1").equals("请选择要办理的事项"));
        return hall;
    }

    /** What the log has room for already may still be taken; then nobody is told that it was. */
    private static void refusesAtTheReader(Hall hall, String words) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            lay(hall);
            return hall.look().log().stream()
                    .anyMatch(line -> line.spot().equals("reader-1")
                            && line.how().equals("face")
                            && line.zh().startsWith(words));
        });
        assertThat(hall.look().log())
                .anyMatch(line -> line.how().equals("spoken") && line.zh().startsWith(words));
    }

    private static void lay(Hall hall) throws Exception {
        hall.act("finger", "{\"finger\":" + FINGER + "}");
        await().during(Duration.ofMillis(300)).until(() -> true);
        hall.act("lift", "{}");
    }

    private static List<String> faults(Hall hall, String station) {
        return hall.look().station(station).faults().stream()
                .map(fault -> fault.part() + " " + fault.kind())
                .toList();
    }
}
