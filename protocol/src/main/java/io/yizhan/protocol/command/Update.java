package io.yizhan.protocol.command;

import io.yizhan.protocol.id.CommandId;
import java.time.OffsetDateTime;

/** Take this version. */
public record Update(CommandId command, OffsetDateTime at, String version, String url, String sha256, String signature)
        implements Command {}
