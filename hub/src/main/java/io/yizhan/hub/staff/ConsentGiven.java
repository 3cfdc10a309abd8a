package io.yizhan.hub.staff;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.StaffId;

/**
 * Somebody consents that templates of their fingers are stored.
 *
 * @param record where the signed paper is
 */
public record ConsentGiven(StaffId staff, String record) implements HubFact {

    public ConsentGiven {
        if (record.isBlank()) {
            throw new IllegalArgumentException("a consent must say where its record is: a file number, a folder");
        }
    }
}
