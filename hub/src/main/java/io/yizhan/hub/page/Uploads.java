package io.yizhan.hub.page;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Files between their preview and its confirmation: in memory alone, one for each session, for a while. A hub that
 * starts again, or is asked for too many, has forgotten the oldest: then its file is chosen again. For any thread.
 */
final class Uploads {

    /** Of 2 MiB each. */
    static final int FILES_MAX = 4;

    static final Duration KEPT = Duration.ofMinutes(30);

    private final InstantSource clock;
    private final Map<String, Upload> bySession = new LinkedHashMap<>();

    Uploads(InstantSource clock) {
        this.clock = clock;
    }

    private record Upload(byte[] file, Instant at) {}

    /** @param session its form word: nobody else's confirmation can mean this file */
    synchronized void keep(String session, byte[] file) {
        bySession.remove(session);
        bySession.put(session, new Upload(file, clock.instant()));
        Iterator<String> oldest = bySession.keySet().iterator();
        while (bySession.size() > FILES_MAX && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
    }

    synchronized Optional<byte[]> find(String session) {
        Upload upload = bySession.get(session);
        if (upload == null || upload.at.plus(KEPT).isBefore(clock.instant())) {
            bySession.remove(session);
            return Optional.empty();
        }
        return Optional.of(upload.file);
    }

    synchronized void forget(String session) {
        bySession.remove(session);
    }
}
