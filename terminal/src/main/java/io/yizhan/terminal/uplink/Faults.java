package io.yizhan.terminal.uplink;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.fact.FaultCleared;
import io.yizhan.protocol.fact.FaultRaised;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.journal.JournalException;
import io.yizhan.terminal.journal.Note;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The uplink's faults, each an entry when it begins and when it is over, and not for each try in between. What stands
 * is remembered over a restart, so that what was mended meanwhile is cleared too.
 */
final class Faults {

    private static final String PART = "uplink";
    private static final String NOTE_PREFIX = "uplink/fault/";
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private final Journal journal;
    private final Set<UplinkFault> standing = EnumSet.noneOf(UplinkFault.class);

    Faults(Journal journal) throws JournalException {
        this.journal = journal;
        for (UplinkFault kind : UplinkFault.values()) {
            Optional<String> note = journal.note(note(kind));
            if (note.isPresent()) {
                standing.add(kind);
            }
        }
    }

    void raise(UplinkFault kind, String detail) {
        if (standing.add(kind)) {
            LOG.atError().addKeyValue("fault", kind).log(detail);
            record(new FaultRaised(PART, Json.wireName(kind), detail), new Note(note(kind), detail));
        }
    }

    void clear(UplinkFault kind) {
        if (standing.remove(kind)) {
            LOG.atInfo().addKeyValue("fault", kind).log("over");
            record(new FaultCleared(PART, Json.wireName(kind), null), Note.forget(note(kind)));
        }
    }

    private void record(Fact fact, Note note) {
        try {
            journal.append(fact, note);
        } catch (JournalException e) {
            LOG.atError().setCause(e).log("the journal does not take a fault of the uplink");
        }
    }

    private static String note(UplinkFault kind) {
        return NOTE_PREFIX + Json.wireName(kind);
    }
}
