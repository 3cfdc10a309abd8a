package io.yizhan.terminal.screen;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Streams that wait for news, each by a semaphore of its own; waking them blocks nobody. */
final class Waiters {

    private final Set<Semaphore> all = ConcurrentHashMap.newKeySet();

    Semaphore arrive() {
        Semaphore waiter = new Semaphore(0);
        all.add(waiter);
        return waiter;
    }

    void leave(Semaphore waiter) {
        all.remove(waiter);
    }

    void wake() {
        all.forEach(Semaphore::release);
    }
}
