package io.yizhan.hardware.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.yizhan.hardware.simulated.SimulatedFingerprintModule.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The module as its bytes show it. The frames are written out by hand, so that they do not share a mistake with the
 * driver.
 */
class SimulatedFingerprintModuleTest {

    private static final String HEAD = "ef01ffffffff";
    private static final String GET_IMAGE = HEAD + "010003010005";
    private static final String FEATURES_1 = HEAD + "01000402010008";
    private static final String FEATURES_2 = HEAD + "01000402020009";
    private static final String MERGE = HEAD + "010003050009";
    private static final String STORE_1_AT_17 = HEAD + "010006060100110" + "01f";
    private static final String SEARCH = HEAD + "010008040100" + "0000c800d6";
    private static final String OK = HEAD + "07000300000a";

    @TempDir
    Path folder;

    private SimulatedFingerprintModule module;

    @BeforeEach
    void awake() throws Exception {
        module = SimulatedFingerprintModule.inMemory(0, 1);
        assertThat(say(HEAD + "010003400044")).as("a handshake").isEqualTo(OK);
    }

    @Test
    void an_enrolled_finger_is_found() throws Exception {
        enrol(5);
        assertThat(module.library()).containsExactly(entry(17, 5));

        assertThat(say(GET_IMAGE)).isEqualTo(OK);
        assertThat(say(FEATURES_1)).isEqualTo(OK);
        assertThat(say(SEARCH)).startsWith(HEAD + "070007000011");
    }

    @Test
    void a_finger_that_is_not_enrolled_is_not_found() throws Exception {
        enrol(5);
        module.lay(6);
        say(GET_IMAGE);
        say(FEATURES_1);
        assertThat(say(SEARCH)).isEqualTo(HEAD + "07000709" + "00000000" + "0017");
    }

    @Test
    void an_empty_window_gives_no_finger() throws Exception {
        assertThat(say(GET_IMAGE)).isEqualTo(answer("02"));
    }

    @Test
    void a_command_with_a_bad_checksum_is_not_obeyed() throws Exception {
        module.lay(5);
        assertThat(say(HEAD + "010003010006")).isEqualTo(answer("01"));
        assertThat(say(FEATURES_1)).as("no image was taken").isEqualTo(answer("15"));
    }

    @Test
    void a_command_for_another_address_is_not_answered() throws Exception {
        assertThat(say("ef01ffffff00" + "010003010005")).isEmpty();
    }

    @Test
    void a_command_that_it_does_not_have_is_unsupported() throws Exception {
        assertThat(say(HEAD + "010003770" + "07b")).isEqualTo(answer("fc"));
    }

    @Test
    void it_echoes_what_other_drivers_ask_first_also_before_its_password() throws Exception {
        module.protect(0x01020304);
        assertThat(say(HEAD + "0100035300" + "57")).isEqualTo(answer("55"));
    }

    @Test
    void a_position_outside_the_library_is_refused() throws Exception {
        enrol(5);
        assertThat(say(HEAD + "0100060601" + "00c8" + "00d6"))
                .as("store at 200")
                .isEqualTo(answer("0b"));
        assertThat(say(HEAD + "0100070c" + "00c7" + "0002" + "00dd"))
                .as("delete 199 and 200")
                .isEqualTo(answer("0b"));
    }

    @Test
    void touches_of_two_fingers_do_not_merge() throws Exception {
        module.lay(5);
        say(GET_IMAGE);
        say(FEATURES_1);
        module.lay(6);
        say(GET_IMAGE);
        say(FEATURES_2);
        assertThat(say(MERGE)).isEqualTo(answer("0a"));
    }

    @Test
    void a_protected_module_wants_its_password_first() throws Exception {
        module.protect(0x01020304);
        assertThat(say(GET_IMAGE)).isEqualTo(answer("21"));
        assertThat(say(HEAD + "01000713" + "00000000" + "001b")).as("wrong").isEqualTo(answer("13"));
        assertThat(say(HEAD + "01000713" + "01020304" + "0025")).as("right").isEqualTo(OK);
        assertThat(say(GET_IMAGE)).isEqualTo(answer("02"));

        module.powerCycle();
        assertThat(say(GET_IMAGE)).isEqualTo(answer("21"));
    }

    @Test
    void after_power_it_says_one_byte_unasked() {
        assertThat(module.unasked()).containsExactly(0x55);
        assertThat(module.unasked()).isEmpty();

        module.powerCycle();
        assertThat(module.unasked()).containsExactly(0x55);
    }

    @Test
    void a_baud_rate_counts_from_the_next_power_on() throws Exception {
        assertThat(say(HEAD + "0100050e" + "040c" + "0024")).isEqualTo(OK);
        assertThat(module.baud()).isEqualTo(57_600);

        module.powerCycle();
        assertThat(module.baud()).isEqualTo(115_200);
        assertThat(say(HEAD + "0100030f0013"))
                .as("its parameters")
                .isEqualTo(
                        HEAD + "07001300" + "0000" + "0009" + "00c8" + "0003" + "ffffffff" + "0002" + "000c" + "04f8");
    }

    @Test
    void a_parameter_that_it_does_not_have_is_refused() throws Exception {
        assertThat(say(HEAD + "0100050e" + "0405" + "001d")).as("baud × 5").isEqualTo(answer("1a"));
        assertThat(say(HEAD + "0100050e" + "0705" + "0020")).as("parameter 7").isEqualTo(answer("1a"));
    }

    @Test
    void a_template_that_was_garbled_on_its_way_in_fills_no_buffer() throws Exception {
        String download = HEAD + "010004090" + "1" + "000f";
        String packet = HEAD + "080004" + "1234" + "0053"; // its bytes add up to 52
        assertThat(say(download)).isEqualTo(OK);
        assertThat(say(packet)).isEqualTo(answer("01"));
        assertThat(say(HEAD + "01000408" + "01" + "000e")).as("upload").isEqualTo(answer("0d"));
    }

    @Test
    void a_full_library_holds_two_hundred() throws Exception {
        enrol(5);
        module.fill();
        assertThat(module.library()).hasSize(200).containsEntry(17, 5);
        assertThat(say(HEAD + "0100031d0021")).as("count").isEqualTo(HEAD + "070005" + "00" + "00c8" + "00d4");
    }

    @Test
    void what_is_in_the_flash_survives_a_restart() throws Exception {
        Path flash = folder.resolve("reader/flash");
        module = SimulatedFingerprintModule.keptIn(flash, 0, 1);
        enrol(5);
        module.protect(-2);

        SimulatedFingerprintModule again = SimulatedFingerprintModule.keptIn(flash, 0, 1);

        assertThat(again.library()).containsExactly(entry(17, 5));
        module = again;
        assertThat(say(GET_IMAGE)).endsWith(answer("21"));
    }

    @Test
    void a_file_that_is_no_flash_is_refused_with_its_line() throws Exception {
        Path flash = Files.writeString(folder.resolve("flash"), "password 0\nposition 200 finger 1\n");
        assertThatThrownBy(() -> SimulatedFingerprintModule.keptIn(flash, 0, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(flash + ":2: expected")
                .hasMessageContaining("delete this one");
    }

    @Test
    void the_same_seed_makes_the_same_noise() throws Exception {
        SimulatedFingerprintModule other = SimulatedFingerprintModule.inMemory(0, 1);
        other.receive(HexFormat.of().parseHex(GET_IMAGE));
        module.fault(Fault.NOISE, true);
        other.fault(Fault.NOISE, true);

        String noisy = say(GET_IMAGE);

        assertThat(noisy).endsWith(answer("02")).isNotEqualTo(answer("02"));
        assertThat(HexFormat.of().formatHex(other.receive(HexFormat.of().parseHex(GET_IMAGE))))
                .isEqualTo(noisy);
    }

    private void enrol(int finger) throws InterruptedException {
        module.lay(finger);
        say(GET_IMAGE);
        say(FEATURES_1);
        say(GET_IMAGE);
        say(FEATURES_2);
        assertThat(say(MERGE)).isEqualTo(OK);
        assertThat(say(STORE_1_AT_17)).isEqualTo(OK);
    }

    private String say(String hex) throws InterruptedException {
        return HexFormat.of().formatHex(module.receive(HexFormat.of().parseHex(hex)));
    }

    /** An answer of one byte; its sum is 07 + 03 + that byte. */
    private static String answer(String confirmation) {
        int sum = 0x0A + Integer.parseInt(confirmation, 16);
        return HEAD + "070003" + confirmation + "%04x".formatted(sum);
    }
}
