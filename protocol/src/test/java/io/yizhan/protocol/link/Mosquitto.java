package io.yizhan.protocol.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Mosquitto as a child process, which is what a hall has. Its log is a file in the given folder. */
public final class Mosquitto implements Broker {

    private static final int START_WAIT_MS = 10_000;

    private final Path folder;
    private final List<String> settings;
    private final int port = FreePort.next();
    private @Nullable Process process;

    private Mosquitto(Path folder, List<String> settings) {
        this.folder = folder;
        this.settings = List.copyOf(settings);
    }

    /** Plain TCP; everybody may do everything. */
    public static Mosquitto open(Path folder) throws IOException {
        return with(folder);
    }

    /** Plain TCP with an access list, see mosquitto.conf(5): {@code user reader-1}, {@code topic write a/#} … */
    public static Mosquitto withAccessList(Path folder, String... lines) throws IOException {
        Path list = Files.write(folder.resolve("access.list"), List.of(lines));
        return with(folder, "acl_file " + list);
    }

    /** TLS that asks each client for a certificate; its common name is the user. */
    public static Mosquitto withTls(Path folder, TlsFiles own) throws IOException {
        return with(
                folder,
                "cafile " + own.ca(),
                "certfile " + own.certificate(),
                "keyfile " + own.key(),
                "require_certificate true",
                "use_identity_as_username true");
    }

    /** With further lines of mosquitto.conf(5). */
    public static Mosquitto with(Path folder, String... settings) throws IOException {
        Mosquitto broker = new Mosquitto(folder, List.of(settings));
        broker.start();
        return broker;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void start() throws IOException {
        Path config = Files.write(folder.resolve("mosquitto.conf"), config());
        Path log = folder.resolve("mosquitto.log");
        Process started = new ProcessBuilder(program(), "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process = started;
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly)); // for a test that forgets to close
        long giveUp = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_WAIT_MS);
        while (!listens()) {
            if (!started.isAlive() || System.nanoTime() > giveUp) {
                started.destroyForcibly();
                throw new IOException("mosquitto did not start on port " + port + ":\n" + Files.readString(log));
            }
        }
    }

    @Override
    public void kill() {
        Process running = Objects.requireNonNull(process, "it was never started");
        running.destroyForcibly().onExit().orTimeout(5, TimeUnit.SECONDS).join();
    }

    @Override
    public void freeze() throws IOException {
        signal("STOP");
    }

    @Override
    public void thaw() throws IOException {
        signal("CONT");
    }

    /** What it logged so far. */
    public String log() throws IOException {
        return Files.readString(folder.resolve("mosquitto.log"));
    }

    private void signal(String name) throws IOException {
        Process running = Objects.requireNonNull(process, "it was never started");
        new ProcessBuilder("kill", "-" + name, Long.toString(running.pid()))
                .start()
                .onExit()
                .join();
    }

    private List<String> config() {
        List<String> lines = new ArrayList<>(List.of(
                "listener " + port + " 127.0.0.1",
                "allow_anonymous true",
                "set_tcp_nodelay true",
                "persistence false",
                "log_dest stderr",
                "log_type all",
                "connection_messages true"));
        if ("root".equals(System.getProperty("user.name"))) {
            lines.add("user root"); // else it gives up its rights and cannot read the temporary folder
        }
        lines.addAll(settings);
        return lines;
    }

    private boolean listens() {
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress(host(), port), 100);
            return true;
        } catch (IOException notYet) {
            try {
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        }
    }

    private static String program() throws IOException {
        for (String folder : (System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin:/opt/homebrew/sbin").split(":", -1)) {
            Path program = Path.of(folder, "mosquitto");
            if (Files.isExecutable(program)) {
                return program.toString();
            }
        }
        throw new IOException("mosquitto is not installed: start ./scripts/test, which installs it");
    }
}
