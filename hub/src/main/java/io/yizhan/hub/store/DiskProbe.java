package io.yizhan.hub.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Asks a disk itself what it is that SQLite can only call an input/output error. */
public final class DiskProbe {

    /** Less than this is none: SQLite's shared memory alone takes 32 KiB. */
    private static final long ROOM_BYTES_MIN = 64 * 1024;

    private DiskProbe() {}

    /** Why nothing can be written beside this file; {@link StoreTrouble#BROKEN} where something can. */
    public static StoreTrouble beside(Path file) {
        Path probe = file.resolveSibling(file.getFileName() + ".probe");
        try {
            if (Files.getFileStore(probe.toAbsolutePath().getParent()).getUsableSpace() < ROOM_BYTES_MIN) {
                return StoreTrouble.FULL;
            }
            try (FileChannel channel = FileChannel.open(probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.allocate(1));
                channel.force(true);
            }
            Files.delete(probe);
            return StoreTrouble.BROKEN;
        } catch (IOException notWritable) {
            return StoreTrouble.READ_ONLY;
        }
    }
}
