package io.yizhan.hardware.fingerprint.zhiantec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.LinkException.Kind;
import io.yizhan.hardware.bus.linux.SerialLinks;
import io.yizhan.hardware.fingerprint.ReaderLight;
import io.yizhan.hardware.fingerprint.ScanResult;
import io.yizhan.hardware.simulated.RingLight;
import io.yizhan.hardware.simulated.SimulatedFingerprintModule;
import io.yizhan.hardware.simulated.SimulatedFingerprintModule.Fault;
import io.yizhan.hardware.simulated.SimulatedSerialPort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A module that is not as the settings have it. */
class ZhiantecPortTest {

    private static final double PACE = 0.05;
    private static final long PASSWORD = 0xCAFE_BABEL;

    private final SimulatedFingerprintModule module = SimulatedFingerprintModule.inMemory(PACE, 1);
    private final Heard log = new Heard();
    private SimulatedSerialPort port;

    @TempDir
    Path folder;

    @BeforeEach
    void plugIn() throws Exception {
        port = SimulatedSerialPort.open(module);
        Logger.getLogger(ZhiantecPort.class.getPackageName()).addHandler(log);
    }

    @AfterEach
    void unplug() {
        Logger.getLogger(ZhiantecPort.class.getPackageName()).removeHandler(log);
        port.close();
    }

    @Test
    void a_module_at_another_baud_is_found_used_and_said() throws Exception {
        for (int baud : SimulatedFingerprintModule.BAUDS) {
            module.speak(baud);
            ZhiantecPort place = place(ZhiantecSetup.factory());

            try (ZhiantecReader reader = place.open()) {
                assertThat(reader.scan()).isEqualTo(new ScanResult.NoFinger());
                assertThat(reader.remark())
                        .isEqualTo(
                                baud == Bench.BAUD
                                        ? Optional.empty()
                                        : Optional.of("answers at " + baud + " baud, expected 57600"));
            }
        }
        assertThat(log.messages).anyMatch(said -> said.contains("answers at 115200 baud, expected 57600"));
    }

    @Test
    void a_module_that_answers_at_no_baud_is_silent_and_the_message_says_which_were_tried() {
        module.fault(Fault.SILENT, true);

        assertThatThrownBy(() -> place(ZhiantecSetup.factory()).open())
                .isInstanceOfSatisfying(
                        LinkException.class, e -> assertThat(e.kind()).isEqualTo(Kind.SILENT))
                .hasMessageContaining("did not answer VERIFY_PASSWORD within 1000 ms")
                .hasMessageContaining("it did not answer at 115200, 9600, 19200, 38400 baud either");
    }

    @Test
    void a_module_that_goes_back_to_its_own_baud_is_found_again() throws Exception {
        module.speak(115_200);
        ZhiantecPort place = place(ZhiantecSetup.factory());
        place.open().close();

        module.speak(57_600);
        try (ZhiantecReader reader = place.open()) {
            assertThat(reader.remark()).isEmpty();
        }
    }

    @Test
    void a_module_that_is_plugged_in_again_at_the_same_path_comes_back() throws Exception {
        port.close();
        Path path = folder.resolve("serial0");
        port = SimulatedSerialPort.open(module, path);
        ZhiantecPort place = new ZhiantecPort(baud -> SerialLinks.open(path, baud), ZhiantecSetup.factory());
        try (ZhiantecReader reader = place.open()) {
            port.close();
            assertThatThrownBy(reader::scan)
                    .isInstanceOfSatisfying(
                            LinkException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED));
        }
        assertThatThrownBy(place::open)
                .isInstanceOfSatisfying(
                        LinkException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MISSING));

        port = SimulatedSerialPort.open(module, path);
        module.lay(7);
        try (ZhiantecReader reader = place.open()) {
            assertThat(reader.scan()).isEqualTo(new ScanResult.Unknown());
        }
    }

    @Test
    void a_module_from_the_factory_is_given_the_password_of_the_settings() throws Exception {
        place(ZhiantecSetup.factory().withPassword(PASSWORD)).open().close();

        module.powerCycle();
        assertThatThrownBy(() -> place(ZhiantecSetup.factory()).open())
                .isInstanceOfSatisfying(
                        LinkException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DENIED));
        try (ZhiantecReader reader =
                place(ZhiantecSetup.factory().withPassword(PASSWORD)).open()) {
            assertThat(reader.scan()).isEqualTo(new ScanResult.NoFinger());
        }
        assertThat(log.messages).noneMatch(said -> said.toLowerCase(Locale.ROOT).contains("cafebabe"));
    }

    @Test
    void another_halls_password_is_denied_and_not_overwritten() throws Exception {
        module.protect(4711);

        assertThatThrownBy(() ->
                        place(ZhiantecSetup.factory().withPassword(PASSWORD)).open())
                .isInstanceOfSatisfying(
                        LinkException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DENIED))
                .hasMessageContaining("enter that one, or replace the module");

        place(ZhiantecSetup.factory().withPassword(4711)).open().close();
    }

    @Test
    void a_factory_password_left_in_place_is_said_once() throws Exception {
        ZhiantecPort place = place(ZhiantecSetup.factory());
        place.open().close();
        place.open().close();

        assertThat(log.messages.stream().filter(said -> said.contains("factory's password")))
                .hasSize(1);
    }

    @Test
    void the_byte_after_power_is_no_answer() throws Exception {
        try (ZhiantecReader reader = place(ZhiantecSetup.factory()).open()) {
            for (int look = 0; look < 10; look++) {
                module.powerCycle();
                assertThat(reader.scan()).isEqualTo(new ScanResult.NoFinger());
            }
        }
    }

    @Test
    void a_ring_light_shows_what_the_reader_does_where_the_settings_name_one() throws Exception {
        try (ZhiantecReader reader =
                place(ZhiantecSetup.factory().withRing(true)).open()) {
            reader.show(ReaderLight.READY);
            assertThat(module.ring()).contains(new RingLight(1, 2));
            reader.show(ReaderLight.MATCHED);
            assertThat(module.ring()).contains(new RingLight(3, 4));
            reader.show(ReaderLight.REFUSED);
            assertThat(module.ring()).contains(new RingLight(2, 1));
            reader.show(ReaderLight.ENROLLING);
            assertThat(module.ring()).contains(new RingLight(1, 3));
        }
        module.powerCycle();
        try (ZhiantecReader reader = place(ZhiantecSetup.factory()).open()) {
            reader.show(ReaderLight.READY);
            assertThat(module.ring()).isEmpty();
        }
    }

    @Test
    void a_module_without_the_ring_that_the_settings_name_is_asked_once() throws Exception {
        try (Bench bench = new Bench(
                device -> bytes -> {
                    boolean light = bytes[6] == 1 && bytes[Frame.PAYLOAD_OFFSET] == 0x35;
                    return light
                            ? Frame.of(Frame.Kind.ACK, Confirmation.UNSUPPORTED.code())
                                    .bytes()
                            : device.receive(bytes);
                },
                ZhiantecSetup.factory().withRing(true))) {
            bench.reader.show(ReaderLight.READY);
            bench.reader.show(ReaderLight.REFUSED);

            assertThat(log.messages.stream().filter(said -> said.contains("refuses the command of a ring light")))
                    .hasSize(1);
            assertThat(bench.reader.scan()).isEqualTo(new ScanResult.NoFinger());
        }
    }

    @Test
    void with_a_wake_line_an_empty_window_asks_the_module_nothing() throws Exception {
        ZhiantecSetup wired = ZhiantecSetup.factory().withWake(module::wakeLine);
        try (ZhiantecReader reader = place(wired).open()) {
            reader.scan();
            module.fault(Fault.SILENT, true); // who asked it now would wait three seconds
            assertThat(reader.scan()).isEqualTo(new ScanResult.NoFinger());
            module.fault(Fault.SILENT, false);

            module.lay(7);
            assertThat(reader.scan()).isEqualTo(new ScanResult.Unknown());
        }
    }

    @Test
    void a_wake_line_that_came_off_leaves_no_reader_deaf() throws Exception {
        SimulatedFingerprintModule other = SimulatedFingerprintModule.inMemory(PACE, 1);
        try (ZhiantecReader reader =
                place(ZhiantecSetup.factory().withWake(other::wakeLine)).open()) {
            reader.scan();
            module.lay(7);

            List<ScanResult> seen = new ArrayList<>();
            await().until(() -> {
                seen.add(reader.scan());
                return seen.getLast().equals(new ScanResult.Unknown());
            });
            assertThat(seen).hasSizeGreaterThan(1);
            assertThat(reader.scan()).isEqualTo(new ScanResult.Unknown());
            assertThat(log.messages.stream().filter(said -> said.contains("check that wire")))
                    .hasSize(1);
        }
    }

    private ZhiantecPort place(ZhiantecSetup setup) {
        return new ZhiantecPort(baud -> SerialLinks.open(port.path(), baud), setup);
    }

    /** What the driver logs. */
    private static final class Heard extends Handler {

        final List<String> messages = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            messages.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
