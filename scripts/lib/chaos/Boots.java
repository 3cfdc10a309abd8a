package chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.UUID;

/** Boot ids and the ages of boots: each as no other machine has it. */
final class Boots {

    private final Path folder;
    private long given;

    Boots(Path folder) {
        this.folder = folder;
    }

    /** From its next start on this machine is another boot. */
    synchronized void next(String name, Machine machine) throws IOException {
        given++;
        Path boot = Files.createDirectories(folder).resolve(name);
        Path fresh = folder.resolve(name + ".new");
        Files.writeString(fresh, UUID.randomUUID() + "\n");
        Files.move(
                fresh, boot, StandardCopyOption.REPLACE_EXISTING); // the running one keeps the file that it has bound
        machine.surround("CHAOS_BOOT", boot.toString());
        machine.surround(
                "CHAOS_BOOTTIME", String.valueOf(Duration.ofHours(given).toSeconds()));
    }
}
