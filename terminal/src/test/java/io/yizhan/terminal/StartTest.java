package io.yizhan.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StartTest {

    private static final String SETTINGS = """
            hall = "demo"
            device = "pi-1"
            data = "data"
            zone = "Asia/Shanghai"
            [broker]
            host = "127.0.0.1"
            port = 1
            ca = "ca.crt"
            certificate = "device.crt"
            key = "device.key"
            [panel]
            port = %d
            [simulated]
            pace = 0.02
            serial = "0000000000000001"
            [[reader]]
            id = "reader-1"
            sensor = "simulated"
            """;

    @TempDir
    Path folder;

    @Test
    void a_settings_file_that_is_not_there_is_one_line() {
        assertThat(failure(folder.resolve("nowhere.toml")))
                .contains("nowhere.toml cannot be read")
                .hasLineCount(1);
    }

    @Test
    void a_typo_in_the_settings_is_one_line_that_names_it() throws Exception {
        Path file = settings(SETTINGS.formatted(0).replace("zone", "zoon"));

        assertThat(failure(file)).contains("there is no setting \"zoon\"").hasLineCount(1);
    }

    @Test
    void a_taken_port_is_one_line_with_what_to_do() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path file = settings(SETTINGS.formatted(taken.getLocalPort()));

            assertThat(failure(file))
                    .contains("the panel cannot listen on 127.0.0.1:" + taken.getLocalPort(), "set panel.port")
                    .hasLineCount(1);
        }
    }

    @Test
    void without_a_hub_people_are_served_and_sigterm_ends_it_cleanly() throws Exception {
        Path file = settings(SETTINGS.formatted(0));
        Process process = new ProcessBuilder(command(file))
                .redirectError(folder.resolve("log").toFile())
                .start();
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> said = new ArrayList<>();
            while (said.stream().noneMatch(line -> line.endsWith("is ready"))) {
                said.add(out.readLine());
            }
            assertThat(said).anyMatch(line -> line.startsWith("panel http://127.0.0.1:"));

            assertThat(failure(file)).contains("journal").hasLineCount(1); // a second one on the same data

            process.destroy();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(folder.resolve("log"))).doesNotContain("Exception");
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> command(Path settings) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                TerminalMain.class.getName(),
                settings.toString());
    }

    private Path settings(String toml) throws IOException {
        return Files.writeString(folder.resolve("terminal.toml"), toml);
    }

    /** What the command line says to a person. */
    private static String failure(Path settings) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code = TerminalMain.commandLine()
                .setErr(new PrintWriter(said, true, StandardCharsets.UTF_8))
                .execute(settings.toString());
        assertThat(code).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        return said.toString(StandardCharsets.UTF_8);
    }
}
