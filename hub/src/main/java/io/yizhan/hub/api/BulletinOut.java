package io.yizhan.hub.api;

import io.yizhan.hub.report.Bulletins;
import io.yizhan.protocol.id.AgencyId;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * A published version of a bulletin, without its document.
 *
 * @param hash SHA-256 of the document, lower-case hex
 */
record BulletinOut(
        AgencyId agency, YearMonth month, int number, int version, String hash, String by, OffsetDateTime published) {

    static BulletinOut of(Bulletins.Version version, ZoneId zone) {
        return new BulletinOut(
                version.agency(),
                version.month(),
                version.number(),
                version.version(),
                version.hash(),
                version.by(),
                version.published().atZone(zone).toOffsetDateTime());
    }
}
