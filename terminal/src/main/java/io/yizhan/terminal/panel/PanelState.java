package io.yizhan.terminal.panel;

import io.yizhan.protocol.state.DeviceStatus.Fault;
import io.yizhan.protocol.state.StationKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything on the panel but the LEDs, as {@code GET /api/state} gives it.
 *
 * @param hall the hall's name; empty until the hub told it
 * @param configRevision of the hub's newest config; 0 before there is one
 * @param told the number of the newest line in {@code log}
 * @param log the newest lines of what people were told, oldest first
 */
record PanelState(
        String device,
        String hall,
        boolean hubOnline,
        long configRevision,
        Map<String, String> others,
        List<StationState> stations,
        long told,
        List<PanelLog.Told> log) {

    /**
     * One station; of the four last ones the one of its kind is there.
     *
     * @param switchedOn mishaps that the panel has switched on
     */
    record StationState(
            StationKind kind,
            String id,
            List<Fault> faults,
            List<FaceState> faces,
            Set<String> switchedOn,
            @Nullable ReaderState reader,
            @Nullable KioskState kiosk,
            @Nullable CounterState counter,
            @Nullable BoardState board) {}

    /** What stands at one spot now. */
    record FaceState(String spot, String tone, String zh, String en) {}

    /**
     * @param finger that lies on the window
     * @param people whose fingers the reader knows
     */
    record ReaderState(@Nullable Integer finger, Map<String, Boolean> lamps, List<Person> people, boolean pad) {}

    /** An enrolled finger; the name is empty where the hall's config does not name it. */
    record Person(int finger, int position, String name) {}

    record KioskState(List<Choice> choices, boolean reprintKey, List<Ticket> tickets) {}

    /** A service and its key. */
    record Choice(String service, String series, String key, String zh, String en, boolean open) {}

    /** A ticket that came out of the printer; its picture is at {@code url}. */
    record Ticket(long no, String number, List<String> lines, String url) {}

    /** @param callNextMs how long the newest {@code call-next} took, newest last */
    record CounterState(boolean keys, Map<String, Boolean> lamps, List<Double> callNextMs) {}

    record BoardState(boolean voice) {}

    /**
     * Dots of one station's LEDs: a row a string, each hexadecimal digit four dots, the leftmost dot its highest bit.
     */
    record Leds(String station, int width, int height, List<String> rows) {}
}
