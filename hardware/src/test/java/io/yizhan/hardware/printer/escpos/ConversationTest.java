package io.yizhan.hardware.printer.escpos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.linux.TcpLink;
import io.yizhan.hardware.printer.PrinterState;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Answers byte by byte, from a far end that says just what it is told to. */
class ConversationTest {

    private static final Duration REPLY_MAX = Duration.ofSeconds(3);
    private static final Duration IMPATIENT = Duration.ofMillis(200);

    @Test
    void each_bit_of_the_status_bytes_has_its_meaning() throws Exception {
        assertThat(stateOf("12", "12", "12", "12"))
                .isEqualTo(new PrinterState(PrinterState.Paper.ENOUGH, false, false, false));
        assertThat(stateOf("1a", "16", "12", "12").coverOpen()).isTrue();
        assertThat(stateOf("1a", "32", "12", "12").paper()).isEqualTo(PrinterState.Paper.OUT);
        assertThat(stateOf("1a", "52", "1a", "12").cutterFault()).isTrue();
        assertThat(stateOf("1a", "52", "32", "12").otherFault()).isTrue();
        assertThat(stateOf("12", "12", "12", "1e").paper()).isEqualTo(PrinterState.Paper.NEAR_END);
        assertThat(stateOf("12", "12", "12", "72").paper()).isEqualTo(PrinterState.Paper.OUT);
    }

    @Test
    void off_line_without_a_reason_is_a_fault_and_not_ready() throws Exception {
        PrinterState state = stateOf("1a", "12", "12", "12");
        assertThat(state.otherFault()).isTrue();
        assertThat(state.ready()).isFalse();
    }

    @Test
    void bytes_that_are_no_status_are_said_to_be_garbled() {
        assertThatThrownBy(() -> stateOf(Duration.ofSeconds(1), "ff", "ff", "ff", "ff"))
                .isInstanceOfSatisfying(
                        LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.GARBLED))
                .hasMessageContaining("baud");
    }

    @Test
    void a_printer_that_answers_nothing_is_said_to_be_silent() {
        assertThatThrownBy(() -> stateOf(IMPATIENT, "", "", "", ""))
                .isInstanceOfSatisfying(
                        LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.SILENT));
    }

    @Test
    void the_end_of_another_job_is_not_the_end_of_this_one() throws Exception {
        try (FarEnd far = new FarEnd()) {
            Conversation near = new Conversation(far.link(), REPLY_MAX);
            near.send(new byte[0], 23, PrinterModel.Completion.JOB_NUMBER);
            far.say("37223030323200");
            assertThat(near.printed(23, IMPATIENT)).isFalse();
            far.say("37223030323300");
            assertThat(near.printed(23, REPLY_MAX)).isTrue();
            near.close();
        }
    }

    @Test
    void an_end_that_comes_between_a_question_and_its_answer_is_not_lost() throws Exception {
        try (FarEnd far = new FarEnd()) {
            Conversation near = new Conversation(far.link(), REPLY_MAX);
            near.send(new byte[0], 2222, PrinterModel.Completion.JOB_NUMBER);
            far.say("3722323232320012");
            assertThat(near.offline()).isFalse();
            assertThat(near.printed(2222, REPLY_MAX)).isTrue();
            near.close();
        }
    }

    @Test
    void a_reply_that_names_no_job_ends_none() throws Exception {
        try (FarEnd far = new FarEnd()) {
            Conversation near = new Conversation(far.link(), REPLY_MAX);
            near.send(new byte[0], 1, PrinterModel.Completion.JOB_NUMBER);
            far.say("37222020202000" + "3799");
            assertThat(near.printed(1, IMPATIENT)).isFalse();
            near.close();
        }
    }

    /** Answers the four questions of a state with these bytes. */
    private static PrinterState stateOf(String... answers) throws Exception {
        return stateOf(REPLY_MAX, answers);
    }

    private static PrinterState stateOf(Duration replyMax, String... answers) throws Exception {
        try (FarEnd far = new FarEnd()) {
            Conversation near = new Conversation(far.link(), replyMax);
            Thread answering = Thread.ofVirtual().start(() -> far.answer(answers));
            try {
                return near.state();
            } finally {
                near.close();
                answering.join();
            }
        }
    }

    private static final class FarEnd implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final TcpLink link = open(server);
        private final Socket socket = server.accept();

        FarEnd() throws IOException {}

        TcpLink link() {
            return link;
        }

        void say(String hex) throws IOException {
            socket.getOutputStream().write(HexFormat.of().parseHex(hex));
        }

        void answer(String... answers) {
            try {
                InputStream in = socket.getInputStream();
                for (String answer : answers) {
                    if (in.readNBytes(3).length < 3) {
                        return;
                    }
                    say(answer);
                }
            } catch (IOException theNearEndHungUp) {
                // That ends the conversation.
            }
        }

        @Override
        public void close() throws IOException {
            link.close();
            socket.close();
            server.close();
        }

        private static TcpLink open(ServerSocket server) {
            try {
                return TcpLink.open("127.0.0.1", server.getLocalPort(), REPLY_MAX);
            } catch (LinkException e) {
                throw new AssertionError(e);
            }
        }
    }
}
