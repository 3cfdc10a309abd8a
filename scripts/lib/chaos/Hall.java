package chaos;

import hall.Enrolments;
import hall.Hub;
import hall.Person;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;

/** Twelve terminals, the hub and the broker, each a process; made in a folder by scripts/chaos, put together here. */
final class Hall {

    /** Everything at once. */
    static final List<String> TWELVE = List.of(
            "reader-1",
            "reader-2",
            "reader-3",
            "reader-4",
            "reader-5",
            "kiosk-1",
            "kiosk-2",
            "counter-1",
            "counter-2",
            "counter-3",
            "board-1",
            "board-2");

    /** One of each that keeps facts, and a second reader: few, because each starts again and again. */
    static final List<String> FEW = List.of("reader-1", "reader-2", "kiosk-1", "counter-1");

    /** Whose card has the hall's vault. */
    static final String VAULT = "board-1";

    private static final int PEOPLE_A_READER = 4;

    private static final Duration START_MAX = Duration.ofSeconds(600);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    /** Facts on one side only may not lose that side: rolled back cards and a restored hub take turns. */
    final ReentrantLock history = new ReentrantLock();

    final Machine hub;
    final Proxy hubCable;
    final Machine broker;
    final List<Pi> pis = new ArrayList<>();

    private final Path folder;
    private final boolean namespaces;
    private final Ports ports;
    private final Boots boots;
    private final int httpPort;
    private final String token; // as it was in the beginning: a restored hub has to know it
    private final int brokerPort;
    private final List<Pi> twins = new ArrayList<>();

    /** @param terminals device ids, as scripts/chaos made them: a kind and a number */
    Hall(Path folder, boolean namespaces, long seed, List<String> terminals) throws IOException {
        this.folder = folder;
        this.namespaces = namespaces;
        this.ports = new Ports(seed);
        this.boots = new Boots(folder.resolve("boots"));
        this.httpPort = ports.free();
        this.token = Files.readString(hubFolder().resolve("api-token")).strip();
        this.brokerPort = ports.free();
        this.broker = new Machine("broker", folder, List.of("--", "mosquitto", "-c", hubFolder() + "/mosquitto.conf"));
        this.hub = new Machine(
                "hub", folder, List.of("hub", "128", "io.yizhan.hub.HubMain", "run", "--data", hubFolder().toString()));
        if (namespaces) {
            boots.first("hub", hub);
        }
        this.hubCable = cable();
        for (String name : terminals) {
            String kind = name.substring(0, name.indexOf('-'));
            add(
                    name,
                    Pi.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                    kind.equals("counter") ? name.substring(8) : name);
        }
        writePorts();
    }

    private void add(String name, Pi.Kind kind, String station) throws IOException {
        Optional<String> key = name.equals(VAULT) ? Optional.of(recoveryKey()) : Optional.empty();
        pis.add(new Pi(this, name, kind, station, key, "chaos-" + name, ports.free(), cable()));
    }

    Path folder() {
        return folder;
    }

    /** The disk of the hub's machine. */
    Path server() {
        return folder.resolve("server");
    }

    Path hubFolder() {
        return server().resolve("hub");
    }

    boolean hasNamespaces() {
        return namespaces;
    }

    Hub api() {
        return new Hub("http://127.0.0.1:" + httpPort, token);
    }

    List<Pi> of(Pi.Kind kind) {
        return pis.stream().filter(pi -> pi.kind() == kind).toList();
    }

    Pi vault() {
        return pis.stream().filter(pi -> pi.name().equals(VAULT)).findFirst().orElseThrow();
    }

    /** Everything that can be killed, the twins of cloned cards too. */
    List<Machine> machines() {
        List<Machine> all = new ArrayList<>(List.of(broker, hub));
        all.addAll(pis);
        synchronized (twins) {
            all.addAll(twins);
        }
        return all;
    }

    /** Another Pi with a copy of this one's card in it; made, not started. */
    Pi twin(Pi original) throws IOException {
        String name = original.name() + "-twin";
        Path home = Files.createDirectories(
                        folder.resolve("terminals").resolve(name).resolve("data"))
                .getParent();
        for (String file : List.of("ca.crt", "device.crt", "device.key")) {
            Files.deleteIfExists(home.resolve(file));
            Files.copy(original.home().resolve(file), home.resolve(file));
        }
        synchronized (twins) {
            Optional<Pi> old =
                    twins.stream().filter(pi -> pi.name().equals(name)).findFirst();
            if (old.isPresent()) {
                return old.get();
            }
            Pi twin = new Pi(
                    this,
                    name,
                    original.kind(),
                    original.station(),
                    Optional.empty(),
                    "twin-" + name,
                    ports.free(),
                    cable());
            twins.add(twin);
            return twin;
        }
    }

    void start() throws IOException, InterruptedException {
        broker.start();
        hub.start();
        for (Pi pi : pis) {
            pi.start();
        }
        awaitAnswer(hub);
        for (Pi pi : pis) {
            awaitAnswer(pi);
        }
        awaitAllOnline();
    }

    private void awaitAllOnline() throws IOException, InterruptedException {
        long until = System.nanoTime() + START_MAX.toNanos();
        while (true) {
            long online = api().all("devices", "").stream()
                    .filter(device -> device.path("online").asBoolean())
                    .count();
            if (online >= pis.size()) {
                return;
            }
            if (System.nanoTime() > until) {
                throw new IOException(
                        online + " of " + pis.size() + " terminals reached the hub: see " + folder.resolve("logs"));
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    /** Killed before, from its next start on the hub's machine is another boot. */
    void bootHubAnew() throws IOException, InterruptedException {
        if (namespaces) {
            boots.next("hub", hub);
        }
    }

    Boots boots() {
        return boots;
    }

    /** The staff whose fingers a reader knows. */
    List<Person> peopleOf(Pi reader) throws IOException {
        List<Person> everybody = Person.all(folder.resolve("people"));
        int first = of(Pi.Kind.READER).stream().map(Pi::device).toList().indexOf(reader.device()) * PEOPLE_A_READER;
        return everybody.subList(first, first + PEOPLE_A_READER);
    }

    /** At all readers at the same time. */
    void enrol() throws IOException, InterruptedException {
        try (ExecutorService admins = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (Pi reader : of(Pi.Kind.READER)) {
                all.add(admins.submit(() -> {
                    new Enrolments(reader.name(), reader.station(), reader.panel(), reader.witness(), api())
                            .everybody(peopleOf(reader));
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(
                    "a finger could not be enrolled: " + e.getCause().getMessage(), e);
        }
    }

    private Proxy cable() throws IOException {
        return new Proxy(ports.free(), brokerPort);
    }

    /** The public half, as the vault's settings have it. */
    private String recoveryKey() throws IOException {
        return Files.readAllLines(hubFolder().resolve("hub.toml")).stream()
                .filter(line -> line.startsWith("recovery_key"))
                .findFirst()
                .orElseThrow();
    }

    private void writePorts() throws IOException {
        Path hubSettings = hubFolder().resolve("hub.toml");
        String hubToml = Files.readString(hubSettings)
                .replaceFirst("(?s)(\\[mqtt\\].*?\nport = )[0-9]+", "$1" + hubCable.port())
                .replaceFirst("(?s)(\\[http\\].*?\nport = )[0-9]+", "$1" + httpPort);
        Files.writeString(hubSettings, hubToml);
        Path brokerSettings = hubFolder().resolve("mosquitto.conf");
        Files.writeString(
                brokerSettings,
                Files.readString(brokerSettings).replaceFirst("\nlistener [0-9]+ ", "\nlistener " + brokerPort + " "));
    }

    /** Whether somebody listens there. */
    boolean answers(Machine machine) {
        int port = machine == hub ? httpPort : machine instanceof Pi pi ? pi.panelPort() : brokerPort;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void awaitAnswer(Machine machine) throws IOException, InterruptedException {
        long until = System.nanoTime() + START_MAX.toNanos();
        while (!answers(machine)) {
            if (machine.endedByItself() || System.nanoTime() > until) {
                throw new IOException(machine.name() + " did not start: see " + folder.resolve("logs"));
            }
            Thread.sleep(LOOK_EVERY);
        }
    }
}
