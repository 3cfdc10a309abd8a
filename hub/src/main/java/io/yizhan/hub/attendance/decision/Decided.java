package io.yizhan.hub.attendance.decision;

import java.util.List;

/** What became of a wish to decide. */
public sealed interface Decided {

    /** @param id of what was decided about */
    record Done(String id) implements Decided {}

    /**
     * Nothing was entered.
     *
     * @param say for who reads English: what was found, and what to do
     * @param about what the sentence of a page names, in its order
     */
    record Refused(Why why, String say, List<String> about) implements Decided {

        public Refused {
            about = List.copyOf(about);
        }
    }
}
