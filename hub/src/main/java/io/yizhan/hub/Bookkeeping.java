package io.yizhan.hub;

import io.yizhan.hub.backup.WorkFolder;
import io.yizhan.hub.book.BookBrokenException;
import io.yizhan.hub.book.ChainCheck;
import io.yizhan.hub.book.Rebuild;
import io.yizhan.hub.book.Verify;
import io.yizhan.hub.cli.CommandFailedException;
import io.yizhan.hub.cli.HallFolder;
import io.yizhan.hub.store.Database;
import io.yizhan.hub.store.StoreException;
import io.yizhan.protocol.UnreadableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Proves the book of a hall, and makes its records anew. */
final class Bookkeeping {

    private Bookkeeping() {}

    /** A hub may run meanwhile. */
    static Verify.Report verify(HallFolder hall) throws CommandFailedException {
        HubConfig config = config(hall);
        ZoneId zone = config.hall().zone();
        Verify verify = new Verify(HallRecords.projections(zone), HallRecords.facts(), HallRecords.KEPT.keySet());
        try {
            Path folder = config.database().resolveSibling("");
            try (WorkFolder scratch = WorkFolder.in(folder, ".verify-")) {
                return verify.verify(config.database(), scratch.path().resolve("anew.db"));
            }
        } catch (StoreException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        } catch (IOException | SQLException e) {
            throw new CommandFailedException(
                    "The book " + config.database() + " cannot be verified (" + e
                            + "): is there room beside it, and is its folder this user's?",
                    e);
        }
    }

    /** Not while a hub runs. */
    static ChainCheck.Report rebuild(HallFolder hall) throws CommandFailedException {
        HubConfig config = config(hall);
        try (HubLock _ = lock(config.database());
                Database database = Database.open(config.database())) {
            Rebuild rebuild = new Rebuild(HallRecords.projections(config.hall().zone()), HallRecords.facts());
            Outcome outcome = database.writeAndWait(tx -> {
                try {
                    ChainCheck.Report[] done = new ChainCheck.Report[1];
                    tx.<BookBrokenException>orNothing(() -> done[0] = rebuild.rebuild(tx));
                    return new Outcome(done[0], null);
                } catch (BookBrokenException e) {
                    return new Outcome(null, e);
                }
            });
            if (outcome.done == null) {
                throw new CommandFailedException(
                        "Nothing was changed, the book cannot be folded anew:\n"
                                + (outcome.refusal == null ? "" : outcome.refusal.getMessage()),
                        outcome.refusal);
            }
            return outcome.done;
        } catch (StoreException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CommandFailedException(
                    "The hall's database " + config.database() + " cannot be locked (" + e
                            + "): is it this user's, is its folder writable?",
                    e);
        }
    }

    private record Outcome(
            ChainCheck.@Nullable Report done, @Nullable BookBrokenException refusal) {}

    private static HubLock lock(Path database) throws IOException, CommandFailedException {
        if (!Files.isRegularFile(database)) {
            throw new CommandFailedException("There is no database " + database + ": name the folder of a hall.");
        }
        Optional<HubLock> lock = HubLock.take(database);
        return lock.orElseThrow(() -> new CommandFailedException(
                "A hub runs on " + database + ", or a command is at work there: end it, then rebuild."));
    }

    private static HubConfig config(HallFolder hall) throws CommandFailedException {
        try {
            return HubConfig.load(hall.path());
        } catch (UnreadableException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
    }
}
