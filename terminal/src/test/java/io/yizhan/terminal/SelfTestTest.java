package io.yizhan.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.keys.LineKeypad;
import io.yizhan.hardware.simulated.SimulatedFingerprintModule;
import io.yizhan.hardware.simulated.SimulatedKeys;
import io.yizhan.hardware.simulated.SimulatedSerialPort;
import io.yizhan.terminal.selftest.Finding;
import io.yizhan.terminal.selftest.Finding.Verdict;
import io.yizhan.terminal.selftest.Nobody;
import io.yizhan.terminal.selftest.Person;
import io.yizhan.terminal.selftest.SelfTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The installer's round, on simulated devices behind their wires. */
class SelfTestTest {

    private static final String DEVICES = """
            [[reader]]
            id = "reader-1"
            sensor = "simulated"
            [[kiosk]]
            id = "kiosk-1"
            printer = "simulated"
            keys = "none"
            [[board]]
            id = "hall"
            matrix = "simulated"
            voice = "simulated"
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    private int run(String stations) throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Path settings = Files.writeString(
                folder.resolve("terminal.toml"), SettingsFile.HEAD + "[simulated]\npace = 0.02\n" + stations);
        CommandLine line = TerminalMain.commandLine();
        line.setOut(new PrintWriter(out));
        return line.execute("selftest", "--unattended", settings.toString());
    }

    @Test
    void every_device_answers_and_the_table_says_that_nobody_looked() throws Exception {
        assertThat(run(DEVICES)).isZero();

        assertThat(out.toString())
                .contains("0 of 200 positions taken", "printer", "green", "buzzer", "matrix", "voice")
                .contains("0 broken")
                .doesNotContain("✕");
    }

    @Test
    void what_is_no_java_loads_and_is_named() throws Exception {
        assertThat(run(DEVICES)).isZero();

        assertThat(out.toString()).contains("SQLite 3.", "jSerialComm", "Pi4J linuxfs", " 0 broken");
    }

    @Test
    void a_library_that_does_not_load_is_broken_and_the_next_one_is_tried() {
        SelfTest test = new SelfTest("pi-1", new Nobody());

        test.library("serial", () -> {
            throw new LinkException(LinkException.Kind.FAILED, "jSerialComm does not load on arm");
        });
        test.library("journal", () -> "SQLite");

        assertThat(test.findings())
                .containsExactly(
                        new Finding("pi-1", "serial", Verdict.BROKEN, "jSerialComm does not load on arm"),
                        new Finding("pi-1", "journal", Verdict.WELL, "SQLite"));
    }

    @Test
    void a_device_that_is_missing_is_broken_with_what_to_do_and_the_others_are_tried_all_the_same() throws Exception {
        String missing = DEVICES.replace("printer = \"simulated\"", "printer = \"/dev/usb/lp9\"")
                .replace("sensor = \"simulated\"", "sensor = \"/dev/ttyNONE\"\npad = \"/dev/input/none\"");
        assertThat(run(missing)).isEqualTo(1);

        assertThat(out.toString())
                .contains(
                        "no serial device at /dev/ttyNONE", "no device at /dev/usb/lp9", "no device at /dev/input/none")
                .contains("3 broken")
                .contains("matrix");
    }

    @Test
    void a_sensor_says_what_is_not_as_the_settings_have_it_and_its_ring_is_tried() throws Exception {
        SimulatedFingerprintModule module =
                SimulatedFingerprintModule.keptIn(folder.resolve("flash"), 0.02, 20_261_128);
        module.speak(115_200);
        try (SimulatedSerialPort port = SimulatedSerialPort.open(module)) {
            assertThat(run("[[reader]]\nid = \"reader-1\"\nsensor_ring = true\nsensor = \"" + port.path() + "\""))
                    .isZero();
        }

        assertThat(out.toString())
                .contains("0 of 200 positions taken; answers at 115200 baud, expected 57600")
                .containsPattern("reader-1 +ring");
    }

    @Test
    void a_sensor_as_the_settings_have_it_has_nothing_said_of_it_and_no_ring() throws Exception {
        assertThat(run("[[reader]]\nid = \"reader-1\"\nsensor = \"simulated\"")).isZero();

        assertThat(out.toString())
                .contains("0 of 200 positions taken")
                .doesNotContain("expected")
                .doesNotContainPattern("reader-1 +ring");
    }

    @Test
    void a_wake_line_tells_of_a_finger_and_one_that_does_so_without_one_is_broken() throws Exception {
        SimulatedKeys line = new SimulatedKeys("wake");
        Person finger = new Person() {
            @Override
            public boolean please(String what, Duration within) {
                line.hold("wake");
                return true;
            }

            @Override
            public Answer sees(String what) {
                return Answer.YES;
            }
        };
        SelfTest test = new SelfTest("reader-1", finger);

        test.wake(() -> line.line("wake"));
        test.wake(() -> line.line("wake"));

        assertThat(test.findings()).extracting(Finding::verdict).containsExactly(Verdict.WELL, Verdict.BROKEN);
        assertThat(test.findings().getLast().remark()).contains("lift it", "AS608");
    }

    /** Presses what it is asked for, but for keys that it cannot find; sees everything. */
    private record Presser(SimulatedKeys keys, List<String> swapped) implements Person {

        @Override
        public boolean please(String what, Duration within) {
            String key = what.substring(what.lastIndexOf(' ') + 1);
            keys.press(swapped.contains(key) ? swapped.get(1 - swapped.indexOf(key)) : key);
            return true;
        }

        @Override
        public Answer sees(String what) {
            return Answer.YES;
        }
    }

    @Test
    void keys_are_heard_and_two_that_are_swapped_are_named() throws Exception {
        SimulatedKeys keys = new SimulatedKeys("next", "recall", "pause");
        SelfTest test = new SelfTest("3", new Presser(keys, List.of("next", "recall")));

        test.keys("keys", () -> LineKeypad.open(keys.lines()), List.of("next", "recall", "pause"));

        assertThat(test.findings())
                .containsExactly(
                        new Finding(
                                "3",
                                "key next",
                                Verdict.BROKEN,
                                "heard as \"recall\": the wires of the two are swapped"),
                        new Finding(
                                "3",
                                "key recall",
                                Verdict.BROKEN,
                                "heard as \"next\": the wires of the two are swapped"),
                        new Finding("3", "key pause", Verdict.WELL, "heard"));
    }

    @Test
    void a_board_that_nobody_sees_is_broken_though_it_says_that_it_works() throws Exception {
        Person blind = new Person() {
            @Override
            public boolean please(String what, Duration within) {
                return true;
            }

            @Override
            public Answer sees(String what) {
                return Answer.NO;
            }
        };
        SelfTest test = new SelfTest("3", blind);

        test.lamps(Map.of("green", on -> {}));

        assertThat(test.findings()).singleElement().extracting(Finding::verdict).isEqualTo(Verdict.BROKEN);
        assertThat(new Nobody().please("x", Duration.ofSeconds(1))).isFalse();
    }
}
