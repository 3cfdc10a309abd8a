package io.yizhan.hub.cli;

import io.yizhan.hub.access.pki.Credential;
import io.yizhan.hub.access.pki.HallAuthority;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.state.StationKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hub device add}. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Lets a device into the hall: makes a folder with its certificate, its key, the hall's authority and"
                        + " its settings, and tells the hub what the device is allowed to be.")
public final class DeviceAddCommand implements Callable<Integer> {

    private static final int PORT_MAX = 65_535;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "ID", description = "The device's id: [a-z0-9-]{1,32}, not all or hub.")
    private String id = "";

    @Option(
            names = "--stations",
            required = true,
            paramLabel = "LIST",
            description =
                    "Its stations, such as reader,kiosk,counter:3,board; the part behind a colon is the station's id,"
                            + " for a counter the number on its plate.")
    private String stations = "";

    @Mixin
    private HallOption data = new HallOption();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the bundle goes (devices/ID in the hall's folder).")
    private @Nullable Path out;

    @Option(
            names = "--simulated",
            paramLabel = "PORT",
            description =
                    "All its devices are simulated, and its front panel is on this port of loopback (0: any free one).")
    private @Nullable Integer panelPort;

    @Option(
            names = "--rating-wait",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "How long a citizen may take to rate at its counters, 1 to 600 (${DEFAULT-VALUE}).")
    private int ratingWaitS;

    private final SecureRandom random;
    private final JoinedHall.Reader halls;
    private final DeviceRegister register;

    public DeviceAddCommand(SecureRandom random, JoinedHall.Reader halls, DeviceRegister register) {
        this.random = random;
        this.halls = halls;
        this.register = register;
    }

    @Override
    public Integer call() throws CommandFailedException {
        DeviceId device = device();
        List<StationOrder> wanted = wantedStations();
        HallFolder hall = data.folder();
        if (!hall.hasHall()) {
            throw new CommandFailedException(hall + " holds no hall: make one with scripts/hub init --data " + hall
                    + ", or name the right folder with --data.");
        }
        Path place = out == null ? hall.bundle(device.text()) : out;
        JoinedHall joined = halls.read(hall);
        if (joined.recoveryLock() == null && wanted.stream().anyMatch(order -> order.kind() == StationKind.VAULT)) {
            throw new CommandFailedException("A vault seals under the hall's recovery key, and this hall has none: make"
                    + " one with scripts/hub recovery-key --data " + hall + ", then add the device.");
        }
        DeviceBundle bundle = new DeviceBundle(joined, device, wanted, panel());
        BrokerAccess access = new BrokerAccess(hall, joined.hall());
        boolean again;
        try (NewFolder folder = NewFolder.at(place);
                BrokerAccess.Change lettingIn = access.lettingIn(device)) {
            HallAuthority authority = HallAuthority.open(hall.certificates(), random);
            Credential credential = authority.issueDevice(device);
            credential.write(folder.draft(), "device");
            authority.writeCertificate(folder.draft());
            bundle.write(folder.draft(), UUID.randomUUID(), UUID.randomUUID());
            folder.moveInPlace();
            registerOrUndo(hall, bundle, credential.fingerprint(), folder);
            openTheDoor(lettingIn, hall, access.refusal(device));
            again = lettingIn.isDifferent();
        } catch (IOException e) {
            throw new CommandFailedException(
                    "The device's bundle could not be made in " + place + " (" + e
                            + "): is there room, and may this user read " + hall.certificates()
                            + " and write there and beside " + hall.brokerAccess()
                            + "? Nothing was left behind: give the command again then.",
                    e);
        }
        tell(bundle, place, again);
        return 0;
    }

    /** Only for a device that the hall has: whoever has the old key gets in by it, too. */
    private static void openTheDoor(BrokerAccess.Change lettingIn, HallFolder hall, String refusal)
            throws CommandFailedException {
        try {
            lettingIn.takeEffect();
        } catch (IOException e) {
            throw new CommandFailedException(
                    "The device is in the hall and its bundle is made, but " + hall.brokerAccess()
                            + " could not be changed (" + e + "): the broker still refuses this name. Take these lines"
                            + " out of the file, and end and start the broker:" + refusal,
                    e);
        }
    }

    /** Late, because a bundle can be taken away again, but what the hub has recorded stays. */
    private void registerOrUndo(HallFolder hall, DeviceBundle bundle, String fingerprint, NewFolder folder)
            throws CommandFailedException, IOException {
        boolean registered = false;
        try {
            register.register(hall, bundle.device(), bundle.stations(), fingerprint);
            registered = true;
        } finally {
            if (!registered) {
                folder.undo();
            }
        }
    }

    private OptionalInt panel() {
        if (panelPort == null) {
            return OptionalInt.empty();
        }
        if (panelPort < 0 || panelPort > PORT_MAX) {
            throw refused("--simulated " + panelPort + " is no port: write one from 0 to " + PORT_MAX + ".");
        }
        return OptionalInt.of(panelPort);
    }

    private DeviceId device() {
        try {
            DeviceId device = new DeviceId(id);
            if (device.isHub()) {
                throw refused("\"hub\" is the hub's own name: give the device another.");
            }
            return device;
        } catch (IllegalArgumentException e) {
            throw refused(e.getMessage());
        }
    }

    private List<StationOrder> wantedStations() {
        try {
            return StationOrder.list(stations, ratingWaitS);
        } catch (IllegalArgumentException e) {
            throw refused("--stations " + stations + ": " + e.getMessage());
        }
    }

    private void tell(DeviceBundle bundle, Path place, boolean again) {
        PrintWriter writer = spec.commandLine().getOut();
        writer.println("设备 " + bundle.device() + " 可以加入大厅 · The device may join: " + bundle.stations());
        writer.println(place.toAbsolutePath().normalize());
        writer.println("内有私钥，请把整个文件夹安全地拷到设备上 · Bring it to the device whole; its private key is in it.");
        if (again) {
            writer.println("这个名字曾被移出，请停掉并重新启动消息服务器 · This name was removed once: end the broker and start it again."
                    + " Whoever has the old key gets in with it, too.");
        }
        writer.flush();
    }

    private ParameterException refused(@Nullable String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
