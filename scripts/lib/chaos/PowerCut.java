package chaos;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The moment at which the power goes: takes back, from files whose process was just killed, what no sync had made
 * durable, as power.c has noted it. All of it, or of each sector as many of its newest writes as the dice say: a
 * disk writes in its own order.
 */
final class PowerCut {

    private static final int SECTOR_BYTES = 512;
    private static final int RECORD_BYTES = 32;
    private static final int FOLDER = -1;

    private final Path folder;
    private final Path undo;
    private final List<Noted> noted = new ArrayList<>();
    private final Map<Integer, Path> names = new HashMap<>();

    /** In the order of power.c's kinds. */
    private enum What {
        NOTHING,
        NAMED,
        CREATED,
        WRITTEN,
        CUT_SHORT,
        SYNCED,
        RENAMED,
        REMOVED
    }

    private record Noted(What what, int file, long offset, long length, long size, byte[] bytes) {

        Path path() {
            return Path.of(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    PowerCut(Path folder, Path undo) {
        this.folder = folder;
        this.undo = undo;
    }

    /**
     * Makes the folder what a disk would hold.
     *
     * @param torn some of what was not synced has reached the disk
     * @return how many changes had not, and may be gone
     */
    int happen(boolean torn, Random random) throws IOException {
        read();
        int takenBack = takeBackNames(torn, random);
        Map<Integer, List<Noted>> open = new HashMap<>();
        Map<Integer, Boolean> fresh = new HashMap<>();
        for (Noted one : noted) {
            switch (one.what) {
                case CREATED -> fresh.put(one.file, true);
                case WRITTEN, CUT_SHORT ->
                    open.computeIfAbsent(one.file, any -> new ArrayList<>()).add(one);
                case SYNCED -> {
                    open.remove(one.file);
                    fresh.remove(one.file);
                }
                case NOTHING, NAMED, RENAMED, REMOVED -> {}
            }
        }
        for (Map.Entry<Integer, List<Noted>> file : open.entrySet()) {
            Path path = names.get(file.getKey());
            if (path != null && Files.exists(path)) {
                takeBack(path, file.getValue(), torn, random);
                takenBack += file.getValue().size();
            }
        }
        for (int created : fresh.keySet()) {
            if (!torn || random.nextBoolean()) {
                Files.deleteIfExists(names.get(created));
                takenBack++;
            }
        }
        forget();
        return takenBack;
    }

    /** A new process begins with an empty log. */
    void forget() throws IOException {
        Files.createDirectories(undo);
        try (Stream<Path> old = Files.list(undo)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith("-shm")).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void read() throws IOException {
        noted.clear();
        names.clear();
        ByteBuffer log =
                ByteBuffer.wrap(Files.readAllBytes(undo.resolve("log"))).order(ByteOrder.nativeOrder());
        while (log.remaining() >= RECORD_BYTES) {
            What what = What.values()[log.getInt()];
            int file = log.getInt();
            long offset = log.getLong();
            long length = log.getLong();
            long size = log.getLong();
            long follow = what == What.WRITTEN ? log.getLong() : length;
            byte[] bytes = new byte[Math.toIntExact(follow)];
            log.get(bytes);
            Noted one = new Noted(what, file, offset, length, size, bytes);
            noted.add(one);
            if ((what == What.NAMED && file != FOLDER) || what == What.CREATED) {
                names.put(file, one.path());
            }
        }
    }

    /**
     * Renames and removals since the last sync of anything, the newest first: each is undone only if all after it
     * are.
     */
    private int takeBackNames(boolean torn, Random random) throws IOException {
        int lastSync = 0;
        for (int i = 0; i < noted.size(); i++) {
            if (noted.get(i).what == What.SYNCED) {
                lastSync = i;
            }
        }
        int takenBack = 0;
        for (int i = noted.size() - 1; i > lastSync; i--) {
            Noted one = noted.get(i);
            if (one.what != What.RENAMED && one.what != What.REMOVED) {
                continue;
            }
            if (torn && random.nextBoolean()) {
                return takenBack;
            }
            if (one.what == What.REMOVED) {
                Files.copy(undo.resolve(String.valueOf(one.file)), one.path(), StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.move(noted.get(i + 1).path(), one.path(), StandardCopyOption.REPLACE_EXISTING);
            }
            takenBack++;
        }
        return takenBack;
    }

    private static void takeBack(Path path, List<Noted> changes, boolean torn, Random random) throws IOException {
        byte[] now = Files.readAllBytes(path);
        byte[] then = torn ? mixed(now, changes, random) : before(now, changes);
        Files.write(path, then, StandardOpenOption.TRUNCATE_EXISTING);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static byte[] before(byte[] now, List<Noted> changes) {
        byte[] contents = now;
        for (Noted change : changes.reversed()) {
            contents = undone(contents, change);
        }
        return contents;
    }

    /** What the file held before its newest change; the same array where its length was the same. */
    private static byte[] undone(byte[] contents, Noted change) {
        int size = Math.toIntExact(change.size);
        byte[] before = contents.length == size ? contents : Arrays.copyOf(contents, size);
        if (change.what == What.WRITTEN) {
            int room = Math.max(0, Math.min(change.bytes.length, before.length - Math.toIntExact(change.offset)));
            System.arraycopy(change.bytes, 0, before, Math.toIntExact(change.offset), room);
        }
        return before;
    }

    /**
     * Each sector as one of the steps left it, and the length of one of them. One step is in memory at a time: a log
     * that is never synced has hundreds.
     */
    private static byte[] mixed(byte[] now, List<Noted> changes, Random random) {
        List<Noted> newestFirst = changes.reversed();
        int lengthOf = random.nextInt(changes.size() + 1);
        int length = lengthOf == 0
                ? now.length
                : Math.toIntExact(newestFirst.get(lengthOf - 1).size);
        int[] steps = new int[(length + SECTOR_BYTES - 1) / SECTOR_BYTES];
        for (int sector = 0; sector < steps.length; sector++) {
            steps[sector] = random.nextInt(changes.size() + 1);
        }
        byte[] mixed = new byte[length];
        byte[] step = now;
        for (int undone = 0; undone <= changes.size(); undone++) {
            step = undone == 0 ? now : undone(step, newestFirst.get(undone - 1));
            for (int sector = 0; sector < steps.length; sector++) {
                int at = sector * SECTOR_BYTES;
                int bytes = Math.min(SECTOR_BYTES, Math.min(length, step.length) - at);
                if (steps[sector] == undone && bytes > 0) {
                    System.arraycopy(step, at, mixed, at, bytes);
                }
            }
        }
        return mixed;
    }
}
