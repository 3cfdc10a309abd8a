package io.yizhan.hub.queue;

import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.TicketId;
import org.jspecify.annotations.Nullable;

/** What came of asking for the next ticket. */
public sealed interface NextCall {

    /**
     * This one.
     *
     * @param service null while the ticket's issue has not come, or for a call whose ticket it is not known
     * @param waiting how many wait after it
     * @param again whether it is the answer to an earlier question, which may have been lost
     */
    record Given(CallId call, TicketId ticket, @Nullable ServiceId service, int waiting, boolean again)
            implements NextCall {}

    /** Nobody waits for this counter. */
    record NobodyWaiting() implements NextCall {}

    /** This person is not signed in at this counter, as far as its journal has come. */
    record NotSignedIn() implements NextCall {}

    /** The counter is paused or closed, as far as its journal has come. */
    record NotOpen() implements NextCall {}
}
