package io.yizhan.hub.store;

import java.io.Serial;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The database did not do it: the disk is full, read-only, broken, or the SQL is. Nothing of that work was committed.
 */
public final class StoreException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final @Nullable StoreTrouble trouble;

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.trouble = cause instanceof SQLException e ? StoreTrouble.of(e).orElse(null) : null;
    }

    /** A file that could not be opened, for a reason that was asked for. */
    public StoreException(String message, StoreTrouble trouble, Throwable cause) {
        super(message, cause);
        this.trouble = trouble;
    }

    /** Which trouble of the file or its disk it was; empty where it was another. */
    public Optional<StoreTrouble> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** With what to do about it. */
    static StoreException cannotOpen(Path file, SQLException e) {
        String failed = "the database " + file + " cannot be opened: " + e.getMessage();
        if (StoreTrouble.tellsDamage(e)) {
            return new StoreException(
                    failed + ". If the file is damaged or not the hub's: move it away, restore the newest backup"
                            + " (scripts/hub restore), start the hub; the terminals send the rest",
                    e);
        }
        Optional<StoreTrouble> told = StoreTrouble.of(e);
        if (told.isEmpty()) {
            return new StoreException(failed, e);
        }
        StoreTrouble trouble = told.filter(kind -> kind != StoreTrouble.BROKEN).orElseGet(() -> DiskProbe.beside(file));
        String hint = switch (trouble) {
            case FULL -> ". There is no room on its disk: make some";
            case READ_ONLY ->
                ". Its folder cannot be written: is it this user's? A disk that the system has made read-only is"
                        + " failing: replace it and restore the newest backup (scripts/hub restore)";
            case REPLACED, BROKEN -> ". Is its disk well, is it this user's, and is it the hub's file?";
        };
        return new StoreException(failed + hint, trouble, e);
    }
}
