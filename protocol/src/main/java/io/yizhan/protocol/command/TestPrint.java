package io.yizhan.protocol.command;

import io.yizhan.protocol.id.CommandId;
import java.time.OffsetDateTime;

/** Print a test ticket. */
public record TestPrint(CommandId command, OffsetDateTime at) implements Command {}
