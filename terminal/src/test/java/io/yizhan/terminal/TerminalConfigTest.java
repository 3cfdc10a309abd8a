package io.yizhan.terminal;

import static io.yizhan.terminal.SettingsFile.HEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hardware.fingerprint.zhiantec.ZhiantecSetup;
import io.yizhan.hardware.matrix.max7219.ChainLayout;
import io.yizhan.hardware.printer.escpos.PrinterModel;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.terminal.station.QuietHours;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalConfigTest {

    private static final String READER = "[[reader]]\nid = \"reader-1\"\nsensor = \"simulated\"\n";

    @TempDir
    Path folder;

    @Test
    void paths_are_relative_to_the_file() throws Exception {
        TerminalConfig config = load(HEAD + "[simulated]\npace = 0.5\nwitness = \"seen.jsonl\"\n" + READER);

        assertThat(config.data()).isEqualTo(folder.resolve("data"));
        assertThat(config.broker().ca()).isEqualTo(folder.resolve("ca.crt"));
        assertThat(config.simulatedOrDefault().witness()).isEqualTo(folder.resolve("seen.jsonl"));
    }

    @Test
    void every_kind_of_device_can_be_named() throws Exception {
        TerminalConfig config = load(HEAD + """
            [[reader]]
            id = "reader-1"
            sensor = "/dev/serial0"
            sensor_baud = 115200
            sensor_password = "CAFEbabe"
            sensor_ring = true
            voice = "espeak"
            pad = "/dev/input/by-id/usb-pad-event-kbd"
            screen = 8070
            pins = { lamp-green = 17, lamp-red = 27, wake = 22, buzzer = 23 }
            [[kiosk]]
            id = "kiosk-1"
            printer = "tcp:192.0.2.7:9100"
            keys = "gpio"
            [kiosk.pins]
            service-1 = 5
            [[counter]]
            id = "3"
            keys = "none"
            display = "spi:0.1"
            [[board]]
            id = "hall"
            matrix = "spi:0.0"
            voice = "none"
            """);

        assertThat(config.reader().getFirst().sensorDevice())
                .isEqualTo(new Devices.Sensor.Serial(Path.of("/dev/serial0")));
        assertThat(config.reader().getFirst().sensorSetup())
                .isEqualTo(new ZhiantecSetup(115_200, 0xCAFE_BABEL, true, Optional.empty()));
        assertThat(config.toString().toLowerCase(Locale.ROOT)).doesNotContain("cafebabe");
        assertThat(config.kiosk().getFirst().printerDevice()).isEqualTo(new Devices.Printer.Tcp("192.0.2.7", 9100));
        assertThat(config.counter().getFirst().leds()).isEqualTo(new Devices.Leds.Spi(0, 1));
        assertThat(config.board().getFirst().speech()).isEqualTo(new Devices.Speech.None());
    }

    @Test
    void a_number_pad_that_is_none_and_a_screen_without_a_port_are_refused() {
        assertThat(refused(HEAD + READER + "pad = \"usb\"\n")).contains("reader.pad = \"usb\"", "/dev/input/by-id");
        assertThat(refused(HEAD + READER + "screen = 70000\n")).contains("reader.screen 70000 is outside 0–65535");
        assertThat(refused(HEAD + READER + "pins = { buzer = 4 }\n")).contains("reader.pins.buzer", "buzzer");
    }

    @Test
    void a_chain_hangs_as_the_settings_say_and_otherwise_as_boards_that_are_sold() throws Exception {
        String board = "[[board]]\nid = \"hall\"\nmatrix = \"spi:0.0\"\nvoice = \"none\"\n";
        ChainSettings said = Objects.requireNonNull(
                load(HEAD + board + """
                    [board.chain]
                    across = 20
                    lines = 1
                    intensity = 9
                    modules = "generic"
                    first = "left"
                    rows = "snake"
                    """).board().getFirst().chain());
        assertThat(said.layout(2))
                .isEqualTo(new ChainLayout(
                        20, 2, ChainLayout.Module.GENERIC, ChainLayout.Side.LEFT, ChainLayout.Rows.SNAKE));
        assertThat(said.brightness()).isEqualTo(9);
        assertThat(ChainSettings.USUAL.layout(2)).isEqualTo(ChainLayout.fc16(16, 4));

        assertThat(refused(HEAD + board + "chain = { modules = \"fc17\" }\n"))
                .contains("chain.modules = \"fc17\"", "fc16, generic, parola, icstation");
        assertThat(refused(HEAD + board + "chain = { lines = 3 }\n")).contains("chain.lines 3", "1–2");
    }

    @Test
    void a_board_speaks_in_both_languages_at_all_hours_unless_it_is_told_otherwise() throws Exception {
        String board = "[[board]]\nid = \"hall\"\nmatrix = \"none\"\nvoice = \"clips:/opt/hall/clips\"\n";
        StationSettings.Board usual = load(HEAD + board).board().getFirst();
        assertThat(usual.languages()).containsExactly(Locale.SIMPLIFIED_CHINESE, Locale.of("zh", "HK"));
        assertThat(usual.quietHours()).isEqualTo(QuietHours.NEVER);
        assertThat(usual.speech()).isEqualTo(new Devices.Speech.Clips(Path.of("/opt/hall/clips")));

        StationSettings.Board told = load(HEAD + board + "spoken = [\"zh-CN\"]\nquiet = \"12:00-14:00\"\n")
                .board()
                .getFirst();
        assertThat(told.languages()).containsExactly(Locale.SIMPLIFIED_CHINESE);
        assertThat(told.quietHours()).isEqualTo(QuietHours.of("12:00-14:00"));

        assertThat(refused(HEAD + board + "spoken = [\"en\"]\n")).contains("board.spoken [en]", "zh-HK");
        assertThat(refused(HEAD + board + "quiet = \"noon\"\n")).contains("quiet hours \"noon\"");
    }

    @Test
    void a_board_can_be_a_strip_or_a_simulated_chain_of_another_program() {
        assertThat(Devices.Leds.of("counter.display", "strip:/dev/ttyUSB0@9600"))
                .isEqualTo(new Devices.Leds.Strip(Path.of("/dev/ttyUSB0"), 9_600));
        assertThat(Devices.Leds.of("board.matrix", "tcp:127.0.0.1:7003"))
                .isEqualTo(new Devices.Leds.Tcp("127.0.0.1", 7_003));
        assertThatThrownBy(() -> Devices.Leds.of("counter.display", "strip:/dev/ttyUSB0"))
                .hasMessageContaining("strip:/dev/ttyUSB0@9600");
    }

    @Test
    void a_typo_is_named_with_the_known_keys() {
        assertThat(refused(HEAD.replace("device =", "devise =") + READER))
                .contains("terminal.toml", "there is no setting \"devise\"", "device, hall");
        assertThat(refused(HEAD + READER.replace("sensor", "senzor")))
                .contains(
                        "\"reader.senzor\"",
                        "id, pad, pins, screen, sensor, sensor_baud, sensor_password, sensor_ring, voice");
        assertThat(refused(HEAD + "[[kiosk]]\nid = \"k\"\nprinter = \"simulated\"\nkeys = \"gpio\"\n"
                        + "[kiosk.pins]\nservise-1 = 4\n"))
                .contains("\"kiosk.pins.servise-1\"", "service-1");
    }

    @Test
    void a_sensor_password_or_baud_that_is_none_is_refused_and_the_password_not_repeated() {
        assertThat(refused(HEAD + READER + "sensor_password = \"secret77\"\n"))
                .contains("reader.sensor_password", "8 hexadecimal digits")
                .doesNotContain("secret77");
        assertThat(refused(HEAD + READER + "sensor_baud = 56000\n"))
                .contains("reader.sensor_baud = 56000", "9600, 19200, 38400, 57600, 115200");
    }

    @Test
    void a_device_that_is_none_is_refused_with_what_it_could_be() {
        assertThat(refused(HEAD + READER.replace("simulated", "simulatd")))
                .contains("reader.sensor = \"simulatd\"", "\"simulated\"", "/dev/serial0");
        assertThat(refused(HEAD + "[[kiosk]]\nid = \"k\"\nprinter = \"tcp:host\"\nkeys = \"none\"\n"))
                .contains("tcp:HOST:PORT");
        assertThat(refused(HEAD + "[[kiosk]]\nid = \"k\"\nprinter = \"simulated\"\nkeys = \"gpio\"\n"))
                .contains("no pin is named", "[kiosk.pins]");
        assertThat(refused(HEAD + READER + "pins = { lamp-green = 99 }\n")).contains("99 is outside 0–27");
    }

    @Test
    void a_pin_has_one_job() {
        String counter = "[[counter]]\nid = \"3\"\nkeys = \"gpio\"\ndisplay = \"spi:0.1\"\n[counter.pins]\n";
        assertThat(refused(HEAD + counter + "next = 5\nrecall = 5\n"))
                .contains("pin 5 is 3's recall, and also 3's next", "another pin");
        assertThat(refused(HEAD + READER + "pins = { lamp-red = 5 }\n" + counter + "next = 5\n"))
                .contains("pin 5 is 3's next, and also reader-1's lamp-red");
        assertThat(refused(HEAD + counter + "next = 8\n")).contains("pin 8", "3's display at spi:0.1");
        assertThat(refused(HEAD + READER.replace("simulated", "/dev/serial0") + "pins = { lamp-red = 15 }\n"))
                .contains("pin 15", "reader-1's sensor at /dev/serial0");
    }

    @Test
    void a_printer_and_its_paper_are_named() throws Exception {
        StationSettings.Kiosk kiosk = load(HEAD
                        + kiosk(
                                "serial:/dev/ttyUSB0@19200",
                                "{ paper_mm = 80, qr = \"raster\", completion = \"status\", logo = \"logo.png\" }"))
                .kiosk()
                .getFirst();

        assertThat(kiosk.printerDevice()).isEqualTo(new Devices.Printer.Serial(Path.of("/dev/ttyUSB0"), 19_200));
        assertThat(kiosk.ticketOrDefault().model())
                .isEqualTo(new PrinterModel(576, PrinterModel.Qr.RASTER, PrinterModel.Completion.STATUS));
        assertThat(kiosk.ticketOrDefault().logo()).isEqualTo(folder.resolve("logo.png"));
    }

    @Test
    void paper_that_no_printer_has_and_words_that_mean_nothing_are_refused() {
        assertThat(refused(HEAD + kiosk("/dev/usb/lp0", "{ paper_mm = 76 }")))
                .contains("kiosk.ticket.paper_mm = 76", "58 or 80");
        assertThat(refused(HEAD + kiosk("/dev/usb/lp0", "{ qr = \"none\" }"))).contains("\"printer\" or \"raster\"");
        assertThat(refused(HEAD + kiosk("/dev/usb/lp0", "{ completion = \"maybe\" }")))
                .contains("\"job\" or \"status\"");
        assertThat(refused(HEAD + kiosk("serial:/dev/serial0@19200", "{}").replace("none", "gpio")
                        + "[kiosk.pins]\nservice-1 = 14\n"))
                .contains("pin 14", "k's printer at serial:/dev/serial0@19200");
        assertThat(refused(HEAD + kiosk("serial:/dev/ttyUSB0", "{}"))).contains("serial:/dev/ttyUSB0@19200");
    }

    @Test
    void a_panel_beside_a_real_device_is_refused() {
        assertThat(refused(HEAD + "[panel]\nport = 8090\n" + READER.replace("simulated", "/dev/serial0")))
                .contains("[panel]", "reader-1's sensor \"/dev/serial0\" is a real one", "take [panel] out");
    }

    @Test
    void a_panel_links_to_this_machine_alone() {
        assertThat(refused(HEAD + "[panel]\nport = 0\nothers = { kiosk = \"http://example.org\" }\n" + READER))
                .contains("http://example.org", "on this machine");
    }

    @Test
    void stations_are_named_once_and_there_is_at_least_one() {
        assertThat(refused(HEAD)).contains("there are 0 stations", "[[reader]]");
        assertThat(refused(HEAD + READER + READER.replace("reader-1", "reader-2")))
                .contains("at most one");
        assertThat(refused(HEAD + READER + "[[board]]\nid = \"reader-1\"\nmatrix = \"none\"\nvoice = \"none\"\n"))
                .contains("two stations have the id \"reader-1\"");
    }

    @Test
    void a_pace_of_nothing_is_refused() {
        assertThat(refused(HEAD + "[simulated]\npace = 0\n" + READER)).contains("simulated.pace 0.0 is outside");
    }

    @Test
    void a_simulated_pi_may_say_whether_it_believes_in_its_clock() throws Exception {
        TerminalConfig config = load(HEAD + "[simulated]\npace = 1\nclock_trusted = false\n" + READER);

        assertThat(config.simulatedOrDefault().clockTrusted()).isFalse();
    }

    @Test
    void what_makes_a_simulated_pi_is_refused_beside_a_real_device() {
        String real = READER.replace("simulated", "/dev/serial0");
        assertThat(refused(HEAD + "[simulated]\npace = 1\nclock_trusted = true\n" + real))
                .contains("simulated.clock_trusted", "reader-1's sensor \"/dev/serial0\" is a real one");
        assertThat(refused(HEAD + "[simulated]\npace = 1\nserial = \"x\"\n" + real))
                .contains("simulated.serial", "is a real one");
    }

    @Test
    void a_kiosks_screen_has_a_port_of_its_own_and_the_numbers_of_the_keys_that_are_wired() throws Exception {
        String kiosk = kiosk("/dev/usb/lp0", "{}").replace("none", "gpio") + "screen = 8071\n";
        String pins = "[kiosk.pins]\nservice-2 = 4\n";
        StationSettings.Kiosk taken = load(HEAD + kiosk + pins).kiosk().getFirst();
        assertThat(taken.screen()).isEqualTo(8_071);
        assertThat(taken.wiredKeys()).containsExactly("service-2");

        assertThat(refused(HEAD + kiosk.replace("8071", "80710") + pins)).contains("kiosk.screen 80710", "0–65535");
        assertThat(refused(HEAD + READER + "screen = 8071\n" + kiosk + pins))
                .contains("kiosk.screen = 8071", "reader.screen", "a port of its own");
        assertThat(refused(HEAD + "[[counter]]\nid = \"3\"\nkeys = \"none\"\ndisplay = \"none\"\nscreen = 8071\n"))
                .contains("\"counter.screen\"");
    }

    private static String kiosk(String printer, String ticket) {
        return "[[kiosk]]\nid = \"k\"\nprinter = \"%s\"\nkeys = \"none\"\nticket = %s\n".formatted(printer, ticket);
    }

    private TerminalConfig load(String toml) throws IOException, UnreadableException {
        return TerminalConfig.load(Files.writeString(folder.resolve("terminal.toml"), toml));
    }

    private String refused(String toml) {
        try {
            Path file = Files.writeString(folder.resolve("terminal.toml"), toml);
            TerminalConfig.load(file);
            throw new AssertionError("it was not refused");
        } catch (UnreadableException e) {
            return String.valueOf(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
