package io.yizhan.hub.report;

import io.yizhan.hub.book.Entry;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.Projection;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.store.Tx;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/** Published bulletins from the hub's journal. A version whose document is not what its hash says is refused. */
public final class BulletinProjection implements Projection {

    /** What is decided here. */
    public static final List<Class<? extends HubFact>> FACTS = List.of(BulletinPart.class, BulletinPublished.class);

    @Override
    public List<String> tables() {
        return List.of("bulletin", "bulletin_part");
    }

    @Override
    public void fold(Tx tx, Entry entry) throws SQLException, RuleBrokenException {
        switch (entry.fact()) {
            case BulletinPart part -> part(tx, part);
            case BulletinPublished published -> publish(tx, entry, published);
            default -> {}
        }
    }

    private static void part(Tx tx, BulletinPart part) throws SQLException, RuleBrokenException {
        if (tx.number("SELECT count(*) FROM bulletin WHERE bulletin = ?", part.bulletin()) > 0) {
            throw new RuleBrokenException("bulletin " + part.bulletin() + " is published, and takes nothing more");
        }
        if (tx.number("SELECT count(*) FROM bulletin_part WHERE bulletin = ?", part.bulletin()) != part.part() - 1) {
            throw new RuleBrokenException("part " + part.part() + " of " + part.bulletin() + " is out of order");
        }
        tx.update(
                "INSERT INTO bulletin_part (bulletin, part, text) VALUES (?, ?, ?)",
                part.bulletin(),
                part.part(),
                part.text());
    }

    private static void publish(Tx tx, Entry entry, BulletinPublished published)
            throws SQLException, RuleBrokenException {
        byte[] document = Bulletins.text(tx, published.bulletin()).getBytes(StandardCharsets.UTF_8);
        if (!Bulletin.hash(document).equals(published.hash())) {
            throw new RuleBrokenException(
                    "the document of bulletin " + published.bulletin() + " is not the one that its hash names");
        }
        long versions = tx.number(
                "SELECT count(*) FROM bulletin WHERE agency = ? AND month = ?",
                published.agency(),
                published.month().toString());
        if (published.version() != versions + 1) {
            throw new RuleBrokenException("version " + published.version() + " of the bulletin of " + published.agency()
                    + " for " + published.month() + " does not follow version " + versions);
        }
        if (tx.number(
                        "SELECT count(*) FROM bulletin WHERE year = ? AND number = ? AND NOT (agency = ? AND month ="
                                + " ?)",
                        published.month().getYear(),
                        published.number(),
                        published.agency(),
                        published.month().toString())
                > 0) {
            throw new RuleBrokenException(
                    "number " + published.number() + " of " + published.month().getYear() + " is another bulletin's");
        }
        tx.update(
                "INSERT INTO bulletin (bulletin, agency, month, year, number, version, hash, account, published_ms)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                published.bulletin(),
                published.agency(),
                published.month().toString(),
                published.month().getYear(),
                published.number(),
                published.version(),
                published.hash(),
                published.by(),
                entry.time().at());
    }
}
