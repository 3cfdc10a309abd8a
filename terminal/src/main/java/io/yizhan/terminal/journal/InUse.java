package io.yizhan.terminal.journal;

import io.yizhan.terminal.journal.JournalException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says to other processes that this one uses a journal; a process that dies says so no longer. */
final class InUse implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(InUse.class);

    private final FileChannel lock;

    private InUse(FileChannel lock) {
        this.lock = lock;
    }

    static InUse of(Path journal) throws JournalException {
        Path file = journal.resolveSibling(journal.getFileName() + ".lock");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileChannel lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isFree(lock)) {
                return new InUse(lock);
            }
            lock.close();
        } catch (IOException e) {
            throw new JournalException(
                    DiskFailure.kind(file),
                    file + " cannot be made: " + e + "; may this user write in its folder, is there room?",
                    e);
        }
        throw new JournalException(
                Kind.BROKEN,
                "another process uses the journal " + journal + "; stop it, or give this terminal its own folder",
                null);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("the journal's lock was not closed");
        }
    }

    private static boolean isFree(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException usedByThisProcess) {
            return false;
        }
    }
}
