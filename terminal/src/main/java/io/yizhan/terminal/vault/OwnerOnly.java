package io.yizhan.terminal.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What nobody but this terminal's user reads: segments are sealed, and yet tell everybody how much the hub decided and
 * when.
 */
final class OwnerOnly {

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private static final Logger LOG = LoggerFactory.getLogger(OwnerOnly.class);

    private OwnerOnly() {}

    /** What to create a file with. */
    static FileAttribute<Set<PosixFilePermission>> file() {
        return PosixFilePermissions.asFileAttribute(FILE);
    }

    /** Makes a folder, and those above it that are not there. */
    static void folders(Path folder) throws IOException {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
    }

    /**
     * Closes a folder that was made otherwise to all others, and with it what lies below. A disk that knows no modes
     * keeps it as it is.
     */
    static void close(Path folder) {
        try {
            if (Files.isDirectory(folder)
                    && !Files.getPosixFilePermissions(folder).equals(FOLDER)) {
                Files.setPosixFilePermissions(folder, FOLDER);
            }
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("folder", folder).log("others may read the vault's files: {}", e.toString());
        }
    }
}
