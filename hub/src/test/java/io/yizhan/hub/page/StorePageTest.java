package io.yizhan.hub.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yizhan.hub.devices.DeviceAdded;
import io.yizhan.hub.store.StoreException;
import io.yizhan.hub.store.StoreTrouble;
import io.yizhan.protocol.SmallDisk;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.state.DeviceStatus;
import io.yizhan.protocol.state.StationConfig;
import io.yizhan.protocol.state.StationKind;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages say while the hub's disk, or a terminal's, takes nothing. */
class StorePageTest {

    private static final int DISK_MEGABYTES = 4;
    private static final int BYTES_AT_A_TIME = 20_000;

    @TempDir
    Path folder;

    private SmallDisk disk;
    private PaperHall hall;
    private Browserless anna;

    @BeforeEach
    void open() throws Exception {
        disk = SmallDisk.mount(folder.resolve("disk"), DISK_MEGABYTES);
        hall = new PaperHall(folder.resolve("disk"));
        anna = hall.as(PaperHall.ADMIN);
    }

    @AfterEach
    void close() throws Exception {
        if (hall != null) {
            anna.close();
            hall.close();
        }
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void a_full_disk_stands_on_every_page_with_what_to_do_until_there_is_room() throws Exception {
        assertThat(anna.get("/").body()).doesNotContain("中枢的磁盘满了");
        fill();

        for (String page : List.of("/", "/devices", "/counters", "/punches")) {
            assertThat(anna.get(page).body())
                    .as(page)
                    .containsOnlyOnce("<strong class=\"badge bad\">中枢的磁盘满了")
                    .contains("请马上清理中枢的磁盘", "腾出空间后，中枢自动恢复并补收");
        }
        HttpResponse<String> signIn = anna.signIn(PaperHall.ADMIN, PaperHall.PASSWORD);
        assertThat(signIn.statusCode()).isEqualTo(507);
        assertThat(signIn.body()).contains("没有丢失记录");

        disk.free();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(anna.get("/").body()).doesNotContain("中枢的磁盘满了"));
    }

    @Test
    void a_database_that_was_taken_away_stands_on_every_page_with_what_to_do() throws Exception {
        Files.move(folder.resolve("disk/hub.db"), folder.resolve("disk/away.db"));
        assertThatThrownBy(() -> write(1)).isInstanceOf(StoreException.class);

        assertThat(anna.get("/").body()).contains("中枢的数据库被移走或替换了", "把 hub.db 放回原处");
        assertThat(anna.get("/devices").body()).containsOnlyOnce("中枢的数据库被移走或替换了");
    }

    @Test
    void a_database_that_was_written_over_shows_no_records_and_says_how_to_bring_the_hall_back() throws Exception {
        byte[] garbage = new byte[40 * 4096];
        new Random(11).nextBytes(garbage);
        try (FileChannel file = FileChannel.open(folder.resolve("disk/hub.db"), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(garbage));
        }
        assertThatThrownBy(() -> write(1)).isInstanceOf(StoreException.class);

        for (String page : List.of("/", "/devices", "/sign-in")) {
            HttpResponse<String> answer = anna.get(page, "Accept", "text/html");
            assertThat(answer.body()).as(page).contains("中枢的数据库损坏了", "scripts/hub restore");
        }
        assertThat(anna.get("/", "Accept", "text/html").statusCode()).isEqualTo(503);
    }

    @Test
    void a_terminals_full_card_is_on_the_pages_though_its_journal_cannot_tell_it() throws Exception {
        hall.decide(new DeviceAdded(
                new DeviceId("pi-1"), List.of(new StationConfig.Reader(new StationId("reader-1"))), "f".repeat(64)));
        hall.online("pi-1", reader(List.of()));
        assertThat(anna.get("/").body()).doesNotContain("存满了");

        hall.online(
                "pi-1",
                reader(List.of(new DeviceStatus.Fault(
                        "journal",
                        "full",
                        hall.clock.now().atZone(PaperHall.ZONE).toOffsetDateTime()))));

        assertThat(anna.get("/").body()).contains("存满了", "之前它不打卡、不发号、不叫号");
        assertThat(anna.get("/devices").body()).contains("存满了");
    }

    private static DeviceStatus.StationStatus reader(List<DeviceStatus.Fault> faults) {
        return new DeviceStatus.StationStatus(
                StationKind.READER,
                new StationId("reader-1"),
                faults.isEmpty() ? DeviceStatus.Condition.READY : DeviceStatus.Condition.FAULT,
                faults,
                null,
                null);
    }

    /** What the log has room for already, the database still takes. */
    private void fill() throws Exception {
        write(0);
        disk.fill();
        await().until(() -> {
            try {
                write(1);
            } catch (StoreException full) {
                return hall.database.trouble().filter(StoreTrouble.FULL::equals).isPresent();
            }
            return false;
        });
    }

    private void write(int how) {
        hall.database.writeAndWait(tx -> {
            tx.update("CREATE TABLE IF NOT EXISTS filling (bytes BLOB)");
            return how == 0 ? 0 : tx.update("INSERT INTO filling VALUES (zeroblob(?))", BYTES_AT_A_TIME);
        });
    }
}
