package io.yizhan.protocol.fact;

import io.yizhan.protocol.id.CommandId;

/** An order was carried out, or could not be, where no other entry tells it. */
public record CommandDone(CommandId command, Outcome outcome) implements Fact {

    /** How it ended. */
    public enum Outcome {
        DONE,
        FAILED
    }
}
