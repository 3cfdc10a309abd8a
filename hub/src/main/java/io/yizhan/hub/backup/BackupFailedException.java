package io.yizhan.hub.backup;

import java.io.Serial;

/**
 * There is no new backup, or one cannot be read; nothing half was left behind. The message is one line for an
 * admin.
 */
public final class BackupFailedException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    public BackupFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    public BackupFailedException(String message) {
        super(message);
    }
}
