package io.yizhan.terminal.journal;

import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.fact.FaultCleared;
import io.yizhan.protocol.fact.FaultRaised;
import io.yizhan.terminal.journal.JournalException.Kind;

/**
 * Which files were set aside and nobody has been told yet. A note of each stands in the new file before anything is
 * moved: told only afterwards, it would be lost for good with a power failure in between. Only for who writes the
 * journal, and alone.
 */
final class Untold {

    private static final String NOTES = "journal/set-aside/";

    private final Storage storage;
    private boolean waits;

    Untold(Storage storage) {
        this.storage = storage;
    }

    /** @param journal the new one: it tells of each file that it came after, and once of one that was long in coming */
    static Note note(String journal, String told) {
        return new Note(NOTES + journal, told);
    }

    /** Where there is no room for the entries the notes stay, and who opens or mends the journal goes on. */
    void tell(Telling journal) throws JournalException {
        try {
            for (var note : storage.read(tables -> tables.notes(NOTES)).entrySet()) {
                journal.add(new FaultRaised("journal", "set-aside", note.getValue()));
                journal.add(new FaultCleared("journal", "set-aside", null), Note.forget(note.getKey()));
            }
            waits = false;
        } catch (JournalException e) {
            if (e.kind() != Kind.FULL) {
                throw e;
            }
            waits = true;
        }
    }

    /** As {@link #tell}, if there was no room for it the last time. */
    void tellWaiting(Telling journal) throws JournalException {
        if (waits) {
            tell(journal);
        }
    }

    interface Telling {
        long add(Fact fact, Note... notes) throws JournalException;
    }
}
