package io.yizhan.hub.report;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.AgencyId;
import java.time.YearMonth;

/**
 * A version of a bulletin is out: its parts, which stand before this entry, are frozen for ever.
 *
 * @param bulletin the id of this version
 * @param number of the hall's bulletins of the month's year; the same for all versions
 * @param version from 1
 * @param parts how many
 * @param hash SHA-256 of the document, lower-case hex
 * @param by the account that published it, or {@code program NAME}
 */
public record BulletinPublished(
        String bulletin, AgencyId agency, YearMonth month, int number, int version, int parts, String hash, String by)
        implements HubFact {}
