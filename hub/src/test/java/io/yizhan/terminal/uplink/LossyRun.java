package io.yizhan.terminal.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.HandClock;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.journal.LineFormat;
import io.yizhan.terminal.journal.JournalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One schedule of faults on the wire between one terminal and the hub, until both have found each other again. */
final class LossyRun implements AutoCloseable {

    /** How long both sides get to find each other again, in made-up time. */
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(10);

    enum Act {
        PUNCH,
        WAIT,
        UP,
        DOWN,
        LOSE_UP,
        LOSE_DOWN,
        UP_TWICE,
        DOWN_TWICE,
        UP_AGAIN_LATER,
        CUT,
        CONNECT,
        NO_ROOM,
        ROOM,
        HUB_RESTARTS,
        HUB_BACKUP,
        HUB_RESTORED,
        TERMINAL_RESTARTS,
        CARD_IMAGE,
        CARD_ROLLED_BACK
    }

    private final Path folder;
    private final HandClock hubClock = new HandClock(Instant.parse("2026-11-23T00:30:00Z"), Duration.ofHours(100));
    private final HandClock pi = new HandClock(Instant.parse("2026-11-23T00:30:00Z"), Duration.ofHours(1));
    final Deque<byte[]> up = new ArrayDeque<>();
    private final Deque<byte[]> down = new ArrayDeque<>();
    private final FollowingHub hub;
    final Reader reader;
    private byte @Nullable [] taken;
    private boolean full;
    private int punches;
    private long epoch = 1;

    LossyRun() throws Exception {
        Path memory = Path.of("/dev/shm"); // the disk's pace is not what is tried here
        folder = Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "exactly-once")
                : Files.createTempDirectory("exactly-once");
        hub = new FollowingHub(folder, hubClock);
        reader = new Reader(folder, pi, up::add);
    }

    void act(Act act, int n) throws Exception {
        switch (act) {
            case PUNCH -> {
                for (int i = 0; i <= n % 4; i++) {
                    reader.punch(punches++);
                }
            }
            case WAIT -> pass(Duration.ofMillis(150L * n * n));
            case UP -> takeUp(n);
            case DOWN -> takeDown(n);
            case LOSE_UP -> up.poll();
            case LOSE_DOWN -> down.poll();
            case UP_TWICE -> {
                if (!up.isEmpty()) {
                    up.addFirst(up.element());
                }
            }
            case DOWN_TWICE -> {
                if (!down.isEmpty()) {
                    down.addFirst(down.element());
                }
            }
            case UP_AGAIN_LATER -> {
                if (taken != null) {
                    up.add(taken);
                }
            }
            case CUT -> cut(n);
            case CONNECT -> connect();
            case NO_ROOM -> room(false);
            case ROOM -> room(true);
            case HUB_RESTARTS, HUB_BACKUP, HUB_RESTORED -> hub(act, n);
            case TERMINAL_RESTARTS -> {
                cut(n);
                reader.restart();
            }
            case CARD_IMAGE -> {
                cut(n);
                reader.imageTo(folder.resolve("image-" + n % 3));
            }
            case CARD_ROLLED_BACK -> {
                Path image = folder.resolve("image-" + n % 3);
                if (Files.exists(image)) {
                    cut(n);
                    reader.rollBackTo(image);
                }
            }
        }
    }

    private void hub(Act act, int n) throws IOException {
        room(true);
        Path backup = folder.resolve("backup-" + n % 3);
        if (act == Act.HUB_BACKUP) {
            hub.backUpTo(backup);
        } else if (act == Act.HUB_RESTORED && Files.exists(backup)) {
            epoch++;
            hub.restore(backup, epoch);
        } else {
            hub.restart();
        }
        up.clear(); // the hub's session ended with its connection
        taken = null;
        reader.hubAppeared();
    }

    private void takeUp(int n) throws InterruptedException {
        for (int i = 0; i <= n % 4 && !up.isEmpty(); i++) {
            byte[] batch = up.remove();
            taken = batch;
            byte[] ack = hub.take(Reader.DEVICE, batch);
            if (reader.isConnected()) {
                down.add(ack);
            }
        }
    }

    private void takeDown(int n) {
        for (int i = 0; i <= n % 4 && !down.isEmpty(); i++) {
            reader.acked(down.remove());
        }
    }

    /** The broker may have got the first of what was on its way. */
    private void cut(int n) {
        while (up.size() > n) {
            up.removeLast();
        }
        down.clear();
        if (reader.isConnected()) {
            reader.cut();
        }
    }

    private void connect() {
        if (!reader.isConnected()) {
            reader.connect();
        }
    }

    private void room(boolean there) {
        if (full == there) {
            full = !there;
            if (there) {
                hub.room();
            } else {
                hub.fill();
            }
        }
    }

    private void pass(Duration time) {
        pi.pass(time);
        hubClock.pass(time);
    }

    /** No more faults: both sides find each other. */
    void settle() throws Exception {
        room(true);
        connect();
        long until = pi.upMs() + SETTLES_WITHIN.toMillis();
        while (!isSettled()) {
            assertThat(pi.upMs()).as("they find each other in time").isLessThan(until);
            reader.work();
            while (!up.isEmpty() || !down.isEmpty()) {
                takeUp(9);
                takeDown(9);
                reader.work();
            }
            if (!isSettled()) {
                pass(Duration.ofSeconds(1));
            }
        }
    }

    private boolean isSettled() {
        return hub.through(Reader.DEVICE, reader.journal().id())
                        == reader.journal().last()
                && reader.journal().acked() == reader.journal().last();
    }

    void assertExactlyOnce() throws Exception {
        List<String> folded = punches(hub.folded(Reader.DEVICE));
        Set<String> once = new HashSet<>(folded);
        assertThat(folded).as("nothing twice").hasSameSizeAs(once);
        List<String> known = punches(reader.lines());
        assertThat(known).as("no entry twice in the journal").doesNotHaveDuplicates();
        assertThat(once).as("all that the journal knows").containsAll(known);
        hub.assertChained();
    }

    private static List<String> punches(List<byte[]> lines) throws UnreadableException {
        List<String> punches = new ArrayList<>();
        for (byte[] line : lines) {
            Fact fact = LineFormat.ofTerminals().read(line).fact();
            if (fact instanceof Punch punch) {
                punches.add(punch.staff().text());
            }
        }
        return punches;
    }

    @Override
    public void close() throws IOException, JournalException {
        hub.close();
        reader.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
