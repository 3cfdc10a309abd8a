package io.yizhan.terminal.station;

import io.yizhan.terminal.uplink.ReplyPath;

/** What came of a key at a counter, or of the same order from the clerk's page. */
sealed interface Outcome {

    /** It is in the journal. */
    record Done(Sentence words) implements Outcome {}

    /** It was so already. */
    record AsItWas(Sentence words) implements Outcome {}

    /** It cannot be; {@code code} is for the page. */
    record Refused(String code, Sentence words) implements Outcome {}

    /** The journal did not take it, and the clerk has been told. */
    record NotRecorded() implements Outcome {}

    /** The hub has been asked; its answer ends this. */
    record Asked() implements Outcome {}

    /** Ends the order of a page, unless the answer is to come. */
    default void tell(ReplyPath replies) {
        switch (this) {
            case Done _ -> replies.doneAsRecorded();
            case AsItWas _ -> replies.done();
            case Refused(String code, Sentence _) -> replies.failed(code);
            case NotRecorded _ -> replies.failed("journal");
            case Asked _ -> {}
        }
    }
}
