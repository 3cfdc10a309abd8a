package chaos;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** By how much the wall clock of one process is wrong; see clock.c. The machine's own clock is never touched. */
final class Wall {

    private final Path file;
    private final MappedByteBuffer wrongNanos;

    Wall(Path file) throws IOException {
        this.file = file;
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[Long.BYTES]);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            wrongNanos = channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
        }
        wrongNanos.order(ByteOrder.nativeOrder());
    }

    Path file() {
        return file;
    }

    void wrongBy(Duration by) {
        wrongNanos.putLong(0, by.toNanos());
    }

    Duration wrongBy() {
        return Duration.ofNanos(wrongNanos.getLong(0));
    }
}
