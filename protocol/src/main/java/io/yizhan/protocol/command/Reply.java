package io.yizhan.protocol.command;

import io.yizhan.protocol.id.CommandId;
import org.jspecify.annotations.Nullable;

/** How far an order is. {@code template}, see {@link TemplateText}, only with the last step of an enrolment. */
public record Reply(
        CommandId command,
        Step step,
        @Nullable String code,
        @Nullable String template) {

    public Reply {
        if (template != null) {
            TemplateText.check(template);
        }
    }

    /** A template is personal: it reaches no log. */
    @Override
    public String toString() {
        return "Reply[command=" + command + ", step=" + step + ", code=" + code + "]";
    }

    /** The steps; an order ends with one {@code DONE} or {@code FAILED}. */
    public enum Step {
        TOUCH_1,
        LIFT,
        TOUCH_2,
        TOUCH_3,
        STORED,
        DONE,
        FAILED;

        public boolean ends() {
            return this == DONE || this == FAILED;
        }
    }
}
