package chaos;

import hall.Panel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;

/** A terminal on a Pi of its own: its card, its boot, its clock, its cable. */
final class Pi extends Machine {

    /** A simulated device takes this part of the data sheet's time. */
    private static final double PACE = 0.05;

    /** People stand before it while this is read-locked; who writes keeps them away. */
    final ReentrantReadWriteLock people = new ReentrantReadWriteLock(true);

    final Proxy cable;
    final Wall wall;

    private final Kind kind;
    private final String station;
    private final Optional<String> vaultKey;
    private final Hall hall;
    private final Path home;
    private final String serial;
    private final int panelPort;
    private boolean clockTrusted = true;

    /** What stands on it. */
    enum Kind {
        READER,
        KIOSK,
        COUNTER,
        BOARD
    }

    /**
     * @param name the device's id, with something behind it where another Pi has the same card
     * @param vaultKey of a Pi that is the hall's vault, too: the line of the settings
     */
    Pi(
            Hall hall,
            String name,
            Kind kind,
            String station,
            Optional<String> vaultKey,
            String serial,
            int panelPort,
            Proxy cable)
            throws IOException {
        super(
                name,
                hall.folder(),
                List.of(
                        "terminal",
                        "64",
                        "io.yizhan.terminal.TerminalMain",
                        hall.folder()
                                .resolve("terminals")
                                .resolve(name)
                                .resolve("terminal.toml")
                                .toString()));
        this.hall = hall;
        this.kind = kind;
        this.station = station;
        this.vaultKey = vaultKey;
        this.serial = serial;
        this.panelPort = panelPort;
        this.cable = cable;
        this.home = hall.folder().resolve("terminals").resolve(name);
        this.wall = new Wall(hall.folder().resolve("clocks").resolve(name));
        surround("CHAOS_CLOCK", wall.file().toString());
        Files.createDirectories(hall.folder().resolve("witness"));
        if (hall.hasNamespaces()) {
            hall.boots().first(name, this);
        }
    }

    Kind kind() {
        return kind;
    }

    String station() {
        return station;
    }

    /** Whom the hub and the broker know it as. */
    String device() {
        return name().replaceAll("-twin$", "");
    }

    /** The card: what is lost, rolled back, cloned with it. */
    Path card() {
        return home.resolve("data");
    }

    Path home() {
        return home;
    }

    Path witness() {
        return hall.folder().resolve("witness").resolve(name() + ".jsonl");
    }

    Panel panel() {
        return new Panel("http://127.0.0.1:" + panelPort);
    }

    int panelPort() {
        return panelPort;
    }

    boolean clockTrusted() {
        return clockTrusted;
    }

    /** From the next start on: whether this Pi believes in its wall clock. */
    void clockTrusted(boolean trusted) {
        clockTrusted = trusted;
    }

    /** Killed before, from the next start on it is another boot. */
    void bootAnew() throws IOException, InterruptedException {
        if (hall.hasNamespaces()) {
            hall.boots().next(name(), this);
        }
    }

    @Override
    synchronized void start() throws IOException, InterruptedException {
        Files.writeString(home.resolve("terminal.toml"), settings());
        super.start();
    }

    /** Copies this card, as it is with the process ended, there. */
    void copyCard(Path there) throws IOException {
        copy(card(), there);
    }

    /** Puts an earlier copy back. */
    void putCard(Path image) throws IOException {
        try (Stream<Path> old = Files.list(card())) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        copy(image, card());
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private String settings() {
        String devices = switch (kind) {
            case READER -> "sensor = \"simulated\"\n";
            case KIOSK -> "printer = \"simulated\"\nkeys = \"simulated\"\n";
            case COUNTER -> "keys = \"simulated\"\ndisplay = \"simulated\"\n";
            case BOARD -> "matrix = \"simulated\"\nvoice = \"simulated\"\n";
        };
        return """
            # Written by scripts/chaos at each start.
            hall = "demo"
            device = "%s"
            data = "data"
            zone = "Asia/Shanghai"

            [broker]
            host = "127.0.0.1"
            port = %d
            ca = "ca.crt"
            certificate = "device.crt"
            key = "device.key"

            [panel]
            port = %d

            [simulated]
            pace = %s
            witness = "%s"
            serial = "%s"
            clock_trusted = %s

            [[%s]]
            id = "%s"
            %s%s\
            """.formatted(
                        device(),
                        cable.port(),
                        panelPort,
                        PACE,
                        witness(),
                        serial,
                        clockTrusted,
                        kind.name().toLowerCase(Locale.ROOT),
                        station,
                        devices,
                        vaultKey.map("\n[[vault]]\nid = \"vault-1\"\n%s\n"::formatted).orElse(""));
    }
}
