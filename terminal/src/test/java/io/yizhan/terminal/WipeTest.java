package io.yizhan.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hardware.simulated.SimulatedFingerprintModule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A sensor leaves the hall: on a simulated module behind a pseudo terminal, which keeps its library in a file. */
class WipeTest {

    private static final String READER = """
        [[reader]]
        id = "reader-1"
        sensor = "simulated"
        """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void a_sensor_that_knows_200_fingers() throws IOException {
        sensor().fill();
    }

    @Test
    void who_says_yes_empties_the_sensor_and_is_told_what_is_left() throws Exception {
        assertThat(wipe(READER, "y\n")).as(err.toString()).isZero();

        assertThat(out.toString()).contains("Delete all 200 templates?", "0 templates are left");
        assertThat(sensor().library()).isEmpty();
    }

    @Test
    void without_a_yes_nothing_is_deleted() throws Exception {
        assertThat(wipe(READER, "n\n")).isEqualTo(1);
        assertThat(wipe(READER, "")).as("nobody is there").isEqualTo(1);

        assertThat(err.toString()).contains("nothing was deleted");
        assertThat(sensor().library()).hasSize(200);
    }

    @Test
    void a_sensor_with_another_password_keeps_what_it_has_and_says_why() throws Exception {
        sensor().protect(0x1234);

        assertThat(wipe(READER, "y\n")).isEqualTo(1);

        assertThat(err.toString()).contains("refused the password of the settings");
        assertThat(out.toString()).isEmpty();
        assertThat(sensor().library()).hasSize(200);
    }

    @Test
    void a_sensor_that_is_not_there_is_named() throws Exception {
        assertThat(wipe(READER.replace("simulated", "/dev/ttyNONE"), "y\n")).isEqualTo(1);

        assertThat(err.toString()).contains("no serial device at /dev/ttyNONE");
    }

    @Test
    void a_terminal_without_a_reader_has_nothing_to_wipe() throws Exception {
        assertThat(wipe("[[kiosk]]\nid = \"k\"\nprinter = \"simulated\"\nkeys = \"none\"\n", "y\n"))
                .isEqualTo(1);

        assertThat(err.toString()).contains("names no reader");
    }

    private int wipe(String stations, String answer) throws IOException {
        Path settings = Files.writeString(
                folder.resolve("terminal.toml"), SettingsFile.HEAD + "[simulated]\npace = 0.02\n" + stations);
        return new CommandLine(new WipeCommand(new ByteArrayInputStream(answer.getBytes(UTF_8))))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(settings.toString());
    }

    /** As it comes up with what stands in its flash. */
    private SimulatedFingerprintModule sensor() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        return SimulatedFingerprintModule.keptIn(folder.resolve("data/reader-1.flash"), 0, 1);
    }
}
