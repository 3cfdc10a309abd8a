package io.yizhan.hub.follower;

import io.yizhan.hub.book.Watermark;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.journal.Header;
import io.yizhan.protocol.journal.Verdict;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What a batch is to the book: the part of the table of verdicts that looks at the journal alone.
 *
 * @param mark where the journal stands before {@code fresh} is applied; its base is moved where entries are lost
 * @param fresh the lines after {@code mark.through()}
 * @param lostFrom the first entry that is lost for ever; 0 when none is
 */
record Judgement(Verdict verdict, Watermark mark, List<ReadLine> fresh, long lostFrom) {

    /** Looks up hash(seq) of the entries that the book holds. */
    @FunctionalInterface
    interface Held {
        Optional<Hash> hash(long seq) throws SQLException;
    }

    static Judgement of(Watermark mark, ReadBatch batch, Held held) throws SQLException {
        Header header = batch.header();
        List<ReadLine> lines = batch.lines();
        if (forked(mark, batch, held)) {
            return new Judgement(Verdict.FORKED, mark, List.of(), 0);
        }
        boolean ahead = header.from() > mark.through() + 1;
        if (ahead && header.from() != header.oldest()) {
            return new Judgement(Verdict.GAP, mark, List.of(), 0);
        }
        if (ahead) {
            long base = header.from() - 1;
            Watermark moved = new Watermark(mark.device(), mark.journal(), base, header.prev(), base, header.prev());
            return new Judgement(Verdict.APPLIED, moved, lines, mark.through() + 1);
        }
        long repeated = Math.min(lines.size(), mark.through() + 1 - header.from());
        List<ReadLine> fresh = lines.subList(Math.toIntExact(repeated), lines.size());
        return new Judgement(fresh.isEmpty() ? Verdict.REPEAT : Verdict.APPLIED, mark, fresh, 0);
    }

    /** Where it is not, the hashes of the lines follow on what the book holds. */
    private static boolean forked(Watermark mark, ReadBatch batch, Held held) throws SQLException {
        Header header = batch.header();
        if (header.last() < mark.through()) {
            return true;
        }
        if (differs(mark, header.from() - 1, header.prev(), held)) {
            return true;
        }
        for (ReadLine line : batch.lines()) {
            if (line.seq() > mark.through()) {
                return false;
            }
            if (differs(mark, line.seq(), line.hash(), held)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the book holds this hash and it is another one; what is below the base or above the watermark it does not
     * hold.
     */
    private static boolean differs(Watermark mark, long seq, Hash hash, Held held) throws SQLException {
        if (seq < mark.base() || seq > mark.through()) {
            return false;
        }
        if (seq == mark.base()) {
            return !hash.equals(mark.baseHash());
        }
        return !hash.equals(held.hash(seq)
                .orElseThrow(() -> new IllegalStateException(
                        "the book lacks entry " + seq + " of " + mark.journal() + " below its own watermark")));
    }
}
