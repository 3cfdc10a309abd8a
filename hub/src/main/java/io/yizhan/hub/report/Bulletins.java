package io.yizhan.hub.report;

import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.id.AgencyId;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the records say of published bulletins. */
public final class Bulletins {

    private static final String VERSION =
            "SELECT bulletin, agency, month, number, version, hash, account, published_ms FROM bulletin";

    private Bulletins() {}

    /** A published version, without its document. */
    public record Version(
            String bulletin,
            AgencyId agency,
            YearMonth month,
            int number,
            int version,
            String hash,
            String by,
            Instant published) {}

    /** The newest version of each agency's bulletin of this month, by agency. */
    public static List<Version> ofMonth(Rows rows, YearMonth month) throws SQLException {
        return rows.list(
                VERSION + " b WHERE month = ? AND version = (SELECT max(n.version) FROM bulletin n"
                        + " WHERE n.agency = b.agency AND n.month = b.month) ORDER BY agency",
                Bulletins::version,
                month.toString());
    }

    /** All versions of one bulletin, the newest first. */
    public static List<Version> versions(Rows rows, AgencyId agency, YearMonth month) throws SQLException {
        return rows.list(
                VERSION + " WHERE agency = ? AND month = ? ORDER BY version DESC",
                Bulletins::version,
                agency,
                month.toString());
    }

    /** The newest month before this one of which any agency has a bulletin. */
    public static Optional<YearMonth> before(Rows rows, YearMonth month) throws SQLException {
        return rows.list(
                        "SELECT max(month) AS month FROM bulletin WHERE month < ?",
                        row -> Optional.ofNullable(row.textOrNull("month")),
                        month.toString())
                .getFirst()
                .map(YearMonth::parse);
    }

    /**
     * The newest month of which this agency has a bulletin, or any agency where {@code agency} is null: nothing may be
     * decided otherwise up to its end.
     */
    public static Optional<YearMonth> newest(Rows rows, @Nullable AgencyId agency) throws SQLException {
        return rows.list(
                        "SELECT max(month) AS month FROM bulletin WHERE ? IS NULL OR agency = ?",
                        row -> Optional.ofNullable(row.textOrNull("month")),
                        agency,
                        agency)
                .getFirst()
                .map(YearMonth::parse);
    }

    /**
     * The document as it was published, UTF-8; empty where there is no such version.
     *
     * @param version null for the newest
     */
    public static Optional<byte[]> document(Rows rows, AgencyId agency, YearMonth month, @Nullable Integer version)
            throws SQLException {
        for (Version each : versions(rows, agency, month)) {
            if (version == null || each.version() == version) {
                return Optional.of(document(rows, each.bulletin()));
            }
        }
        return Optional.empty();
    }

    /** The document as it was published, UTF-8. */
    public static byte[] document(Rows rows, String bulletin) throws SQLException {
        return text(rows, bulletin).getBytes(StandardCharsets.UTF_8);
    }

    /** The same, read. */
    public static Bulletin read(Rows rows, String bulletin) throws SQLException {
        try {
            return Bulletin.of(document(rows, bulletin));
        } catch (UnreadableException e) {
            throw new SQLException("the bulletin " + bulletin + " cannot be read: " + e.getMessage(), e);
        }
    }

    static String text(Rows rows, String bulletin) throws SQLException {
        return String.join(
                "",
                rows.list(
                        "SELECT text FROM bulletin_part WHERE bulletin = ? ORDER BY part",
                        row -> row.text("text"),
                        bulletin));
    }

    private static Version version(Row row) throws SQLException {
        return new Version(
                row.text("bulletin"),
                new AgencyId(row.text("agency")),
                YearMonth.parse(row.text("month")),
                row.integer("number"),
                row.integer("version"),
                row.text("hash"),
                row.text("account"),
                row.instant("published_ms"));
    }
}
