package io.yizhan.protocol.link;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What the link's thread is told, by its owner's threads and by Paho's. */
sealed interface LinkEvent {

    /** The owner wants this sent on this connection, and on no other. */
    record Wanted(PahoConnection connection, Message message, CompletableFuture<Published> outcome)
            implements LinkEvent {}

    /** The broker answered what had been sent. */
    record Answered(PahoConnection connection, Wanted wanted, Published outcome) implements LinkEvent {}

    /** A message came. */
    record Arrived(PahoConnection connection, Received message) implements LinkEvent {}

    /** A connection broke. */
    record Lost(PahoConnection connection, String reason, boolean takenOver) implements LinkEvent {}

    /** The owner wants to be away for so long. */
    record Away(Duration pause) implements LinkEvent {}

    /** The owner wants an end. */
    record Goodbye() implements LinkEvent {}
}
