package io.yizhan.protocol.command;

import io.yizhan.protocol.id.CommandId;
import java.time.OffsetDateTime;

/** Start again. */
public record Restart(CommandId command, OffsetDateTime at) implements Command {}
