package io.yizhan.hub.cli;

import io.yizhan.hub.desk.DeviceRemoval;
import io.yizhan.protocol.id.DeviceId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hub device remove}. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Takes a device out of the hall: what it recorded stays, nothing that it says later counts, and the"
                        + " broker's access list refuses it.")
public final class DeviceRemoveCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "ID", description = "The device's id.")
    private String id = "";

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why it goes; it stands in the hub's journal.")
    private String reason = "";

    @Option(
            names = "--anyway",
            description = "Also when it is known to hold entries that the hub has not: they are lost.")
    private boolean anyway;

    @Mixin
    private HallOption data = new HallOption();

    private final JoinedHall.Reader halls;
    private final DeviceRegister register;

    public DeviceRemoveCommand(JoinedHall.Reader halls, DeviceRegister register) {
        this.halls = halls;
        this.register = register;
    }

    @Override
    public Integer call() throws CommandFailedException {
        DeviceId device = device();
        if (reason.isBlank() || reason.length() > DeviceRemoval.REASON_MAX) {
            throw refused("--reason has 1 to " + DeviceRemoval.REASON_MAX + " characters: say why the device goes.");
        }
        HallFolder hall = data.folder();
        if (!hall.hasHall()) {
            throw new CommandFailedException(hall + " holds no hall: name the right folder with --data.");
        }
        BrokerAccess access = new BrokerAccess(hall, halls.read(hall).hall());
        boolean wasIn = register.remove(hall, device, reason, anyway);
        try {
            access.shutOut(device);
        } catch (IOException e) {
            throw new CommandFailedException(
                    "The device is out of the hall, but " + hall.brokerAccess() + " could not be written (" + e
                            + "): its certificate still opens the broker, though nothing that it says counts. Give the"
                            + " file to this user, add these lines, and end and start the broker:"
                            + access.refusal(device),
                    e);
        }
        tell(hall, device, wasIn);
        return 0;
    }

    private DeviceId device() {
        try {
            DeviceId device = new DeviceId(id);
            if (device.isHub()) {
                throw refused("\"hub\" is the hub itself: it cannot be removed.");
            }
            return device;
        } catch (IllegalArgumentException e) {
            throw refused(e.getMessage());
        }
    }

    /** The way to go on is the same for who gives the command again, since the first may have ended in the middle. */
    private void tell(HallFolder hall, DeviceId device, boolean wasIn) {
        PrintWriter writer = spec.commandLine().getOut();
        writer.println(
                wasIn
                        ? "设备 " + device + " 已不属于大厅，它的记录都保留 · It is out of the hall; what it recorded stays."
                        : "设备 " + device + " 先前已移出大厅，这次只核对了消息服务器的名单 · It was out of the hall already; only"
                                + " the broker's access list was seen to.");
        writer.println("停掉并重新启动消息服务器，它才真正被拒之门外 · End the broker and start it again: from then on the device is"
                + " shut out.");
        if (Files.exists(hall.bundle(device.text()))) {
            writer.println("它的证书和密钥已无用，请删除 · Delete its certificate and key, which are of no use now: "
                    + hall.bundle(device.text()));
        }
        writer.flush();
    }

    private ParameterException refused(@Nullable String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
