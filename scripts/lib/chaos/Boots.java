package chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.UUID;

/**
 * Boot ids, and when the boots began: a moment before they are made, as on a Pi whose plug was pulled and put in again.
 * A boot that seems older than what its machine wrote in an earlier one cannot be, and the hub rightly makes nonsense of
 * it: so nobody starts one before that moment has passed since the plug was pulled.
 */
final class Boots {

    /** A boot that began at once would have to be at least 0 s old wherever it is read. */
    private static final long AGE_S = 1;

    /** By now a boot of that age, counted in whole seconds, began after whatever was written before. */
    private static final Duration PULLED = Duration.ofSeconds(AGE_S + 1);

    private final Path folder;

    Boots(Path folder) {
        this.folder = folder;
    }

    /** From its next start on this machine, whose plug has just been pulled, is another boot. */
    void next(String name, Machine machine) throws IOException, InterruptedException {
        Thread.sleep(PULLED);
        first(name, machine);
    }

    /** The boot of a machine that has written nothing yet. */
    synchronized void first(String name, Machine machine) throws IOException {
        Path boot = Files.createDirectories(folder).resolve(name);
        Path fresh = folder.resolve(name + ".new");
        Files.writeString(fresh, UUID.randomUUID() + "\n");
        Files.move(
                fresh, boot, StandardCopyOption.REPLACE_EXISTING); // the running one keeps the file that it has bound
        machine.surround("CHAOS_BOOT", boot.toString());
        machine.surround("CHAOS_BOOTTIME", String.valueOf(AGE_S - upSeconds()));
    }

    private static long upSeconds() throws IOException {
        String up = Files.readString(Path.of("/proc/uptime"));
        return Long.parseLong(up.substring(0, up.indexOf('.')));
    }
}
