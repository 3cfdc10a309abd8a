package io.yizhan.protocol.command;

import io.yizhan.protocol.id.CommandId;
import java.time.OffsetDateTime;

/** An order to a terminal, carried out once; on the wire {@code op} names it: {@code test-print}. */
public sealed interface Command
        permits Counter, DropPin, Enrol, Identify, PutPin, PutTemplate, Restart, TestPrint, Update {

    CommandId command();

    /** When it was given, by the hub's clock. */
    OffsetDateTime at();
}
