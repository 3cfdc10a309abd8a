package io.yizhan.protocol;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A folder that nobody can write to, root neither, and not even through a file that is open: as a disk is that the
 * system made read-only under a running program. It takes root and a file system with the immutable attribute (ext4):
 * elsewhere a test that needs it is left out, and says so.
 */
public final class FrozenFolder implements AutoCloseable {

    private final Path folder;

    private FrozenFolder(Path folder) {
        this.folder = folder;
    }

    /** With all that is in it. */
    public static FrozenFolder freeze(Path folder) throws IOException, InterruptedException {
        assumeTrue(
                SmallDisk.run("chattr", "-R", "+i", folder.toString()),
                "nothing can be frozen here: what happens on a read-only disk is not tried");
        return new FrozenFolder(folder);
    }

    /** It can be written again. */
    @Override
    public void close() throws IOException {
        try {
            SmallDisk.run("chattr", "-R", "-i", folder.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
