package io.yizhan.hub.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One SQLite file in WAL mode with {@code synchronous=FULL}: a commit that returned is on disk. One thread writes;
 * works that wait together are committed together, each of them whole or not at all. Reads run on the caller's thread,
 * in snapshots.
 *
 * <pre>
 *   write(work) → queue → writer: BEGIN, work, work, … COMMIT (one fsync) → hooks after commit → futures
 * </pre>
 */
public final class Database implements AutoCloseable {

    /** Works in one commit: bounds how long the first of them waits. */
    private static final int WORKS_IN_A_COMMIT_MAX = 64;

    /** Works that wait; a further one is refused, and its caller says busy. */
    private static final int WORKS_WAITING_MAX = 1_024;

    /** Readers at the same time; a further one waits. */
    private static final int READERS_MAX = 8;

    /** How often a database that takes nothing is tried, where nobody else does. */
    private static final long TRY_EVERY_MS = 5_000;

    /**
     * Pages of the log before they go to the file: 32 MB. With SQLite's usual 1000 nearly every commit of a backlog
     * wrote the same pages of the indexes again.
     */
    private static final int PAGES_IN_THE_LOG = 8_000;

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final Path file;
    private final Session writer;
    private final DiskWatch disk;
    private final BlockingQueue<Job<?>> queue = new ArrayBlockingQueue<>(WORKS_WAITING_MAX);
    private final ConcurrentLinkedQueue<Session> idleReaders = new ConcurrentLinkedQueue<>();
    private final Semaphore readers = new Semaphore(READERS_MAX);
    private final Thread thread;
    private volatile boolean closed;

    private Database(Path file, Session writer, DiskWatch disk) {
        this.file = file;
        this.writer = writer;
        this.disk = disk;
        this.thread = Thread.ofPlatform().name("hub-writer").unstarted(this::loop);
    }

    /** Opens the file, makes it when it is not there, and brings it up to the newest migration. */
    public static Database open(Path file) {
        return open(file, "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL");
    }

    /** Makes a database that need not outlive its process, with the same tables: no commit waits for the disk. */
    public static Database scratch(Path file) {
        return open(file, "PRAGMA journal_mode = MEMORY", "PRAGMA synchronous = OFF");
    }

    private static Database open(Path file, String journalMode, String synchronous) {
        try {
            Session writer = patient(Session.open(file));
            if (DiskWatch.wasSeenDamaged(file)) {
                DatabaseCopy.checkSound(writer, file);
                DiskWatch.isSound(file);
            }
            writer.execute(journalMode);
            writer.execute(synchronous);
            writer.execute("PRAGMA foreign_keys = ON");
            writer.execute("PRAGMA secure_delete = ON"); // a key that was destroyed stands in no free page
            writer.execute("PRAGMA cache_size = -16000");
            writer.execute("PRAGMA wal_autocheckpoint = " + PAGES_IN_THE_LOG);
            Migrations.apply(writer, file);
            Database database = new Database(file, writer, new DiskWatch(file));
            database.thread.start();
            return database;
        } catch (SQLException e) {
            throw StoreException.cannotOpen(file, e);
        } catch (IOException e) {
            throw new StoreException("the database " + file + " cannot be looked at: " + e, e);
        }
    }

    /** Why nothing can be written now; empty while all is well. */
    public Optional<StoreTrouble> trouble() {
        return disk.trouble();
    }

    /** Called when {@link #trouble} has changed, on the writer's thread: it may only enqueue. */
    public void onTrouble(Runnable enqueue) {
        disk.onChange(enqueue);
    }

    /** Queues the work. The future ends when it is on disk, or with {@link StoreException} when it is not. */
    public <T> CompletableFuture<T> write(Write<T> work) {
        Job<T> job = new Job<>(work, new CompletableFuture<>());
        if (closed || !queue.offer(job)) {
            job.done.completeExceptionally(new RejectedExecutionException(
                    closed ? "the database is closed" : WORKS_WAITING_MAX + " writes wait already"));
        }
        return job.done;
    }

    /** Writes, and waits until it is on disk. Not from a hook or a work: it would wait for itself. */
    public <T> T writeAndWait(Write<T> work) {
        try {
            return write(work).join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException ours -> throw ours;
                case null, default -> throw e;
            }
        }
    }

    /** Reads within one snapshot. */
    public <T> T read(Read<T> query) {
        readers.acquireUninterruptibly();
        Session session = idleReaders.poll();
        boolean healthy = false;
        try {
            disk.checkSound();
            if (session == null) {
                session = patient(Session.openReadOnly(file));
            }
            session.execute("BEGIN");
            T answer = query.run(session);
            session.execute("COMMIT");
            healthy = true;
            return answer;
        } catch (SQLException e) {
            if (StoreTrouble.tellsDamage(e)) {
                disk.failed(e);
            }
            throw new StoreException("a read failed: " + e.getMessage(), e);
        } finally {
            giveBack(session, healthy);
            readers.release();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
            for (Session session : idleReaders) {
                session.close();
            }
            writer.close();
            disk.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException | IOException e) {
            LOG.warn("the database did not close cleanly: {}", e.getMessage());
        }
    }

    private static Session patient(Session session) throws SQLException {
        session.execute("PRAGMA busy_timeout = 10000");
        return session;
    }

    private void giveBack(@Nullable Session session, boolean healthy) {
        if (session == null) {
            return;
        }
        if (healthy && !closed) {
            idleReaders.add(session);
            return;
        }
        try {
            session.close();
        } catch (SQLException e) {
            LOG.warn("a reader did not close: {}", e.getMessage());
        }
    }

    private void loop() {
        List<Job<?>> jobs = new ArrayList<>();
        while (!closed || !queue.isEmpty()) {
            try {
                jobs.add(next());
            } catch (InterruptedException closing) {
                continue;
            }
            queue.drainTo(jobs, WORKS_IN_A_COMMIT_MAX - 1);
            commit(jobs);
            jobs.clear();
        }
    }

    /** What waits; after a failure of the disk also a try of our own, so that it is noticed when it works again. */
    private Job<?> next() throws InterruptedException {
        if (disk.trouble().isEmpty()) {
            return queue.take();
        }
        Job<?> waiting = queue.poll(TRY_EVERY_MS, TimeUnit.MILLISECONDS);
        return waiting != null ? waiting : new Job<>(Migrations::touch, new CompletableFuture<>());
    }

    private void commit(List<Job<?>> jobs) {
        try {
            disk.checkInPlace();
            long changes = writer.changes();
            writer.execute("BEGIN IMMEDIATE");
            for (Job<?> job : jobs) {
                job.run(writer);
            }
            writer.execute("COMMIT");
            if (writer.changes() != changes) {
                disk.works();
            }
        } catch (SQLException e) {
            disk.failed(e);
            rollBack();
            StoreException failure = new StoreException("nothing was committed: " + e.getMessage(), e);
            jobs.forEach(job -> job.done.completeExceptionally(failure));
            return;
        }
        for (Runnable hook : writer.takeAfterCommit()) {
            try {
                hook.run();
            } catch (RuntimeException e) {
                LOG.error("a hook after a commit failed", e);
            }
        }
        jobs.forEach(Job::finish);
    }

    private void rollBack() {
        try {
            writer.rollBack();
        } catch (SQLException e) {
            LOG.debug("nothing to roll back: {}", e.getMessage());
        }
    }

    /** A work and who waits for it. Its failure is its own: the others of the commit go on. */
    private static final class Job<T> {

        private final Write<T> work;
        private final CompletableFuture<T> done;
        private @Nullable Runnable outcome;

        Job(Write<T> work, CompletableFuture<T> done) {
            this.work = work;
            this.done = done;
        }

        void run(Session session) throws SQLException {
            try {
                session.orNothing(() -> {
                    T result = work.run(session);
                    outcome = () -> done.complete(result);
                });
            } catch (SQLException e) {
                if (StoreTrouble.of(e).isPresent()) {
                    throw e; // SQLite may have rolled back the whole transaction, with the works before this one
                }
                StoreException failure = new StoreException("a write failed: " + e.getMessage(), e);
                outcome = () -> done.completeExceptionally(failure);
            } catch (RuntimeException e) {
                outcome = () -> done.completeExceptionally(e);
            }
        }

        void finish() {
            if (outcome != null) {
                outcome.run();
            }
        }
    }
}
