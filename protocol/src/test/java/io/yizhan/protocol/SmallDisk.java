package io.yizhan.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real file system of a few megabytes. It takes root to mount one: elsewhere a test that needs it is left out, and says so. */
public final class SmallDisk implements AutoCloseable {

    private static final int BLOCK_BYTES = 4096;

    private final Path folder;
    private final Path filling;

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.filling = folder.resolve("filling");
    }

    /** @param folder becomes the disk; it is made if need be */
    public static SmallDisk mount(Path folder, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
        assumeTrue(mounted, "a small disk can be mounted by root alone: what happens on a full one is not tried here");
        return new SmallDisk(folder);
    }

    /** Somebody else takes all the room there is. */
    public void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(filling)) {
            byte[] block = new byte[BLOCK_BYTES];
            while (folder.toFile().getUsableSpace() > 0) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(folder.toFile().getUsableSpace()).isLessThan(BLOCK_BYTES);
        }
    }

    /** Somebody else takes the room but this much. */
    public void fillBut(long bytes) throws IOException {
        fill();
        try (FileChannel channel = FileChannel.open(filling, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - bytes);
        }
    }

    /** And gives it back. */
    public void free() throws IOException {
        Files.delete(filling);
    }

    /** Only while nothing on it is open for writing. */
    public void writable(boolean writable) throws IOException, InterruptedException {
        assertThat(run("mount", "-o", "remount," + (writable ? "rw" : "ro"), folder.toString()))
                .isTrue();
    }

    @Override
    public void close() throws IOException {
        try {
            run("umount", "-l", folder.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static boolean run(String... words) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(List.of(words))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException noSuchProgram) {
            return false;
        }
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
