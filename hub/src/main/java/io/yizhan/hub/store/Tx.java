package io.yizhan.hub.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A write transaction, on the writer's thread. Lives as long as the {@link Write} that got it. */
public interface Tx extends Rows {

    /** Runs an INSERT, UPDATE or DELETE. @return how many rows it touched */
    int update(String sql, @Nullable Object... arguments) throws SQLException;

    /**
     * Runs it like {@link #update}, together with what is appended with the same SQL before and after it: before
     * anything else is asked, and in this order. So a failure may be told by a later call, and by the end of the step
     * at the latest. A row costs a third of one by {@link #update}.
     */
    void append(String sql, @Nullable Object... arguments) throws SQLException;

    /** Runs the work, and takes back all that it wrote when it throws; the exception goes on to the caller. */
    <E extends Exception> void orNothing(Step<E> step) throws SQLException, E;

    /** Runs this on the writer's thread once the commit is on disk; it may only enqueue. */
    void afterCommit(Runnable enqueue);

    /** Some writes that stand or fall together. */
    @FunctionalInterface
    interface Step<E extends Exception> {
        void run() throws SQLException, E;
    }
}
