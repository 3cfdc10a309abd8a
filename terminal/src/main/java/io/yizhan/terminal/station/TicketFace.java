package io.yizhan.terminal.station;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says at a kiosk's face what became of a ticket, and knows which ticket a sentence is about. */
final class TicketFace {

    private final Face face;
    private volatile @Nullable Told told;

    TicketFace(Face face) {
        this.face = face;
    }

    void tell(Issued issued, Sentence sentence) {
        told = new Told(sentence, issued);
        face.say(sentence);
    }

    /** Empty for a sentence that is about no ticket; any thread. */
    Optional<Issued> ticketOf(Sentence sentence) {
        Told last = told;
        return last != null && last.sentence.equals(sentence) ? Optional.of(last.issued) : Optional.empty();
    }

    private record Told(Sentence sentence, Issued issued) {}
}
