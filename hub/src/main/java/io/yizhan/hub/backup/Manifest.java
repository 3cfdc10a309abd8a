package io.yizhan.hub.backup;

import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.id.StoreId;
import java.time.Instant;
import java.util.List;

/**
 * The first file of a backup: what it holds, so that a damaged one is known before anything is restored from it.
 *
 * @param format of the whole; a newer one is refused
 * @param epoch of the hub that made it: who restores goes above it
 * @param hubThrough the number of the last entry of the hub's own journal in it
 * @param folder where the hall stood: some settings name it
 */
public record Manifest(
        int format,
        HallId hall,
        StoreId store,
        long epoch,
        long hubThrough,
        long entries,
        Instant madeAt,
        String folder,
        List<Part> parts) {

    static final int FORMAT = 1;

    /** Its name in the backup. */
    static final String NAME = "manifest.json";

    /** The database's name in the backup. */
    public static final String DATABASE = "hub.db";

    public Manifest {
        parts = List.copyOf(parts);
    }

    /**
     * A file of the hall.
     *
     * @param name below the hall's folder, with slashes
     * @param sha256 of its bytes, lower-case hex
     */
    public record Part(String name, long bytes, String sha256) {}
}
