package io.yizhan.hub.store;

import java.sql.SQLException;
import java.util.Optional;

/** Why the database takes nothing now, so that a person knows what to do. */
public enum StoreTrouble {
    /** No room: it goes on by itself once there is some. */
    FULL,
    /** The file or its disk cannot be written. */
    READ_ONLY,
    /** The file was moved or another put in its place: what is written now would be gone with the next start. */
    REPLACED,
    /** The file is no sound database, or its disk fails. */
    BROKEN;

    /** SQLite's primary result codes, see sqlite.org/rescode.html. */
    private static final int PRIMARY = 0xff;

    private static final int PERM = 3;
    private static final int READONLY = 8;
    private static final int IOERR = 10;
    static final int CORRUPT = 11;
    private static final int FULL_DISK = 13;
    private static final int CANTOPEN = 14;
    private static final int NOTADB = 26;

    /** Writing to the shared memory's file found no room: SQLite says so as an input/output error. */
    private static final int IOERR_SHMSIZE = IOERR | 19 << 8;

    /** Whether what stands in the file is no sound database; a disk that fails is another matter. */
    static boolean tellsDamage(SQLException e) {
        int primary = e.getErrorCode() & PRIMARY;
        return primary == CORRUPT || primary == NOTADB;
    }

    /** Empty where it is the statement's fault and not the disk's. */
    static Optional<StoreTrouble> of(SQLException e) {
        int code = e.getErrorCode();
        if (code == IOERR_SHMSIZE) {
            return Optional.of(FULL);
        }
        return switch (code & PRIMARY) {
            case FULL_DISK -> Optional.of(FULL);
            case PERM, READONLY -> Optional.of(READ_ONLY);
            case IOERR, CORRUPT, CANTOPEN, NOTADB -> Optional.of(BROKEN);
            default -> Optional.empty();
        };
    }
}
