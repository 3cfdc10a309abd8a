package io.yizhan.hub.book;

import java.util.ArrayList;
import java.util.List;

/** What a check found wrong: the first so many in words, the rest counted. */
final class Flaws {

    /** Flaws told one by one: what breaks one thing often breaks all that follows, and the first tell the most. */
    private static final int TOLD_MAX = 20;

    private final List<Flaw> first = new ArrayList<>();
    private long count;

    void add(String where, String what) {
        count++;
        if (first.size() < TOLD_MAX) {
            first.add(new Flaw(where, what));
        }
    }

    List<Flaw> first() {
        return List.copyOf(first);
    }

    long count() {
        return count;
    }
}
