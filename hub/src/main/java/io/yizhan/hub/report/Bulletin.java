package io.yizhan.hub.report;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.id.AgencyId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.List;

/**
 * The monthly bulletin 考勤通报 of one agency (NC 35), as it was published: nothing of it is reckoned again.
 *
 * @param number of the hall's bulletins of this year, from 1; versions keep it
 * @param version from 1
 * @param issued the day on which this version was published
 * @param rules which documents the hours of this month stand in
 * @param workdays half-days that the calendar asked for in this month
 * @param lateStepsMin the steps of lateness of its rows
 * @param changes what this version says otherwise than the one before; none for the first
 */
public record Bulletin(
        String hall,
        AgencyId agency,
        String agencyName,
        YearMonth month,
        int number,
        int version,
        LocalDate issued,
        List<String> rules,
        int workdays,
        List<Integer> lateStepsMin,
        List<BulletinRow> rows,
        List<Change> changes) {

    public Bulletin {
        rules = List.copyOf(rules);
        lateStepsMin = List.copyOf(lateStepsMin);
        rows = List.copyOf(rows);
        changes = List.copyOf(changes);
    }

    /** The document, UTF-8. The same bulletin has the same bytes. */
    public byte[] bytes() {
        return Json.write(this);
    }

    /** @throws UnreadableException when these bytes are no bulletin */
    public static Bulletin of(byte[] bytes) throws UnreadableException {
        return Json.read(bytes, Bulletin.class);
    }

    /** SHA-256 of a document, lower-case hex. */
    public static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }

    /** Its number as it is cited: 〔2026〕12. */
    public String cited() {
        return "〔" + month.getYear() + "〕" + number;
    }
}
