package io.yizhan.terminal.station;

import io.yizhan.protocol.id.SeriesId;
import java.util.Map;

/**
 * What a kiosk can do for people at this moment.
 *
 * @param ready whether a ticket could be printed and recorded, and none is being printed
 * @param again whether there is a ticket of today whose paper nobody is sure of
 * @param ahead who waits, by series; a series is missing of which the hub has said nothing
 */
public record KioskOffer(boolean ready, boolean again, Map<SeriesId, Integer> ahead) {

    /** Until the station has looked. */
    static final KioskOffer NOTHING = new KioskOffer(false, false, Map.of());

    public KioskOffer {
        ahead = Map.copyOf(ahead);
    }

    /** The same while one is being printed, or nothing can be recorded. */
    KioskOffer dead() {
        return new KioskOffer(false, again, ahead);
    }
}
