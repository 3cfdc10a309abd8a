package io.yizhan.protocol.command;

import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.StaffId;
import java.time.OffsetDateTime;

/** Know this person by a PIN, see {@link PinVerifier}. */
public record PutPin(CommandId command, OffsetDateTime at, StaffId staff, String verifier) implements Command {

    @Override
    public String toString() {
        return "PutPin[command=" + command + ", staff=" + staff + "]";
    }
}
