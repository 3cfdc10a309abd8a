package io.yizhan.protocol.command;

import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.StaffId;
import java.time.OffsetDateTime;

/** Forget this person's PIN. */
public record DropPin(CommandId command, OffsetDateTime at, StaffId staff) implements Command {}
