package io.yizhan.hub.cli;

import java.nio.file.Path;
import java.time.ZoneId;

/**
 * How a new hall's database comes to let its first admin in, and the programs of its own machine; and to have rules of
 * attendance from its first day on.
 */
@FunctionalInterface
public interface FirstAccess {

    /**
     * Makes the hub's database with this account and this token, and closes it again.
     *
     * @param database where the SQLite file is to be; it does not exist yet, and its folder is still going to be moved
     * @param zone of the hall's days
     * @param password as the person will be shown it, once; it must not be kept, nor reach a log
     * @param token the bearer token that this machine's programs find in {@code api-token}; 64 hex digits
     */
    void create(Path database, ZoneId zone, String admin, String password, String token) throws CommandFailedException;
}
