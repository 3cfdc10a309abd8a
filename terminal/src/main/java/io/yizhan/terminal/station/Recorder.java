package io.yizhan.terminal.station;

import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.state.StationKind;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.journal.JournalException;
import io.yizhan.terminal.journal.Note;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Puts a station's facts on disk, and says aloud where that fails: whoever is told something was recorded before. */
final class Recorder {

    /** How often a journal that takes nothing is tried, so that the station goes on by itself. */
    static final Duration TRY_EVERY = Duration.ofSeconds(3);

    private static final String PART = "journal";

    private final StationKind kind;
    private final Journal journal;
    private final Faults faults;
    private final Face face;
    private long tryAtNanos = System.nanoTime();

    /** @param face where the person stands who must hear that nothing can be recorded */
    Recorder(StationKind kind, Journal journal, Faults faults, Face face) {
        this.kind = kind;
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

    /**
     * What people are to be told before they ask for anything, since nothing could be recorded; empty while all is
     * well. To be asked often: now and then it tries whether the journal takes something again.
     */
    Optional<Sentence> trouble() {
        if (journal.trouble().isPresent() && System.nanoTime() - tryAtNanos >= 0) {
            tryAtNanos = System.nanoTime() + TRY_EVERY.toNanos();
            try {
                journal.tryAgain();
            } catch (JournalException e) {
                raise(e);
            }
        }
        Optional<JournalException.Kind> now = journal.trouble();
        if (now.isEmpty()) {
            faults.clearOthers(PART, null);
        }
        return now.map(why -> Words.notRecorded(kind, why));
    }

    /** Whether something would be recorded; says so where not. */
    boolean isReady() {
        Optional<Sentence> trouble = trouble();
        trouble.ifPresent(face::say);
        return trouble.isEmpty();
    }

    /** Tells the person, and raises the fault. */
    void refuse(JournalException e) {
        face.say(Words.notRecorded(kind, e.kind()));
        raise(e);
    }

    private void raise(JournalException e) {
        String why = e.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        faults.clearOthers(PART, why);
        faults.raise(PART, why, e.getMessage());
    }
}
