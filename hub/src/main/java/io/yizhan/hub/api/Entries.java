package io.yizhan.hub.api;

import io.javalin.http.Context;
import io.yizhan.hub.book.EntryTimes;
import io.yizhan.hub.book.Fate;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.store.Database;
import io.yizhan.hub.store.Row;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.JournalId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The book itself, entry by entry, as JSON lines in the order of device, journal, seq. */
final class Entries {

    private final Database database;
    private final Answers answers;

    Entries(Database database, Answers answers) {
        this.database = database;
        this.answers = answers;
    }

    /**
     * An entry as it stands in the book.
     *
     * @param line the bytes that were hashed, as text; null when they are no UTF-8
     * @param at as it was settled with its batch; null where it is uncertain, and only the bounds hold
     * @param lineBase64 the bytes, only when they are no UTF-8
     * @param fate what became of it; only folded ones are in the records
     */
    public record EntryOut(
            DeviceId device,
            JournalId journal,
            long seq,
            String hash,
            @Nullable String line,
            @Nullable String lineBase64,
            @Nullable OffsetDateTime at,
            @Nullable OffsetDateTime earliest,
            @Nullable OffsetDateTime latest,
            TrueTime.Source source,
            Fate fate) {}

    void answer(Context ctx) {
        Asked asked = new Asked(ctx);
        @Nullable DeviceId device = asked.optional("device", DeviceId::new);
        @Nullable JournalId journal = asked.optional("journal", JournalId::new);
        Long from = asked.optional("from", Long::valueOf);
        int limit = asked.limit();
        Place after = Place.of(asked.cursor());
        List<EntryOut> entries = database.read(rows -> rows.list(
                "SELECT device, journal, seq, hash, line, at_ms, earliest_ms, latest_ms, time_source, flagged, fate"
                        + " FROM entry"
                        + " WHERE (device, journal, seq) > (?, ?, ?) AND (? IS NULL OR device = ?)"
                        + " AND (? IS NULL OR journal = ?) AND seq >= ? ORDER BY device, journal, seq LIMIT ?",
                this::entry,
                after.device,
                after.journal,
                after.seq,
                device,
                device,
                journal,
                journal,
                from == null ? 0 : from,
                limit));
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (EntryOut entry : entries) {
            lines.writeBytes(Json.write(entry));
            lines.write('\n');
        }
        if (entries.size() == limit) {
            EntryOut last = entries.getLast();
            ctx.header("Yizhan-Next", Asked.cursor(last.device + " " + last.journal + " " + last.seq));
        }
        ctx.contentType("application/jsonl; charset=utf-8").result(lines.toByteArray());
    }

    private EntryOut entry(Row row) throws SQLException {
        byte[] line = row.bytes("line");
        TrueTime time = EntryTimes.time(row);
        @Nullable String text = text(line);
        return new EntryOut(
                new DeviceId(row.text("device")),
                new JournalId(row.text("journal")),
                row.number("seq"),
                row.text("hash"),
                text,
                text == null ? Base64.getEncoder().encodeToString(line) : null,
                answers.moment(time),
                answers.atOrNull(time.span().earliest()),
                answers.atOrNull(time.span().latest()),
                time.source(),
                row.word("fate", Fate.class));
    }

    private static @Nullable String text(byte[] line) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
        } catch (CharacterCodingException noUtf8) {
            return null;
        }
    }

    /** The entry after which an answer begins. */
    private record Place(String device, String journal, long seq) {

        static Place of(@Nullable String cursor) {
            String[] parts = cursor == null ? new String[] {"", "", "0"} : cursor.split(" ", -1);
            if (parts.length != 3 || !parts[2].matches("[0-9]{1,18}")) {
                throw new RefusedException(
                        Refusal.BAD_REQUEST, "cursor is none that an answer gave: take it from its header Yizhan-Next");
            }
            return new Place(parts[0], parts[1], Long.parseLong(parts[2]));
        }
    }
}
