package io.yizhan.terminal.station;

import io.yizhan.hardware.voice.Utterance;
import io.yizhan.protocol.state.Calls.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A call to be said aloud.
 *
 * @param urgency what goes first
 * @param utterances in this order, with nothing between them
 */
record Announcement(Call call, Urgency urgency, List<Utterance> utterances) {

    Announcement {
        utterances = List.copyOf(utterances);
    }

    /** The most urgent first. */
    enum Urgency {
        /** Somebody is called for the first time, and waits for it. */
        CALL,
        /** A recall 重呼: that one was called already. */
        REMINDER
    }

    /** @param languages those that calls are said in, in their order */
    static Announcement of(Call call, Urgency urgency, List<Locale> languages) {
        return new Announcement(
                call,
                urgency,
                languages.stream().map(language -> utterance(call, language)).toList());
    }

    /** 请A零二三号到三号窗口; of each piece the recording has its own name. */
    private static Utterance utterance(Call call, Locale language) {
        boolean traditional = language.getCountry().equals("HK");
        List<Utterance.Piece> pieces = new ArrayList<>();
        pieces.add(new Utterance.Piece(traditional ? "請" : "请", "please"));
        addSigns(pieces, ChineseNumbers.spelled(call.shown()));
        pieces.add(new Utterance.Piece(traditional ? "號到" : "号到", "number-to"));
        addSigns(pieces, ChineseNumbers.plate(call.counter().text()));
        pieces.add(new Utterance.Piece(traditional ? "號窗口" : "号窗口", "counter"));
        return new Utterance(language, pieces);
    }

    private static void addSigns(List<Utterance.Piece> pieces, String said) {
        said.codePoints()
                .mapToObj(Character::toString)
                .forEach(sign -> pieces.add(
                        new Utterance.Piece(sign, ChineseNumbers.clip(sign).orElse(null))));
    }
}
