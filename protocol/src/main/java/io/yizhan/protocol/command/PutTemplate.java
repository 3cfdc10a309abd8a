package io.yizhan.protocol.command;

import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.EnrolmentId;
import java.time.OffsetDateTime;

/** Store this template (base64) at this position; see {@link TemplateText} for its limit. */
public record PutTemplate(CommandId command, OffsetDateTime at, EnrolmentId enrolment, int position, String template)
        implements Command {

    public PutTemplate {
        if (position < 0) {
            throw new IllegalArgumentException("position " + position + " is negative");
        }
        TemplateText.check(template);
    }

    /** A template is personal: it reaches no log. */
    @Override
    public String toString() {
        return "PutTemplate[command=" + command + ", enrolment=" + enrolment + ", position=" + position + "]";
    }
}
