package io.yizhan.terminal.station;

import io.yizhan.protocol.fact.Fact;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.journal.JournalException;
import io.yizhan.terminal.journal.Note;
import java.util.Locale;
import java.util.Optional;

/** Puts a station's facts on disk, and says aloud where that fails: whoever is told something was recorded before. */
final class Recorder {

    private static final String PART = "journal";

    private final Journal journal;
    private final Faults faults;
    private final Face face;

    /** @param face where the person stands who must hear that nothing can be recorded */
    Recorder(Journal journal, Faults faults, Face face) {
        this.journal = journal;
        this.faults = faults;
        this.face = face;
    }

    /** Whether it is on disk now. If not, the person has been told so and may be told nothing else. */
    boolean record(Fact fact, Note... notes) {
        try {
            journal.append(fact, notes);
            faults.clearOthers(PART, null);
            return true;
        } catch (JournalException e) {
            refuse(e);
            return false;
        }
    }

    /** As {@link #record}, where no fact belongs to it. */
    boolean remember(Note... notes) {
        try {
            journal.remember(notes);
            return true;
        } catch (JournalException e) {
            refuse(e);
            return false;
        }
    }

    /** A note; empty also when the journal cannot be read, which is then a fault. */
    Optional<String> note(String key) {
        try {
            return journal.note(key);
        } catch (JournalException e) {
            refuse(e);
            return Optional.empty();
        }
    }

    private void refuse(JournalException e) {
        face.say(
                switch (e.kind()) {
                    case FULL -> Words.journalFull();
                    case BROKEN -> Words.journalBroken();
                });
        faults.raise(PART, e.kind().name().toLowerCase(Locale.ROOT), e.getMessage());
    }
}
