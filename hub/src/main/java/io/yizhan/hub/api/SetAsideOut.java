package io.yizhan.hub.api;

import io.yizhan.hub.book.Fate;
import io.yizhan.hub.book.SetAside;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.JournalId;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * An entry that is set aside; its line is in {@code /api/v1/entries}.
 *
 * @param at null while the time is uncertain, and only the bounds hold
 * @param earliest null where nothing bounds it
 * @param latest null where nothing bounds it
 * @param type null when the line cannot be read
 */
record SetAsideOut(
        DeviceId device,
        JournalId journal,
        long seq,
        Fate fate,
        @Nullable String type,
        String reason,
        @Nullable OffsetDateTime at,
        @Nullable OffsetDateTime earliest,
        @Nullable OffsetDateTime latest) {

    static SetAsideOut of(SetAside entry, Answers answers) {
        TrueTime time = entry.time();
        return new SetAsideOut(
                entry.device(),
                entry.journal(),
                entry.seq(),
                entry.fate(),
                entry.type(),
                entry.reason(),
                answers.moment(time),
                answers.atOrNull(time.span().earliest()),
                answers.atOrNull(time.span().latest()));
    }
}
