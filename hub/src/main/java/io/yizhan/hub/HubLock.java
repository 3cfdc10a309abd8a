package io.yizhan.hub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who holds it may write to the hall's database: the hub while it runs, or a command while it does not. */
record HubLock(FileChannel channel, FileLock lock) implements AutoCloseable {

    /** Empty when somebody else holds it. */
    static Optional<HubLock> take(Path database) throws IOException {
        FileChannel channel = FileChannel.open(
                database.resolveSibling(database.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = lockOf(channel);
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new HubLock(channel, lock));
    }

    /** Null when another process has it, or another part of this one. */
    private static @Nullable FileLock lockOf(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ours) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
