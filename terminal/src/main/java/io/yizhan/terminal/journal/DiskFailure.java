package io.yizhan.terminal.journal;

import io.yizhan.terminal.journal.JournalException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** What a failed statement means. Where SQLite can only say input/output error, the disk itself is asked. */
final class DiskFailure {

    /** Less than this is none. */
    private static final long ROOM_BYTES_MIN = 64 * 1024;

    /** SQLite's primary result codes stand in the lowest byte. */
    private static final int PRIMARY = 0xff;

    private DiskFailure() {}

    /** What a failed statement means for who waits for it. */
    static JournalException of(Path file, SQLException e) {
        Kind kind = kind(file, e);
        String what = switch (kind) {
            case FULL ->
                "the disk of " + file + " is full, nothing was recorded; make room there, or where the journal alone"
                        + " fills it, let the hub be reached so that acknowledged entries may go";
            case READ_ONLY ->
                "the journal " + file + " cannot be written (" + e.getMessage() + "), nothing was recorded; a disk that"
                        + " the system made read-only is failing: change the card, keep the old one; else give its"
                        + " folder back to this user";
            case BROKEN ->
                "the journal " + file + " does not work (" + e.getMessage() + "), nothing was recorded; start the"
                        + " terminal again; if that doesn't help, change its card";
        };
        return new JournalException(kind, what, e);
    }

    private static Kind kind(Path file, SQLException e) {
        SQLiteErrorCode primary = SQLiteErrorCode.getErrorCode(e.getErrorCode() & PRIMARY);
        return switch (primary) {
            case SQLITE_FULL -> Kind.FULL;
            case SQLITE_READONLY, SQLITE_PERM -> Kind.READ_ONLY;
            case SQLITE_IOERR, SQLITE_CANTOPEN -> kind(file);
            default -> Kind.BROKEN;
        };
    }

    static boolean tellsDamage(SQLException e) {
        int primary = e.getErrorCode() & PRIMARY;
        return primary == SQLiteErrorCode.SQLITE_CORRUPT.code || primary == SQLiteErrorCode.SQLITE_NOTADB.code;
    }

    /** Why nothing can be written beside this file; {@link Kind#BROKEN} where something can. */
    static Kind kind(Path file) {
        Path probe = file.resolveSibling(file.getFileName() + ".probe");
        try {
            if (Files.getFileStore(probe.toAbsolutePath().getParent()).getUsableSpace() < ROOM_BYTES_MIN) {
                return Kind.FULL;
            }
            try (FileChannel channel = FileChannel.open(probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.allocate(1));
                channel.force(true);
            }
            Files.delete(probe);
            return Kind.BROKEN;
        } catch (IOException notWritable) {
            return Kind.READ_ONLY;
        }
    }
}
