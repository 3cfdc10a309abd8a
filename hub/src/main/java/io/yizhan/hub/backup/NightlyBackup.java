package io.yizhan.hub.backup;

import io.yizhan.hub.book.AlarmRaised;
import io.yizhan.hub.book.Book;
import io.yizhan.protocol.id.DeviceId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A backup each night by itself, on a thread of its own. Whether one is due is read from the names in the folder, so
 * a night in which the hub was off is made up ten minutes after it starts. One that fails is an alarm, and is tried
 * again an hour later.
 */
public final class NightlyBackup implements AutoCloseable {

    /** What terminals kept while the hub was off comes first: a copy takes the disk and a core from them. */
    private static final Duration AFTER_START = Duration.ofMinutes(10);

    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofHours(1);
    /** A copy that SQLite makes is not interrupted: the process ends without waiting for it. */
    private static final Duration CLOSE_MAX = Duration.ofSeconds(3);

    private static final String ALARM = "backup-failed";
    private static final Logger LOG = LoggerFactory.getLogger(NightlyBackup.class);

    private final Backup backup;
    private final Plan plan;
    private final Book book;
    private final InstantSource clock;
    private final Thread thread;
    private @Nullable Instant failedAt;
    private @Nullable Instant alarmedFor;

    /**
     * When and where.
     *
     * @param at by the hall's clock on the wall
     * @param to a folder; the usual one, in the hall's own, is made when it is not there
     */
    public record Plan(LocalTime at, ZoneId zone, Path to, int keep) {}

    public NightlyBackup(Backup backup, Plan plan, Book book, InstantSource clock) {
        this.backup = backup;
        this.plan = plan;
        this.book = book;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("hub-backup").daemon().unstarted(this::loop);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(CLOSE_MAX.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        try {
            Thread.sleep(AFTER_START);
            while (!Thread.currentThread().isInterrupted()) {
                makeIfDue();
                Thread.sleep(LOOK_EVERY);
            }
        } catch (InterruptedException closing) {
            LOG.debug("no more backups by this process");
        }
    }

    /** Makes one if the newest is older than the last time that one was due. */
    void makeIfDue() {
        Instant now = clock.instant();
        Instant due = lastDue(now);
        boolean pausing =
                failedAt != null && !now.isBefore(failedAt) && now.isBefore(failedAt.plus(PAUSE_AFTER_FAILURE));
        if (pausing) {
            return;
        }
        try {
            if (isMade(due, now)) {
                return;
            }
            if (plan.to.startsWith(backup.hallFolder())) {
                DurableFiles.createFolders(plan.to);
            }
            BackupFile made = backup.make(plan.to, plan.keep, now);
            failedAt = null;
            LOG.atInfo().addKeyValue("file", made.path()).log("the nightly backup is made");
        } catch (BackupFailedException e) {
            failed(due, now, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            failed(due, now, "The folder " + plan.to + " for the backups cannot be used: " + e);
        }
    }

    /** A name from the future, written by a clock that was wrong, does not keep the next ones from being made. */
    private boolean isMade(Instant due, Instant now) throws IOException {
        return BackupFile.all(plan.to, backup.hall()).stream()
                .map(BackupFile::madeAt)
                .anyMatch(madeAt -> !madeAt.isBefore(due.minusSeconds(1)) && !madeAt.isAfter(now));
    }

    private Instant lastDue(Instant now) {
        ZonedDateTime today = now.atZone(plan.zone).with(plan.at);
        return (today.toInstant().isAfter(now) ? today.minusDays(1) : today).toInstant();
    }

    /** One alarm a night, however often it is tried. */
    private void failed(Instant due, Instant now, String why) {
        if (Thread.currentThread().isInterrupted()) {
            LOG.info("the hub ends in the middle of a backup; it is made at the next start");
            return;
        }
        failedAt = now;
        LOG.atError().addKeyValue("to", plan.to).log("no backup: {}", why);
        if (due.equals(alarmedFor)) {
            return;
        }
        alarmedFor = due;
        var _ = book.database()
                .write(tx -> book.record(tx, AlarmRaised.of(DeviceId.HUB, ALARM, why)))
                .exceptionally(full -> {
                    LOG.atError().setCause(full).log("the alarm of a failed backup is not in the book");
                    return null;
                });
    }
}
