package io.yizhan.hardware.matrix.strip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.LinkException.Kind;
import io.yizhan.hardware.bus.linux.SerialLinks;
import io.yizhan.hardware.simulated.SimulatedSerialPort;
import io.yizhan.hardware.simulated.SimulatedStrip;
import io.yizhan.hardware.simulated.SimulatedStrip.Fault;
import io.yizhan.hardware.simulated.Witness;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A strip behind a pseudo terminal. */
class StripBoardTest {

    private static final int BAUD = 9_600;

    private final SimulatedStrip strip = new SimulatedStrip(2, 16, Witness.none());
    private SimulatedSerialPort port;

    @BeforeEach
    void plug() throws Exception {
        port = SimulatedSerialPort.open(strip);
    }

    @AfterEach
    void pull() {
        port.close();
    }

    @Test
    void a_text_and_the_brightness_reach_the_strip() throws Exception {
        try (StripBoard board = open()) {
            board.show(List.of(List.of("A023 户籍办理")));
            board.step();

            assertThat(strip.text(0)).isEqualTo("A023 户籍办理");
            assertThat(strip.text(1)).isEmpty();
            assertThat(strip.brightness()).isEqualTo(4);
        }
    }

    @Test
    void texts_of_a_line_take_turns() throws Exception {
        try (StripBoard board = open()) {
            board.show(List.of(List.of("A023", "B007")));
            board.step();
            assertThat(strip.text(0)).isEqualTo("A023");
            await().until(() -> {
                board.step();
                return strip.text(0).equals("B007");
            });
        }
    }

    @Test
    void a_strip_that_was_off_has_its_text_and_its_brightness_again_with_the_next_refresh() throws Exception {
        try (StripBoard board = open()) {
            board.show(List.of(List.of("A023")));
            board.step();
            strip.powerDrop();

            await().until(() -> {
                board.step();
                return strip.text(0).equals("A023");
            });
            assertThat(strip.brightness()).isEqualTo(4);
        }
    }

    @Test
    void a_text_that_is_too_long_for_a_frame_ends_with_a_whole_character() throws Exception {
        try (StripBoard board = open()) {
            board.show(List.of(List.of("厅".repeat(120))));
            board.step();

            assertThat(strip.text(0)).isEqualTo("厅".repeat(StripBoard.TEXT_BYTES_MAX / 2));
            assertThat(strip.refused()).isZero();
        }
    }

    @Test
    void bytes_before_an_answer_do_no_harm() throws Exception {
        try (StripBoard board = open()) {
            strip.fault(Fault.NOISE, true);
            board.show(List.of(List.of("A023")));
            board.step();
            assertThat(strip.text(0)).isEqualTo("A023");
        }
    }

    @Test
    void a_strip_that_does_not_answer_or_answers_with_a_wrong_crc_is_silent() throws Exception {
        for (Fault fault : List.of(Fault.SILENT, Fault.BADSUM)) {
            strip.fault(fault, true);
            assertThatThrownBy(this::open)
                    .isInstanceOfSatisfying(
                            LinkException.class, e -> assertThat(e.kind()).isEqualTo(Kind.SILENT))
                    .hasMessageContaining("check its power");
            strip.fault(fault, false);
        }
        open().close();
    }

    @Test
    void the_strip_refuses_what_it_does_not_know() throws Exception {
        assertThat(answerTo(9, "")).as("a word").isEqualTo("01");
        assertThat(answerTo(2, "020041")).as("a line").isEqualTo("02");
        assertThat(answerTo(2, "000041ff")).as("what is no text").isEqualTo("03");
        assertThat(answerTo(3, "10")).as("a brightness").isEqualTo("03");
        assertThat(strip.refused()).isEqualTo(4);
        assertThat(answerTo(2, "000041")).as("nothing of a right one").isEqualTo("00");
        byte[] foreign = new StripFrame(2, 1, 1, new byte[0]).bytes();
        assertThat(strip.receive(foreign)).as("another address").isEmpty();
    }

    private StripBoard open() throws LinkException {
        return StripBoard.open(SerialLinks.open(port.path(), BAUD), StripBoard.FIRST_ADDRESS, 4);
    }

    private String answerTo(int word, String payload) {
        byte[] answer = strip.receive(new StripFrame(1, 1, word, HexFormat.of().parseHex(payload)).bytes());
        byte[] status =
                new StripFrameReader().take(answer, answer.length).getFirst().payload();
        return HexFormat.of().formatHex(status);
    }
}
