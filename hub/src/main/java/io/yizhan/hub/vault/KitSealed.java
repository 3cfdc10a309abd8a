package io.yizhan.hub.vault;

import io.yizhan.hub.book.HubFact;

/**
 * A part of the hall's kit, sealed under the recovery key: what a hub needs beside its records to be known by its
 * terminals.
 *
 * @param kit SHA-256 of the whole, lower-case hex; the same for all its parts
 * @param lock the public half of the recovery key, as text
 * @param part from 1 to parts, in order, one entry each
 * @param opening base64; see {@link io.yizhan.protocol.vault.Seal}
 * @param sealed base64
 */
public record KitSealed(String kit, String lock, int part, int parts, String opening, String sealed)
        implements HubFact {

    /** Bytes of the kit in one entry: with base64 and the rest of the line below the 8,192 of an entry. */
    static final int PIECE_BYTES = 5_000;

    public KitSealed {
        if (part < 1 || part > parts) {
            throw new IllegalArgumentException("part " + part + " is outside 1–" + parts);
        }
    }
}
