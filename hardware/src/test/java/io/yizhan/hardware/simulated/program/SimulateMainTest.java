package io.yizhan.hardware.simulated.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.linux.SerialLinks;
import io.yizhan.hardware.bus.linux.TcpLines;
import io.yizhan.hardware.bus.linux.TcpLink;
import io.yizhan.hardware.fingerprint.FingerprintReader;
import io.yizhan.hardware.fingerprint.ScanResult;
import io.yizhan.hardware.fingerprint.ScanResult.Flaw;
import io.yizhan.hardware.fingerprint.zhiantec.ZhiantecPort;
import io.yizhan.hardware.fingerprint.zhiantec.ZhiantecSetup;
import io.yizhan.hardware.keys.KeyEvent;
import io.yizhan.hardware.keys.LineKeypad;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own, as a hall's demonstration starts it. */
class SimulateMainTest {

    @TempDir
    Path folder;

    @Test
    void a_finger_laid_on_the_control_port_is_seen_by_the_driver_at_the_link() throws Exception {
        Path link = folder.resolve("reader");
        Process program = start("fingerprint", "--link", link.toString(), "--control", "0", "--pace", "0.05");
        try (BufferedReader says = program.inputReader()) {
            String[] first = says.readLine().split(" ");
            assertThat(first).startsWith("fingerprint", link.toString(), "control");
            try (Socket control = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(first[3]));
                    FingerprintReader reader =
                            new ZhiantecPort(baud -> SerialLinks.open(link, baud), ZhiantecSetup.factory()).open()) {
                assertThat(reader.scan()).isEqualTo(new ScanResult.NoFinger());
                assertThat(ask(control, "finger 12")).isEqualTo("ok");
                assertThat(reader.scan()).isEqualTo(new ScanResult.Unknown());
                assertThat(ask(control, "quality messy")).isEqualTo("ok");
                assertThat(ask(control, "finger 12")).isEqualTo("ok");
                assertThat(reader.scan()).isEqualTo(new ScanResult.Unreadable(Flaw.MESSY));
                assertThat(ask(control, "lift")).isEqualTo("ok");
                assertThat(reader.scan()).isEqualTo(new ScanResult.NoFinger());
            }
        } finally {
            program.destroy();
        }
        assertThat(program.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(link).doesNotExist();
    }

    @Test
    void a_module_of_another_hall_refuses_the_driver_and_a_full_one_has_no_room() throws Exception {
        Path link = folder.resolve("reader");
        Process program = start(
                "fingerprint", "--link", link.toString(), "--control", "0", "--pace", "0.05", "--password", "cafebabe");
        try (BufferedReader says = program.inputReader()) {
            String[] first = says.readLine().split(" ");
            assertThat(first).startsWith("fingerprint", link.toString(), "control");
            ZhiantecPort stranger = new ZhiantecPort(baud -> SerialLinks.open(link, baud), ZhiantecSetup.factory());
            assertThatThrownBy(stranger::open).hasMessageContaining("refused the password of the settings");

            ZhiantecSetup known = ZhiantecSetup.factory().withPassword(0xCAFE_BABEL);
            try (Socket control = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(first[3]));
                    FingerprintReader reader = new ZhiantecPort(baud -> SerialLinks.open(link, baud), known).open()) {
                assertThatThrownBy(() -> SerialLinks.open(link, 57_600))
                        .isInstanceOfSatisfying(
                                LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.BUSY));
                assertThat(ask(control, "fill")).isEqualTo("ok");
                assertThat(reader.occupied().cardinality()).isEqualTo(reader.capacity());
                assertThat(ask(control, "power")).isEqualTo("ok");
                assertThat(reader.scan()).isEqualTo(new ScanResult.NoFinger());
                assertThat(ask(control, "fill up")).startsWith("error: `fill up`; allowed are: finger N | lift");
            }
        } finally {
            program.destroy();
            program.waitFor();
        }
    }

    @Test
    void a_password_or_a_baud_that_no_module_has_is_refused() throws Exception {
        Process password = start("fingerprint", "--link", "x", "--control", "0", "--password", "secret");
        assertThat(password.errorReader().readLine()).contains("--password secret is not 8 hex digits");
        assertThat(password.waitFor()).isEqualTo(2);
        Process baud = start("fingerprint", "--link", "x", "--control", "0", "--baud", "56000");
        assertThat(baud.errorReader().readLine()).contains("--baud 56000 is not one of");
        assertThat(baud.waitFor()).isEqualTo(2);
    }

    @Test
    void a_key_named_on_the_standard_input_is_pressed_and_a_lamp_is_told() throws Exception {
        Process program = start("keys", "--tcp", "0", "--control", "0");
        try (BufferedReader says = program.inputReader();
                Writer hand = program.outputWriter()) {
            int port = Integer.parseInt(says.readLine().split("[ :]", -1)[2]);
            try (TcpLines lines = TcpLines.over(TcpLink.open("127.0.0.1", port, Duration.ofSeconds(5)));
                    LineKeypad keypad = LineKeypad.open(Map.of("next", lines.input("next")))) {
                assertThat(says.readLine()).isEqualTo("line: in next taken");
                hand.write("next\n");
                hand.flush();
                assertThat(says.readLine()).isEqualTo("ok");
                assertThat(keypad.next(Duration.ofSeconds(5))).get().isInstanceOf(KeyEvent.Pressed.class);
                lines.output("rate-5").set(true);
                assertThat(says.readLine()).isEqualTo("line: out rate-5 taken");
                assertThat(says.readLine()).isEqualTo("lamp: rate-5 on");
                hand.write("up\n");
                hand.flush();
                assertThat(says.readLine()).startsWith("error: no key up here");
            }
        } finally {
            program.destroy();
        }
        assertThat(program.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void an_unknown_device_and_a_taken_port_are_told_in_a_line() throws Exception {
        Process unknown = start("toaster");
        assertThat(unknown.errorReader().readLine()).contains("toaster");
        assertThat(unknown.waitFor()).isEqualTo(2);

        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            Process second = start("fingerprint", "--link", folder.resolve("x").toString(), "--control", port);
            assertThat(second.errorReader().lines())
                    .containsExactly("simulate: control port " + port
                            + " is taken on 127.0.0.1; give another, or 0 for a free one");
            assertThat(second.waitFor()).isEqualTo(1);
        }
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SimulateMain.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }

    private static String ask(Socket control, String line) throws IOException {
        control.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        StringBuilder answer = new StringBuilder();
        for (int b = control.getInputStream().read();
                b != '\n' && b >= 0;
                b = control.getInputStream().read()) {
            answer.append((char) b);
        }
        return answer.toString();
    }
}
