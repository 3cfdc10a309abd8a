package io.yizhan.hub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fingers through the whole house: sensor, terminal, broker, hub, and out again at other readers. */
class EnrolmentHouseTest {

    private static final String ANNA = "s0101";
    private static final int INDEX = 41;
    private static final int MIDDLE = 42;

    /** What is asked of us: from the confirmation of the enrolment to a punch at another reader. */
    private static final Duration ELSEWHERE_MAX = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private EnrolmentHouse house;
    private EnrolmentHouse.Reader east;
    private EnrolmentHouse.Reader west;

    @BeforeEach
    void two_readers() throws Exception {
        house = new EnrolmentHouse(folder);
        east = house.add("east");
        west = house.add("west");
        east.start();
        west.start();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void a_finger_that_was_enrolled_at_one_reader_punches_at_another_within_five_seconds() throws Exception {
        house.enrol(ANNA, east, INDEX);
        long confirmed = System.nanoTime();

        await().until(() -> house.stage(ANNA, west).equals("confirmed"));
        west.module.lay(INDEX);
        await().until(() -> house.journal(west).contains("punch"));

        Duration took = Duration.ofNanos(System.nanoTime() - confirmed);
        assertThat(took).isLessThan(ELSEWHERE_MAX);
        assertThat(house.get("/api/v1/punches")).contains("\"staff\":\"" + ANNA + "\"");
        assertThat(house.journal(west)).containsExactly("finger-enrolled", "punch");
    }

    @Test
    void a_reader_that_was_away_and_one_that_is_new_get_both_fingers_over_a_restart_of_the_hub() throws Exception {
        west.kill();
        house.enrol(ANNA, east, INDEX);
        house.enrol(ANNA, east, MIDDLE);
        house.stopHub();
        house.startHub();
        EnrolmentHouse.Reader north = house.add("north");

        west.start();
        north.start();

        await().until(() -> west.module.library().values().containsAll(List.of(INDEX, MIDDLE)));
        await().until(() -> north.module.library().values().containsAll(List.of(INDEX, MIDDLE)));
        await().until(() -> house.journal(north).equals(List.of("finger-enrolled", "finger-enrolled")));
    }

    @Test
    void a_finger_that_was_removed_while_a_reader_had_no_power_is_refused_there_from_the_first_touch()
            throws Exception {
        String enrolment = house.enrol(ANNA, east, INDEX);
        await().until(() -> house.stage(ANNA, west).equals("confirmed"));
        west.kill();

        house.post("/api/v1/enrolments/" + enrolment + "/remove", "");
        await().until(() -> house.stage(ANNA, east).equals("gone"));
        assertThat(house.stage(ANNA, west)).as("awaited").isEqualTo("deleting");
        west.module.lay(INDEX); // it lies there when the reader starts
        west.start();

        await().until(() -> house.journal(west).size() > 1);
        west.module.lift();
        await().until(() -> house.stage(ANNA, west).equals("gone"));
        assertThat(house.journal(west))
                .containsExactly("finger-enrolled", "punch-unknown stale-position", "finger-deleted");
        assertThat(west.module.library()).isEmpty();
        assertThat(house.get("/api/v1/punches")).doesNotContain(ANNA);
    }

    @Test
    void a_finger_that_was_removed_while_a_sensor_was_unplugged_is_refused_there_from_the_first_touch()
            throws Exception {
        String enrolment = house.enrol(ANNA, east, INDEX);
        await().until(() -> house.stage(ANNA, west).equals("confirmed"));
        west.unplug();

        house.post("/api/v1/enrolments/" + enrolment + "/remove", "");
        await().until(() -> house.stage(ANNA, east).equals("gone"));
        west.module.lay(INDEX);
        west.plug();

        await().atMost(Duration.ofSeconds(30)).until(() -> house.journal(west).size() > 1);
        west.module.lift();
        await().until(() -> house.stage(ANNA, west).equals("gone"));
        assertThat(house.journal(west))
                .containsExactly("finger-enrolled", "punch-unknown stale-position", "finger-deleted");
        assertThat(west.module.library()).isEmpty();
    }

    @Test
    void pins_are_brought_to_a_reader_with_a_number_pad_and_to_none_without() throws Exception {
        EnrolmentHouse.Reader north = house.add("north", "pad = \"simulated\"");

        north.start();

        int people = house.get("/api/v1/staff").split("\"staff\":", -1).length - 1;
        assertThat(people).isPositive();
        await().until(() -> house.journal(north).size() == people);
        assertThat(house.journal(north)).containsOnly("command-done");
        assertThat(house.journal(east)).isEmpty();
        assertThat(house.journal(west)).isEmpty();
    }

    @Test
    void a_template_rests_readable_in_no_file_of_the_hall_or_of_a_terminal() throws Exception {
        house.enrol(ANNA, east, INDEX);
        await().until(() -> house.stage(ANNA, west).equals("confirmed"));
        byte[] template = new byte[1_536]; // as the simulated sensor makes it, but for its first and last bytes
        new Random(INDEX).nextBytes(template);
        byte[] part = Arrays.copyOfRange(template, 48, 144);
        String text = Base64.getEncoder().encodeToString(part);

        for (Path file : house.files()) {
            assertThat(Files.readString(file, ISO_8859_1))
                    .as(file.toString())
                    .doesNotContain(text)
                    .doesNotContain(new String(part, ISO_8859_1));
        }
    }
}
