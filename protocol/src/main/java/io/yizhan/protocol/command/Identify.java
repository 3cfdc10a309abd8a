package io.yizhan.protocol.command;

import io.yizhan.protocol.id.CommandId;
import java.time.OffsetDateTime;

/** Show which device this is, for so many seconds. */
public record Identify(CommandId command, OffsetDateTime at, int seconds) implements Command {}
