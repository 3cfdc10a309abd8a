package io.yizhan.hub.report;

import io.yizhan.hub.book.HubFact;

/**
 * A piece of a bulletin's document: an entry has room for a few people's rows.
 *
 * @param bulletin the id of this version
 * @param part from 1, in order
 * @param text of the document
 */
public record BulletinPart(String bulletin, int part, String text) implements HubFact {

    /** Three bytes each at most, and as many again for what JSON escapes: below the 8,192 bytes of an entry. */
    static final int CHARACTERS_MAX = 1_800;

    public BulletinPart {
        if (part < 1) {
            throw new IllegalArgumentException("parts are counted from 1: " + part);
        }
    }
}
