package io.yizhan.terminal.panel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What people were told at this terminal, numbered, and the news that something on the panel looks different.
 * Thread-safe.
 */
final class PanelLog {

    /** The oldest are forgotten; a script that asks more seldom misses some. */
    static final int KEPT_MAX = 500;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Told> told = new ArrayDeque<>();
    private long last;
    private long version;

    /**
     * One thing that a person saw or heard.
     *
     * @param spot where: {@code reader-1}, {@code 3/clerk}
     * @param how {@code face}, {@code spoken}, {@code ticket}
     * @param tone of a face: {@code calm ok look bad pending}; else empty
     */
    record Told(long seq, String spot, String how, String tone, String zh, String en) {}

    void tell(String spot, String how, String tone, String zh, String en) {
        lock.lock();
        try {
            last++;
            told.addLast(new Told(last, spot, how, tone, zh, en));
            if (told.size() > KEPT_MAX) {
                told.removeFirst();
            }
            version++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Something looks different. */
    void change() {
        lock.lock();
        try {
            version++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<Told> after(long seq) {
        lock.lock();
        try {
            return told.stream().filter(one -> one.seq > seq).toList();
        } finally {
            lock.unlock();
        }
    }

    long last() {
        lock.lock();
        try {
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it is no longer {@code seen}, some milliseconds at most; the version then. */
    long await(long seen, long maxMs) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(maxMs);
            while (version == seen && left > 0) {
                left = changed.awaitNanos(left);
            }
            return version;
        } finally {
            lock.unlock();
        }
    }
}
