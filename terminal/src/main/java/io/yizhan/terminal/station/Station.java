package io.yizhan.terminal.station;

import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.state.StationKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One job of a terminal, on one thread of its own. */
public interface Station {

    StationKind kind();

    StationId id();

    /**
     * Serves until its thread is interrupted. An unchecked exception is a bug of ours: the supervisor starts it again.
     *
     * @param serving to be called once people can be served
     */
    void serve(Runnable serving) throws InterruptedException;

    /** What does not work; any thread. */
    Faults faults();

    /** Whether staff may type a PIN at it, though it is no counter; any thread. */
    default boolean hasPad() {
        return false;
    }

    /** How many fingers its sensor holds; null where it has none, and as long as it has not answered. Any thread. */
    default @Nullable Integer capacity() {
        return null;
    }

    /** What people see at it; any thread. */
    List<Face> faces();
}
