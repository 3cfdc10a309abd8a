package io.yizhan.hub;

import io.yizhan.hub.access.Account;
import io.yizhan.hub.access.Accounts;
import io.yizhan.hub.access.ApiTokens;
import io.yizhan.hub.access.Outcome;
import io.yizhan.hub.access.Role;
import io.yizhan.hub.backup.Archive;
import io.yizhan.hub.backup.BackupFailedException;
import io.yizhan.hub.backup.DurableFiles;
import io.yizhan.hub.backup.Manifest;
import io.yizhan.hub.book.HubRestored;
import io.yizhan.hub.book.Identity;
import io.yizhan.hub.cli.BrokerAccess;
import io.yizhan.hub.cli.CommandFailedException;
import io.yizhan.hub.cli.HallFolder;
import io.yizhan.hub.cli.NewFolder;
import io.yizhan.hub.cli.RestoreCommand;
import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.devices.HallDevice;
import io.yizhan.hub.queue.Leases;
import io.yizhan.hub.store.Database;
import io.yizhan.hub.store.StoreException;
import io.yizhan.hub.vault.Kit;
import io.yizhan.hub.vault.VaultFolder;
import io.yizhan.hub.vault.VaultUnreadableException;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.clock.LinuxClock;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.StoreId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings a hall back into an empty folder, whole or not at all.
 *
 * <pre>
 *   backup ─► files and database ─┐
 *   vault ──► kit (the files) ────┴─► a higher epoch, a new journal of the hub ─► the vault's entries after the
 * database's
 *                                     ─► the broker's list as the records have it
 *                                     ─► numbers set aside, what is lost recorded ─► the folder in its place
 * </pre>
 */
record HallRestore(InstantSource clock, SecureRandom random) implements RestoreCommand.Restoring {

    private static final String BY = "restore";
    private static final String TOKEN_NAME = "local";

    @Override
    public List<String> restore(HallFolder place, RestoreCommand.Order order) throws CommandFailedException {
        try (NewFolder folder = NewFolder.at(place.path())) {
            HallFolder draft = new HallFolder(folder.draft());
            Archive archive = order.backup() == null ? null : unpacked(order.backup(), draft);
            VaultFolder vault = order.vault() == null || order.key() == null
                    ? null
                    : VaultFolder.open(
                            order.vault(),
                            order.key(),
                            archive == null ? null : archive.manifest().store());
            Kit kit = vault == null || order.key() == null ? null : FormerJournals.kit(vault, order.key(), archive);
            if (archive == null && kit == null) {
                throw new CommandFailedException(
                        "The vault holds no kit (the hall's certificates and settings), so a hub"
                                + " made from it would be unknown to every terminal: add a backup, however old.");
            }
            settle(draft, place, archive, kit);
            List<String> told = database(draft, place, order, archive, vault);
            folder.moveInPlace();
            DurableFiles.sync(place.path().resolveSibling(""));
            return told;
        } catch (BackupFailedException | VaultUnreadableException | UnreadableException | StoreException e) {
            throw new CommandFailedException(e.getMessage() + " Nothing was left behind.", e);
        } catch (IOException e) {
            throw new CommandFailedException(
                    "The hall could not be restored to " + place + " (" + e
                            + "): is there room, and may this user write" + " there? Nothing was left behind.",
                    e);
        }
    }

    private static Archive unpacked(Path backup, HallFolder draft) throws BackupFailedException {
        Archive archive = Archive.read(backup);
        archive.unpack(draft.path());
        return archive;
    }

    /** Files from the kit count more than those of an older backup; paths lead to the new folder. */
    private static void settle(HallFolder draft, HallFolder place, @Nullable Archive archive, @Nullable Kit kit)
            throws IOException {
        List<String> formerFolders = new ArrayList<>();
        if (archive != null) {
            formerFolders.add(archive.manifest().folder());
        }
        if (kit != null) {
            formerFolders.add(kit.folder());
            for (Kit.KitFile file : kit.files()) {
                Path path = draft.path().resolve(file.name()).normalize();
                if (!path.startsWith(draft.path())) {
                    throw new IOException("the kit names " + file.name() + ", which leads out of the hall's folder");
                }
                DurableFiles.createFolders(path.resolveSibling(""));
                Files.deleteIfExists(path);
                Files.createFile(path, DurableFiles.ownerOnly());
                Files.write(path, file.bytes());
                DurableFiles.sync(path);
            }
        }
        String broker = Files.readString(draft.brokerSettings());
        for (String former : formerFolders) {
            broker = broker.replace(former + "/", place.path() + "/");
        }
        Files.writeString(draft.brokerSettings(), broker);
        String settings = Files.readString(draft.settings());
        Files.writeString(
                draft.settings(),
                settings.replaceFirst("(?m)^database\\s*=.*$", "database = \"" + Manifest.DATABASE + "\""));
        DurableFiles.sync(draft.settings());
        DurableFiles.sync(draft.brokerSettings());
    }

    private List<String> database(
            HallFolder draft,
            HallFolder place,
            RestoreCommand.Order order,
            @Nullable Archive archive,
            @Nullable VaultFolder vault)
            throws CommandFailedException, UnreadableException, VaultUnreadableException, IOException {
        HubConfig config = HubConfig.load(draft.path());
        StoreId store = vault != null ? vault.store() : archive(archive).store();
        long known =
                Math.max(archive == null ? 0 : archive.manifest().epoch(), vault == null ? 0 : vault.newestEpoch());
        long epoch = order.epoch() == null ? known + 1 : order.epoch();
        if (epoch <= known) {
            throw new CommandFailedException("--epoch " + epoch + " is not above " + known
                    + ", which is known of this hall: leave it out, or write a higher one.");
        }
        long lastKnown = Math.max(
                archive == null ? 0 : archive.manifest().hubThrough(), vault == null ? 0 : FormerJournals.last(vault));
        try (Database database = Database.open(config.database())) {
            database.writeAndWait(tx -> Identity.restore(tx, store, epoch, lastKnown));
        }
        LinuxClock machine = config.clock();
        try (HallRecords records =
                HallRecords.open(config.database(), machine, config.hall().zone())) {
            FormerJournals former = new FormerJournals(records.book(), order.acceptGap());
            if (vault != null) {
                former.check(vault);
            }
            RestoreReport report = new RestoreReport(
                    place, archive, vault, epoch, config.hall().zone());
            List<HubRestored.Former> journals = former.standing();
            HubRestored restored = new HubRestored(epoch, journals, report.detail(lastKnown));
            records.database().writeAndWait(tx -> records.book().record(tx, restored));
            if (vault != null) {
                former.enter(vault);
            }
            letInWhoIsThere(draft, config.hall().id(), records.database());
            JournalId own = records.book().hubJournal();
            records.database().writeAndWait(tx -> {
                Leases.setAside(
                        tx,
                        records.book(),
                        own,
                        clock.instant().atZone(config.hall().zone()).toLocalDate());
                return own;
            });
            Optional<String> admin = archive == null ? Optional.of(letIn(records, config, order)) : Optional.empty();
            return report.lines(records.database(), admin.orElse(null), order.password());
        }
    }

    /** The list is the source's; who was removed or added after it was written, the records know. */
    private static void letInWhoIsThere(HallFolder draft, HallId hall, Database records) throws IOException {
        List<DeviceId> removed = records.read(Devices::removed);
        List<DeviceId> present =
                records.read(Devices::all).stream().map(HallDevice::device).toList();
        new BrokerAccess(draft, hall).agreeWith(removed, present);
    }

    /** No password is in any journal: without a backup an admin gets a new one. Returns the account. */
    private String letIn(HallRecords records, HubConfig config, RestoreCommand.Order order)
            throws CommandFailedException, IOException {
        orFail(new ApiTokens(records.book(), random)
                .accept(TOKEN_NAME, Files.readString(config.http().token()).strip(), BY));
        Accounts accounts = new Accounts(records.book(), random);
        Account admin = accounts.all().stream()
                .filter(account -> account.standing().role() == Role.ADMIN)
                .findFirst()
                .orElseThrow(() -> new CommandFailedException("The vault names no admin: add a backup, however old."));
        orFail(accounts.changePassword(admin.name(), order.password(), BY));
        return admin.name().text();
    }

    private static Manifest archive(@Nullable Archive archive) {
        if (archive == null) {
            throw new IllegalStateException("neither a backup nor a vault");
        }
        return archive.manifest();
    }

    private static void orFail(Outcome outcome) throws CommandFailedException {
        if (outcome instanceof Outcome.Refused(Outcome.Why _, String say)) {
            throw new CommandFailedException(say);
        }
    }
}
