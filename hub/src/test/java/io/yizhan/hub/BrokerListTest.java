package io.yizhan.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.yizhan.protocol.SmallDisk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker's access list while devices come and go: whole at every moment, and open only for who is in the hall. */
class BrokerListTest {

    /** So many bytes of a file find room on a full disk: a page that is begun is the file's own to its end. */
    private static final int PAGE_BYTES = 4096;

    private final Commands hub = new Commands();

    @TempDir
    private Path folder;

    private SmallDisk disk;
    private Path hall;

    @BeforeEach
    void a_hall_with_a_reader() throws Exception {
        disk = SmallDisk.mount(folder.resolve("disk"), 1);
        hall = folder.resolve("disk/hall");
        assertThat(hub.give("init", "--data", hall.toString(), "--hall", "east"))
                .isZero();
        assertThat(add()).isZero();
    }

    @AfterEach
    void end() throws Exception {
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void a_name_that_was_removed_stays_shut_out_when_the_hub_takes_no_device_of_it() throws Exception {
        remove();
        String refusing = list();
        hub.refuse();

        assertThat(add()).isEqualTo(1);

        assertThat(list()).isEqualTo(refusing);
        assertThat(hall.toFile().list()).doesNotContain("mosquitto.acl.part");
    }

    @Test
    void and_when_there_is_no_room_for_its_certificate_and_the_same_command_lets_it_in_later() throws Exception {
        String before = list();
        remove();
        String refusing = list();
        disk.fill();

        assertThat(add()).isEqualTo(1);

        assertThat(hub.complained()).contains("Nothing was left behind: give the command again then");
        assertThat(list()).isEqualTo(refusing);
        disk.free();
        assertThat(add()).isZero();
        assertThat(list()).isEqualTo(before);
    }

    @Test
    void a_list_that_cannot_be_replaced_is_said_with_the_lines_to_take_out_though_the_device_is_in_the_hall()
            throws Exception {
        remove();
        hub.told.clear();
        bindToItself(); // no other file takes the place of a mounted one
        try {
            assertThat(add()).isEqualTo(1);
        } finally {
            unmount();
        }

        assertThat(hub.told).singleElement().asString().startsWith("pi-1 ");
        assertThat(hub.complained())
                .contains("The device is in the hall and its bundle is made", "Take these lines out of the file")
                .contains("topic deny yizhan/1/east/pi-1/#")
                .doesNotContain("Nothing was left behind");
        assertThat(hall.resolve("devices/pi-1/device.key")).exists();
    }

    @Test
    void without_room_a_removal_leaves_the_list_as_it_was_and_names_the_lines_that_are_missing() throws Exception {
        String list = list();
        int room = PAGE_BYTES - list.getBytes(StandardCharsets.UTF_8).length;
        String filled = list + "#".repeat(room - 41) + "\n"; // 40 bytes are left, for a part of the lines
        Files.writeString(acl(), filled);
        disk.fill();

        assertThat(remove()).isEqualTo(1);

        assertThat(hub.complained())
                .contains("The device is out of the hall, but " + acl() + " could not be written")
                .contains("topic deny yizhan/1/east/pi-1/#");
        assertThat(list()).isEqualTo(filled);
        assertThat(hall.toFile().list()).doesNotContain("mosquitto.acl.part");
    }

    @Test
    void who_reads_the_list_while_it_changes_reads_the_whole_old_one() throws Exception {
        String before = list();
        try (InputStream reading = Files.newInputStream(acl())) {
            remove();
            assertThat(text(reading)).isEqualTo(before);
        }
        String refusing = list();
        try (InputStream reading = Files.newInputStream(acl())) {
            add();
            assertThat(text(reading)).isEqualTo(refusing);
        }
    }

    @Test
    void it_stays_the_broker_s_with_its_mode_also_behind_a_link() throws Exception {
        Path elsewhere = hall.resolve("elsewhere.acl");
        Files.move(acl(), elsewhere);
        Files.createSymbolicLink(acl(), elsewhere);
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("r--r-----"));
        Files.setOwner(
                elsewhere,
                elsewhere.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        var was = Files.readAttributes(elsewhere, PosixFileAttributes.class);

        remove();

        var now = Files.readAttributes(elsewhere, PosixFileAttributes.class);
        assertThat(now.owner()).isEqualTo(was.owner());
        assertThat(now.group()).isEqualTo(was.group());
        assertThat(now.permissions()).isEqualTo(was.permissions());
        assertThat(acl()).isSymbolicLink();
        assertThat(list()).contains("user pi-1\n");
    }

    @Test
    void what_a_command_left_that_was_ended_in_the_middle_is_in_nobody_s_way() throws Exception {
        Files.writeString(hall.resolve("mosquitto.acl.part"), "user pi");

        assertThat(remove()).as(hub.complained()).isZero();

        assertThat(list()).contains("user hub", "topic deny yizhan/1/east/pi-1/#");
        assertThat(hall.toFile().list()).doesNotContain("mosquitto.acl.part");
    }

    private int add() {
        return hub.give("device", "add", "pi-1", "--stations", "reader", "--data", hall.toString());
    }

    /** Its bundle goes out of the way, as an admin is asked to see to. */
    private int remove() throws IOException {
        int code = hub.give("device", "remove", "pi-1", "--reason", "sold", "--data", hall.toString());
        if (code == 0) {
            Files.move(hall.resolve("devices/pi-1"), hall.resolve("old"));
        }
        return code;
    }

    private Path acl() {
        return hall.resolve("mosquitto.acl");
    }

    private String list() throws IOException {
        return Files.readString(acl());
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private void bindToItself() throws Exception {
        Process mount = new ProcessBuilder("mount", "--bind", acl().toString(), acl().toString()).start();
        assumeTrue(mount.waitFor() == 0, "only root binds a file to its own place");
    }

    private void unmount() throws Exception {
        assertThat(new ProcessBuilder("umount", acl().toString()).start().waitFor())
                .isZero();
    }
}
