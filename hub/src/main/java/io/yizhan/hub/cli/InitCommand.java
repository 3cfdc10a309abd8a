package io.yizhan.hub.cli;

import io.yizhan.protocol.id.HallId;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hub init}. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Makes a new hall: its certificates, the broker's and the hub's settings, and the first admin,"
                + " whose password is shown once. A folder that holds something is left as it is.")
public final class InitCommand implements Callable<Integer> {

    /** What stands in a certificate, and in Mosquitto's settings: a name of the DNS, or an address. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9:._-]{1,253}");

    private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_.-]{0,31}");

    private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "::1");
    private static final int PORT_MAX = 65_535;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private HallOption data = new HallOption();

    @Option(
            names = "--hall",
            paramLabel = "ID",
            defaultValue = "hall",
            description = "The hall's id on the wire: [a-z0-9-]{1,32} (${DEFAULT-VALUE}).")
    private String hall = "";

    @Option(
            names = "--name",
            paramLabel = "TEXT",
            defaultValue = "政务服务大厅",
            description = "Its name as people read it (${DEFAULT-VALUE}).")
    private String name = "";

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "Asia/Shanghai",
            description = "The time zone of its days (${DEFAULT-VALUE}).")
    private String zone = "";

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description =
                    "A name or address by which terminals reach this machine; can be given more than once, and the"
                            + " first is written into their settings. Without it they look on their own machine.")
    private List<String> hosts = new ArrayList<>();

    @Option(
            names = "--mqtt-port",
            paramLabel = "PORT",
            defaultValue = "8883",
            description = "The broker's port (${DEFAULT-VALUE}).")
    private int mqttPort;

    @Option(
            names = "--mqtt-bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Where the broker listens (${DEFAULT-VALUE}); 0.0.0.0 lets terminals of other machines in.")
    private String mqttBind = "";

    @Option(
            names = "--broker-user",
            paramLabel = "USER",
            defaultValue = "${sys:user.name}",
            description = "Whom Mosquitto becomes where it is started as root (${DEFAULT-VALUE}).")
    private String brokerUser = "";

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "The page's port (${DEFAULT-VALUE}).")
    private int httpPort;

    @Option(
            names = "--http-bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Where the page listens (${DEFAULT-VALUE}). The page itself is not encrypted.")
    private String httpBind = "";

    @Option(
            names = "--clock-trusted",
            description =
                    "This machine's clock is right by itself, as in a demo. A battery clock is named in hub.toml instead.")
    private boolean clockTrusted;

    private final String machine;
    private final HallMaker maker;

    /** @param machine this machine's own name in the network */
    public InitCommand(String machine, Clock clock, SecureRandom random, FirstAccess firstAccess) {
        this.machine = machine;
        this.maker = new HallMaker(clock, random, firstAccess);
    }

    @Override
    public Integer call() throws CommandFailedException {
        HallFolder folder = data.folder();
        HallPlan plan = plan();
        HallMaker.Secrets secrets = maker.make(plan, folder);
        tell(plan, folder, secrets);
        return 0;
    }

    private HallPlan plan() {
        checkPort("--mqtt-port", mqttPort);
        checkPort("--http-port", httpPort);
        hosts.forEach(host -> checkHost("--host", host));
        checkHost("--mqtt-bind", mqttBind);
        checkHost("--http-bind", httpBind);
        if (!USER.matcher(brokerUser).matches()) {
            throw refused("--broker-user \"" + brokerUser + "\" is no name of a user of this system.");
        }
        if (name.isBlank() || name.length() > 64) {
            throw refused("--name must have 1 to 64 characters, not \"" + name + "\".");
        }
        try {
            return new HallPlan(
                    new HallId(hall),
                    name,
                    ZoneId.of(zone),
                    allHosts(),
                    mqttBind,
                    mqttPort,
                    brokerUser,
                    httpBind,
                    httpPort,
                    clockTrusted);
        } catch (DateTimeException e) {
            throw refused("--zone " + zone + " is no time zone: write one such as Asia/Shanghai.");
        } catch (IllegalArgumentException e) {
            throw refused(e.getMessage());
        }
    }

    private List<String> allHosts() {
        Set<String> all = new LinkedHashSet<>(hosts);
        all.addAll(LOOPBACK);
        if (HOST.matcher(machine).matches()) {
            all.add(machine);
            if (machine.indexOf('.') < 0) {
                all.add(machine + ".local"); // as mDNS, which Raspberry Pi OS has switched on, names it
            }
        }
        return List.copyOf(all);
    }

    private void tell(HallPlan plan, HallFolder folder, HallMaker.Secrets secrets) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("大厅 " + plan.hall() + "（" + plan.name() + "）已建好 · The hall is made: " + folder);
        out.println();
        out.println("首位管理员，口令只显示这一次 · The first admin; the password is shown only this once:");
        out.println(HallMaker.ADMIN + " / " + secrets.password());
        out.println();
        RecoveryKeyCommand.tell(out, secrets.recoveryKey());
        out.println();
        out.println("接下来 · Next:");
        out.println("  mosquitto -c " + folder.brokerSettings());
        out.println("  scripts/hub run --data " + folder + "    http://" + plan.httpBind() + ":" + plan.httpPort());
        out.println("  scripts/hub device add pi-1 --stations reader,kiosk,counter:1,board --data " + folder);
        out.println("  网页：人员 → 进驻机构，然后 事项 · the page: People → Agencies, then Services");
        if (LOOPBACK.contains(plan.brokerBind())) {
            out.println("仅本机的终端能连接；要让其他机器加入，请用 --mqtt-bind 0.0.0.0 --host 本机地址 新建。");
            out.println(
                    "Only this machine's terminals get in; for others make it with --mqtt-bind 0.0.0.0 --host ADDRESS.");
        }
        out.flush();
    }

    private void checkPort(String option, int port) {
        if (port < 1 || port > PORT_MAX) {
            throw refused(option + " " + port + " is no port: write one from 1 to " + PORT_MAX + ".");
        }
    }

    private void checkHost(String option, String host) {
        if (!HOST.matcher(host).matches()) {
            throw refused(option + " \"" + host + "\" is no name or address of a machine.");
        }
    }

    private ParameterException refused(@Nullable String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
