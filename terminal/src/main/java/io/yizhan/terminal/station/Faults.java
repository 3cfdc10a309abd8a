package io.yizhan.terminal.station;

import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.fact.FaultCleared;
import io.yizhan.protocol.fact.FaultRaised;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.state.DeviceStatus.Fault;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.journal.JournalException;
import io.yizhan.terminal.journal.Note;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What does not work at one station. A fault is one entry when it comes and one when it goes, however often it is seen
 * in between; it is remembered over a restart, so that what was mended meanwhile is cleared too. Thread-safe.
 *
 * <p>In an entry a part is named with its station, {@code kiosk-1/printer}: a terminal may have three counters, each
 * with a key {@code next}.
 */
public final class Faults {

    /** The supervisor's own: the loop died by a bug of ours. */
    static final String STATION = "station";

    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    private static final String NOTES = "fault/";
    private static final int DETAIL_CHARACTERS_MAX = 500;

    private final StationId station;
    private final Journal journal;
    private final HallClock clock;
    private final Runnable onChange;
    private final Map<Key, OffsetDateTime> since = new LinkedHashMap<>();

    /** Those of {@link #since} that were raised before a restart or a break, and not again. */
    private final Set<Key> doubtful = new HashSet<>();

    /** Faults that the journal did not take when they came, and their details: mostly the journal's own. */
    private final Map<Key, String> untold = new ConcurrentHashMap<>();

    /** @param onChange the terminal's status is another one now; called on the station's thread, may only enqueue */
    public Faults(StationId station, Journal journal, HallClock clock, Runnable onChange) {
        this.station = station;
        this.journal = journal;
        this.clock = clock;
        this.onChange = onChange;
        String prefix = NOTES + station + "/";
        remembered(prefix).forEach((key, at) -> {
            String[] names = key.substring(prefix.length()).split("/", 2);
            if (names.length == 2) {
                since.put(new Key(names[0], names[1]), parsed(at));
            }
        });
        doubtful.addAll(since.keySet());
    }

    /** What does not work now. */
    public synchronized List<Fault> now() {
        return since.entrySet().stream()
                .map(fault -> new Fault(fault.getKey().part, fault.getKey().kind, fault.getValue()))
                .toList();
    }

    /** Says once that it does not work; {@code detail} is for the person who mends it, and names nobody. */
    void raise(String part, String kind, @Nullable String detail) {
        Key key = new Key(part, kind);
        OffsetDateTime at = clock.now();
        synchronized (this) {
            doubtful.remove(key);
            if (since.putIfAbsent(key, at) != null) {
                return;
            }
        }
        LOG.atWarn()
                .addKeyValue("station", station)
                .addKeyValue("part", part)
                .addKeyValue("kind", kind)
                .log("fault: {}", detail == null ? "" : detail);
        if (!append(
                new FaultRaised(station + "/" + part, kind, shortened(detail)), new Note(note(key), at.toString()))) {
            untold.put(key, "since " + at + (detail == null ? "" : ": " + detail));
        }
        onChange.run();
    }

    /** Says once that it works again, where it did not. */
    void clear(String part, String kind) {
        Key key = new Key(part, kind);
        synchronized (this) {
            doubtful.remove(key);
            if (since.remove(key) == null) {
                return;
            }
        }
        LOG.atInfo()
                .addKeyValue("station", station)
                .addKeyValue("part", part)
                .addKeyValue("kind", kind)
                .log("works again");
        String told = untold.remove(key);
        if (told != null) {
            append(new FaultRaised(station + "/" + part, kind, shortened(told)));
        }
        append(new FaultCleared(station + "/" + part, kind, null), Note.forget(note(key)));
        onChange.run();
    }

    /** Clears each fault of this part but one kind. */
    void clearOthers(String part, @Nullable String kindThatStays) {
        for (Fault fault : now()) {
            if (fault.part().equals(part) && !fault.kind().equals(kindThatStays)) {
                clear(part, fault.kind());
            }
        }
    }

    /** Whoever watched this fault lost sight of it: it stands until it is raised again, or {@link #clearDoubtful}. */
    synchronized void doubt(String part, String kind) {
        Key key = new Key(part, kind);
        if (since.containsKey(key)) {
            doubtful.add(key);
        }
    }

    /**
     * Clears the faults of this kind that nobody has raised again since the restart or since they were doubted: by now
     * they would have been.
     */
    void clearDoubtful(String kind) {
        List<Key> gone;
        synchronized (this) {
            gone = doubtful.stream().filter(key -> key.kind.equals(kind)).toList();
        }
        gone.forEach(key -> clear(key.part, kind));
    }

    /** A fault that the journal cannot take is still seen in the status: a full journal is itself one. */
    private boolean append(Fact fact, Note... notes) {
        try {
            journal.append(fact, notes);
            return true;
        } catch (JournalException e) {
            LOG.atError().addKeyValue("station", station).log("a fault is not in the journal: {}", e.getMessage());
            return false;
        }
    }

    private Map<String, String> remembered(String prefix) {
        try {
            return journal.notes(prefix);
        } catch (JournalException e) {
            LOG.atError().addKeyValue("station", station).log("old faults cannot be read: {}", e.getMessage());
            return Map.of();
        }
    }

    private OffsetDateTime parsed(String at) {
        try {
            return OffsetDateTime.parse(at);
        } catch (DateTimeParseException e) {
            return clock.now();
        }
    }

    private String note(Key key) {
        return NOTES + station + "/" + key.part + "/" + key.kind;
    }

    private static @Nullable String shortened(@Nullable String detail) {
        return detail == null || detail.length() <= DETAIL_CHARACTERS_MAX
                ? detail
                : detail.substring(0, DETAIL_CHARACTERS_MAX) + "…";
    }

    private record Key(String part, String kind) {}
}
