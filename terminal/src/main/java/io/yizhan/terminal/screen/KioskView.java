package io.yizhan.terminal.screen;

import io.yizhan.protocol.id.DeviceId;
import io.yizhan.terminal.station.Sentence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a kiosk's screen shows.
 *
 * @param hall its name; empty until the hub was heard for the first time
 * @param date in words for people, with the weekday
 * @param time hours and minutes
 * @param timeSure whether it is the hub's, or the own clock is believed
 * @param zh the one sentence
 * @param number of the ticket that the sentence is about; null when it is about none
 * @param papers to bring for that ticket's service; empty where the hall has not said them
 * @param papersEn the same in English
 * @param ready whether a choice could be printed and recorded now; else every choice is dead
 * @param again whether there is a ticket whose paper nobody is sure of
 * @param english whether the hall's languages name English
 * @param online whether the hub is there
 */
record KioskView(
        String hall,
        DeviceId device,
        String date,
        String time,
        boolean timeSure,
        Sentence.Tone tone,
        String zh,
        String en,
        @Nullable String number,
        String papers,
        String papersEn,
        boolean ready,
        boolean again,
        boolean english,
        List<Choice> choices,
        boolean online) {

    /**
     * A service.
     *
     * @param key the number on its key; null where it has none
     * @param en empty where it has no English name
     * @param ahead who waits in its series; null where the terminal does not know it
     */
    record Choice(
            String service,
            @Nullable Integer key,
            String zh,
            String en,
            boolean open,
            @Nullable Integer ahead) {}
}
