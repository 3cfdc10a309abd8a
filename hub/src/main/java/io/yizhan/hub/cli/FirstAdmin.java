package io.yizhan.hub.cli;

import java.nio.file.Path;

/** How a new hall gets the account of its first admin. */
@FunctionalInterface
public interface FirstAdmin {

    /**
     * Makes the hub's database with this one account in it, and closes it again.
     *
     * @param database where the SQLite file is to be; it does not exist yet, and its folder is still going to be moved
     * @param password as the person will be shown it, once; it must not be kept, nor reach a log
     */
    void create(Path database, String user, String password) throws CommandFailedException;
}
