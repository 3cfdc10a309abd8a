package io.yizhan.hub.api;

import io.yizhan.hub.desk.TestPage;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.DeviceId;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A test page of a kiosk's printer.
 *
 * @param code why it failed, one of the wire's words
 * @param at when this outcome was heard of, by the hub's clock
 */
public record TestPageOut(
        DeviceId device,
        CommandId order,
        TestPage.Outcome outcome,
        @Nullable String code,
        OffsetDateTime at) {

    static TestPageOut of(TestPage page, Answers answers) {
        return new TestPageOut(page.device(), page.order(), page.outcome(), page.code(), answers.at(page.at()));
    }
}
