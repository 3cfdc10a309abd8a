package io.yizhan.protocol.state;

import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.StationId;
import java.util.List;

/** A station of a device; on the wire its {@code kind} stands beside its fields. */
public sealed interface StationConfig {

    StationId id();

    StationKind kind();

    record Reader(StationId id) implements StationConfig {
        @Override
        public StationKind kind() {
            return StationKind.READER;
        }
    }

    record Kiosk(StationId id, List<SeriesId> series) implements StationConfig {
        public Kiosk {
            series = List.copyOf(series);
        }

        @Override
        public StationKind kind() {
            return StationKind.KIOSK;
        }
    }

    /** @param ratingWaitS how long the citizen may take to press a key, seconds */
    record Counter(StationId id, int ratingWaitS) implements StationConfig {
        /** What the rules give a citizen where the hall says nothing. */
        public static final int RATING_WAIT_S = 20;

        public Counter {
            if (ratingWaitS < 1 || ratingWaitS > 600) {
                throw new IllegalArgumentException("rating_wait_s " + ratingWaitS + " is outside 1–600");
            }
        }

        @Override
        public StationKind kind() {
            return StationKind.COUNTER;
        }
    }

    record Board(StationId id) implements StationConfig {
        @Override
        public StationKind kind() {
            return StationKind.BOARD;
        }
    }

    record Vault(StationId id) implements StationConfig {
        @Override
        public StationKind kind() {
            return StationKind.VAULT;
        }
    }
}
