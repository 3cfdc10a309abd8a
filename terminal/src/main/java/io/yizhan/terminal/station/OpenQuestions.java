package io.yizhan.terminal.station;

import io.yizhan.protocol.request.CallNext;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/** What a counter asked since its clerk signed in, and heard no answer to. Of many the newest: older ones are over. */
final class OpenQuestions {

    private static final int MAX = 64;

    private final SequencedSet<CallNext> asked = new LinkedHashSet<>();

    void add(CallNext question) {
        asked.addLast(question);
        if (asked.size() > MAX) {
            asked.removeFirst();
        }
    }

    boolean contains(CallNext question) {
        return asked.contains(question);
    }

    /** Whether it was open. */
    boolean close(CallNext question) {
        return asked.remove(question);
    }

    /** The clerk has left: whatever is answered now is for nobody. */
    void closeAll() {
        asked.clear();
    }
}
