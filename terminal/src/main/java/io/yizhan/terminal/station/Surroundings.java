package io.yizhan.terminal.station;

import io.yizhan.protocol.id.StationId;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.uplink.HallState;

/**
 * What every station of a terminal shares.
 *
 * @param statusChanged to be called when the terminal's status is another one; only enqueues
 */
public record Surroundings(Journal journal, HallClock clock, HallState hall, Runnable statusChanged) {

    /** The faults of one of its stations. */
    Faults faultsOf(StationId station) {
        return new Faults(station, journal, clock, statusChanged);
    }
}
