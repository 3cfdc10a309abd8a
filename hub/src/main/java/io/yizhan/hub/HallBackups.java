package io.yizhan.hub;

import io.yizhan.hub.backup.Backup;
import io.yizhan.hub.backup.BackupFailedException;
import io.yizhan.hub.backup.BackupFile;
import io.yizhan.hub.cli.BackupCommand;
import io.yizhan.hub.cli.CommandFailedException;
import io.yizhan.hub.cli.HallFolder;
import io.yizhan.protocol.UnreadableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes a backup when somebody asks for it; the hub may run or not. */
record HallBackups(InstantSource clock) implements BackupCommand.Maker {

    @Override
    public List<String> make(HallFolder hall, Path to, int keep) throws CommandFailedException {
        try {
            HubConfig config = HubConfig.load(hall.path());
            BackupFile made = of(config, hall.path()).make(to, keep, clock.instant());
            return told(hall, made);
        } catch (UnreadableException | BackupFailedException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    static Backup of(HubConfig config, Path folder) {
        return new Backup(config.hall().id(), folder, config.database());
    }

    private static List<String> told(HallFolder hall, BackupFile made) {
        List<String> lines = new ArrayList<>();
        lines.add("备份完成，已核对 · The backup is made and checked: " + made.path());
        try {
            if (Files.getFileStore(made.path()).equals(Files.getFileStore(hall.path()))) {
                lines.add("注意：备份与大厅在同一磁盘上，磁盘损坏会同时失去两者。");
                lines.add(
                        "Mind: it is on the hall's own disk, and would die with it. Was a stick meant, is it mounted?");
            }
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(made.path());
            if (rights.contains(PosixFilePermission.OTHERS_READ) || rights.contains(PosixFilePermission.GROUP_READ)) {
                lines.add("注意：此介质不记录权限，拿到它的人就能读取大厅的密钥，请妥善保管。");
                lines.add("Mind: this medium keeps no rights; who holds it can read the hall's keys. Lock it away.");
            }
        } catch (IOException | UnsupportedOperationException e) {
            lines.add("无法查看介质的权限 · The medium's rights could not be looked at: " + e.getMessage());
        }
        return lines;
    }
}
