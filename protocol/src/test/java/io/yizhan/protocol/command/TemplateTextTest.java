package io.yizhan.protocol.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.EnrolmentId;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

class TemplateTextTest {

    private static final CommandId COMMAND = new CommandId("00000000-0000-4000-8000-0000000000d1");
    private static final EnrolmentId ENROLMENT = new EnrolmentId("00000000-0000-4000-8000-0000000000e1");
    private static final OffsetDateTime AT = OffsetDateTime.parse("2026-11-23T08:31:04.500+08:00");

    @Test
    void the_longest_template_goes_through_a_command_and_comes_out_the_same() throws Exception {
        byte[] template = new byte[TemplateText.BYTES_MAX];
        template[7] = (byte) 0xFE;
        String text = TemplateText.of(template);
        assertThat(text).hasSize(TemplateText.CHARACTERS_MAX);

        byte[] wire = Json.write(new PutTemplate(COMMAND, AT, ENROLMENT, 3, text));

        PutTemplate read = (PutTemplate) Json.read(wire, Command.class);
        assertThat(TemplateText.bytes(read.template())).isEqualTo(template);
    }

    @Test
    void a_longer_one_and_an_empty_one_are_refused_at_both_ends_of_the_wire() {
        assertThatThrownBy(() -> TemplateText.of(new byte[TemplateText.BYTES_MAX + 1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 1536 bytes");
        assertThatThrownBy(() -> TemplateText.of(new byte[0])).isInstanceOf(IllegalArgumentException.class);
        String tooLong = "AAAA".repeat(TemplateText.CHARACTERS_MAX / 4 + 1);
        byte[] reply = Json.write(new LooseReply(COMMAND, Reply.Step.DONE, tooLong));
        assertThatThrownBy(() -> Json.read(reply, Reply.class)).isInstanceOf(UnreadableException.class);
    }

    @Test
    void what_is_no_base64_is_refused_and_not_repeated() {
        assertThatThrownBy(() -> new Reply(COMMAND, Reply.Step.DONE, null, "secret of s0123!"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s0123");
    }

    /** A reply as a device could write it that keeps to no limit. */
    private record LooseReply(CommandId command, Reply.Step step, String template) {}
}
