package io.yizhan.hub.follower;

import io.yizhan.hub.book.Watermark;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.journal.Origin;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which lines of one batch the book has already, in whatever form. Asked once for each line, in their order. */
final class Origins {

    private final Tx tx;
    private final DeviceId device;
    private final Watermark mark;
    private final boolean leftOnce;
    private final Set<String> inThisBatch = new HashSet<>();

    /** @param mark where the batch's fresh lines begin */
    Origins(Tx tx, Watermark mark) throws SQLException {
        this.tx = tx;
        this.device = mark.device();
        this.mark = mark;
        // ASCII's next character after '/' is '0'
        this.leftOnce = tx.number(
                        "SELECT count(*) FROM (SELECT 1 FROM entry WHERE device = ? AND origin > ? AND origin < ? LIMIT 1)",
                        device,
                        mark.journal() + "/",
                        mark.journal() + "0")
                > 0;
    }

    static String text(Origin origin) {
        return origin.journal() + "/" + origin.seq() + "/" + origin.hash();
    }

    /**
     * Whether the book has the next line already. One with an origin: where it first stood, or from another journal
     * that told it. One without: from a journal that the terminal began when it left this one, before an old image of
     * its card came back to it.
     *
     * @return where else it stands; empty when it is new
     */
    Optional<String> standsAt(ReadLine line, @Nullable Origin origin) throws SQLException {
        if (origin != null) {
            boolean known = !inThisBatch.add(text(origin)) || stored(origin) || told(text(origin));
            return known ? Optional.of(text(origin)) : Optional.empty();
        }
        if (!leftOnce) {
            return Optional.empty();
        }
        String here = text(new Origin(mark.journal(), line.seq(), line.hash()));
        return told(here) ? Optional.of(here) : Optional.empty();
    }

    private boolean stored(Origin origin) throws SQLException {
        return tx.number(
                        "SELECT count(*) FROM entry WHERE device = ? AND journal = ? AND seq = ? AND hash = ?",
                        device,
                        origin.journal(),
                        origin.seq(),
                        origin.hash())
                > 0;
    }

    private boolean told(String origin) throws SQLException {
        return tx.number("SELECT count(*) FROM entry WHERE device = ? AND origin = ?", device, origin) > 0;
    }
}
