package io.yizhan.hub;

import io.yizhan.hub.access.Account;
import io.yizhan.hub.access.AccountName;
import io.yizhan.hub.access.Accounts;
import io.yizhan.hub.access.ApiTokens;
import io.yizhan.hub.access.Outcome;
import io.yizhan.hub.access.RandomPassword;
import io.yizhan.hub.access.Role;
import io.yizhan.hub.access.Standing;
import io.yizhan.hub.api.Wishes;
import io.yizhan.hub.attendance.rules.HolidayYear;
import io.yizhan.hub.attendance.rules.Shipped;
import io.yizhan.hub.book.Identity;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.cli.CommandFailedException;
import io.yizhan.hub.cli.DeviceRegister;
import io.yizhan.hub.cli.FirstAccess;
import io.yizhan.hub.cli.HallFolder;
import io.yizhan.hub.cli.StationOrder;
import io.yizhan.hub.demo.DemoHall;
import io.yizhan.hub.desk.DeviceRemoval;
import io.yizhan.hub.desk.RulesDesk;
import io.yizhan.hub.devices.DeviceAdded;
import io.yizhan.hub.devices.Presence;
import io.yizhan.hub.queue.HallServices;
import io.yizhan.hub.staff.Pins;
import io.yizhan.hub.store.StoreException;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.clock.LinuxClock;
import io.yizhan.protocol.clock.MachineClock;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.state.StationConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Lets in the first admin and new devices, and takes devices out: straight into the database while the hub does not
 * run, else through its interface.
 */
final class HallAdmission implements FirstAccess, DeviceRegister {

    /** Who has made what the commands make. */
    private static final String BY = "hub";

    private static final String TOKEN_NAME = "local";

    private final SecureRandom random;

    HallAdmission(SecureRandom random) {
        this.random = random;
    }

    @Override
    public void create(Path database, ZoneId zone, String admin, String password, String token)
            throws CommandFailedException {
        MachineClock clock = new LinuxClock(LinuxClock.BOOT_ID, false);
        try (HallRecords records = HallRecords.create(database, clock, zone)) {
            records.database().writeAndWait(Identity::of);
            Account account = new Account(new AccountName(admin), Standing.of(Role.ADMIN));
            orFail(new Accounts(records.book(), random).add(account, password, BY));
            orFail(new ApiTokens(records.book(), random).accept(TOKEN_NAME, token, BY));
            LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(clock.wallMs()), zone);
            setExample(new RulesDesk(records.book(), zone, () -> Instant.ofEpochMilli(clock.wallMs())), today);
        } catch (StoreException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The example's rules begin with the month, not with the year: a month has one set of rules then, the hall's own
     * can take their place from the same day on, and earlier months, of which no reader knows anything, are not
     * reckoned.
     */
    private static void setExample(RulesDesk rules, LocalDate today) throws CommandFailedException {
        orFail(rules.set(Shipped.example().beginning(today.withDayOfMonth(1)), BY));
        for (HolidayYear year : Shipped.holidays()) {
            orFail(rules.announce(year, BY));
        }
    }

    private static void orFail(Optional<RulesDesk.Refused> refused) throws CommandFailedException {
        if (refused.isPresent()) {
            throw new CommandFailedException(refused.get().say());
        }
    }

    @Override
    public void register(HallFolder hall, DeviceId device, List<StationOrder> stations, String fingerprint)
            throws CommandFailedException {
        HubConfig config = config(hall);
        Registration registration = new Registration(
                device, stations.stream().map(HallAdmission::asked).toList(), fingerprint);
        enter(
                config,
                hub -> {
                    hub.ask("/api/v1/devices", registration, "let " + device + " in");
                    return true;
                },
                records -> {
                    record(records, device, stations, fingerprint);
                    return true;
                });
    }

    @Override
    public boolean remove(HallFolder hall, DeviceId device, String reason, boolean anyway)
            throws CommandFailedException {
        HubConfig config = config(hall);
        MachineClock clock = config.clock();
        return enter(
                config,
                hub -> tookOut(hub.ask(
                        "/api/v1/devices/" + device + "/remove",
                        new Wishes.RemovalWish(reason, anyway),
                        "take " + device + " out")),
                records -> takeOut(records, clock, device, reason, anyway));
    }

    /** What the running hub answers, at {@code POST /api/v1/devices/{id}/remove}. */
    private record Removed(boolean already) {}

    private static boolean tookOut(byte[] answer) throws CommandFailedException {
        try {
            return !Json.read(answer, Removed.class).already;
        } catch (UnreadableException e) {
            throw new CommandFailedException(
                    "The running hub's answer cannot be read (" + e.getMessage()
                            + "): is it of this version? End it, start it again, and give the command again.",
                    e);
        }
    }

    private static boolean takeOut(
            HallRecords records, MachineClock clock, DeviceId device, String reason, boolean anyway)
            throws CommandFailedException {
        DeviceRemoval removal =
                new DeviceRemoval(records.book(), new Presence(), () -> Instant.ofEpochMilli(clock.wallMs()));
        return switch (removal.remove(device, reason, anyway)) {
            case DeviceRemoval.Out(boolean already) -> !already;
            case DeviceRemoval.Stays(String why) -> throw new CommandFailedException(why);
        };
    }

    /** What the running hub is asked for; whether it has recorded anything then. */
    private interface Asking {
        boolean of(RunningHub hub) throws CommandFailedException;
    }

    /** What is entered straight into the database; whether anything was. */
    private interface Entering {
        boolean into(HallRecords records) throws CommandFailedException;
    }

    private static boolean enter(HubConfig config, Asking asking, Entering entering) throws CommandFailedException {
        try {
            Optional<HubLock> lock = HubLock.take(config.database());
            if (lock.isEmpty()) {
                return asking.of(new RunningHub(config));
            }
            try (HubLock _ = lock.get();
                    HallRecords records = HallRecords.open(
                            config.database(), config.clock(), config.hall().zone())) {
                return entering.into(records);
            } catch (StoreException e) {
                throw new CommandFailedException(String.valueOf(e.getMessage()), e);
            }
        } catch (IOException e) {
            throw new CommandFailedException(
                    "The hall's database " + config.database() + " cannot be locked (" + e
                            + "): is it this user's, is its folder writable?",
                    e);
        }
    }

    /** What the running hub is asked, at {@code POST /api/v1/devices}. */
    private record Registration(DeviceId device, List<AskedStation> stations, String fingerprint) {}

    private record AskedStation(String kind, String id, int ratingWaitS) {}

    private static AskedStation asked(StationOrder order) {
        return new AskedStation(Json.wireName(order.kind()), order.id().text(), order.ratingWaitS());
    }

    /** Fills an empty hall with the people and the accounts of the demo, a line each; the hub must not run. */
    List<String> fillDemo(HallFolder hall) throws CommandFailedException {
        List<String> lines = new ArrayList<>();
        HubConfig config = config(hall);
        MachineClock clock = config.clock();
        DemoHall demo = DemoHall.read();
        try (HallRecords records =
                HallRecords.open(config.database(), clock, config.hall().zone())) {
            demo.enter(
                    records.book(), new Pins(random, UUID::randomUUID), random, Instant.ofEpochMilli(clock.wallMs()));
            Accounts accounts = new Accounts(records.book(), random);
            for (DemoHall.Login login : demo.accounts()) {
                String password = RandomPassword.of(random);
                if (accounts.add(login.of(), password, BY) instanceof Outcome.Refused(Outcome.Why _, String say)) {
                    throw new CommandFailedException(say);
                }
                lines.add(login.account() + " / " + password + " / " + Json.wireName(login.role()));
            }
        } catch (RuleBrokenException | StoreException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
        demo.staff().stream()
                .map(person -> person.staff() + "\t" + person.name() + "\t" + person.pin() + "\t" + person.finger())
                .forEach(lines::add);
        return lines;
    }

    private static void record(HallRecords records, DeviceId device, List<StationOrder> stations, String fingerprint)
            throws CommandFailedException {
        Optional<String> refusal = records.database().writeAndWait(tx -> {
            List<SeriesId> series = HallServices.series(tx);
            List<StationConfig> wanted =
                    stations.stream().map(order -> station(order, series)).toList();
            try {
                records.book().decide(tx, new DeviceAdded(device, wanted, fingerprint));
                return Optional.empty();
            } catch (RuleBrokenException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        });
        if (refusal.isPresent()) {
            throw new CommandFailedException(refusal.get());
        }
    }

    private static StationConfig station(StationOrder order, List<SeriesId> series) {
        return switch (order.kind()) {
            case READER -> new StationConfig.Reader(order.id());
            case KIOSK -> new StationConfig.Kiosk(order.id(), series);
            case COUNTER -> new StationConfig.Counter(order.id(), order.ratingWaitS());
            case BOARD -> new StationConfig.Board(order.id());
            case VAULT -> new StationConfig.Vault(order.id());
        };
    }

    private static HubConfig config(HallFolder hall) throws CommandFailedException {
        try {
            return HubConfig.load(hall.path());
        } catch (UnreadableException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void orFail(Outcome outcome) throws CommandFailedException {
        if (outcome instanceof Outcome.Refused(Outcome.Why _, String say)) {
            throw new CommandFailedException(say);
        }
    }
}
