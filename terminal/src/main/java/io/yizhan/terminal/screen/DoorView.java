package io.yizhan.terminal.screen;

import io.yizhan.protocol.id.DeviceId;
import io.yizhan.terminal.station.Sentence;
import java.util.List;

/**
 * All that the screen shows.
 *
 * @param hall its name; empty until the hub was heard for the first time
 * @param date in words for people, with the weekday
 * @param time hours and minutes
 * @param timeSure whether the clock is believed; else the hub settles when it was
 * @param zh the one sentence
 * @param own of who has just punched, the newest first
 * @param online whether the hub is there
 */
record DoorView(
        String hall,
        DeviceId device,
        String date,
        String time,
        boolean timeSure,
        String greeting,
        Sentence.Tone tone,
        String zh,
        String en,
        List<Own> own,
        boolean online) {

    /** @param sure whether the reader believed its clock */
    record Own(String day, String time, boolean sure) {}
}
