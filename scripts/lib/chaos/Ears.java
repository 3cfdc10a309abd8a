package chaos;

import hall.Person;
import hall.Told;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hears what every person is told, from the notebooks of the devices' far ends, and stamps it with a clock of its
 * own: the witness's own stamps are a stepped clock's. A fact happened between the first hand that was laid on
 * the machine since it last told something, and the moment at which its telling was seen.
 */
final class Ears implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    /** The next hand may be laid on before the last telling is seen: so long before it, hands may be the next one's. */
    private static final Duration TELLING_MAX = Duration.ofSeconds(1);

    private static final Pattern PUNCHED = Pattern.compile("^(.+)，打卡成功");
    private static final Pattern SHOWN = Pattern.compile("^([A-Z]+[0-9]+)(?: |$)");
    private static final Pattern RATED = Pattern.compile("^([A-Z]+[0-9]+).*评价“(.+)”");
    private static final Pattern NOT_RATED = Pattern.compile("^([A-Z]+[0-9]+).*未评价");

    private final Map<String, String> staffByName = new HashMap<>();
    private final Map<String, Notebook> notebooks = new ConcurrentHashMap<>();
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final List<Fact> told = new ArrayList<>();
    private final Thread thread;
    private volatile boolean closed;

    Ears(List<Person> people) {
        people.forEach(person -> staffByName.put(person.name(), person.staff()));
        thread = Thread.ofPlatform().name("ears").start(this::listen);
    }

    /** Listens at this one, too; from now on. */
    void attend(Pi pi) throws IOException {
        Path file = pi.witness();
        long size = Files.exists(file) ? Files.size(file) : 0;
        notebooks.putIfAbsent(pi.name(), new Notebook(pi.device(), pi.station(), file, size));
    }

    /** A person is about to do something at this machine. */
    void hand(Pi pi) {
        Notebook notebook = notebooks.get(pi.name());
        synchronized (notebook) {
            notebook.hands.addLast(Instant.now());
        }
    }

    List<Fact> told() {
        synchronized (told) {
            return List.copyOf(told);
        }
    }

    /** How much was told at this machine, or, without one, in all. */
    int count(Optional<String> device) {
        return device.map(one -> counts.getOrDefault(one, 0))
                .orElseGet(() ->
                        counts.values().stream().mapToInt(Integer::intValue).sum());
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }

    private void listen() {
        while (!closed) {
            notebooks.values().forEach(this::read);
            try {
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void read(Notebook notebook) {
        Instant began = Instant.now();
        try {
            for (String line : notebook.more()) {
                hear(notebook, Told.of(line), Instant.now());
            }
            notebook.lastLook = began;
        } catch (IOException e) {
            throw new UncheckedIOException("the witness " + notebook.file + " cannot be read", e);
        }
    }

    private void hear(Notebook notebook, Told line, Instant seen) {
        String part = line.part();
        if (part.equals(notebook.station + "/face")) {
            Matcher punched = PUNCHED.matcher(line.what());
            if (punched.find()) {
                add(notebook, Fact.Kind.PUNCH, staffByName.get(punched.group(1)) + " at " + notebook.device, seen);
            }
        } else if (part.equals(notebook.station + "/printer")) {
            add(notebook, Fact.Kind.SLIP, line.what(), seen);
        } else if (part.equals(notebook.station + "/display/face")) {
            Matcher shown = SHOWN.matcher(line.what());
            String ticket = shown.find() ? shown.group(1) : "";
            // It stands there as long as it is served, and again after a start: the first time is the call.
            if (!ticket.isEmpty() && !ticket.equals(notebook.strip)) {
                add(notebook, Fact.Kind.CALL, ticket + " at " + notebook.station, seen);
            }
            notebook.strip = ticket;
        } else if (part.equals(notebook.station + "/evaluator/face")) {
            Matcher missed = NOT_RATED.matcher(line.what());
            Matcher rated = RATED.matcher(line.what());
            if (missed.find()) {
                add(notebook, Fact.Kind.RATING, missed.group(1) + " not rated at " + notebook.station, seen);
            } else if (rated.find()) {
                String what = rated.group(1) + " " + rated.group(2) + " at " + notebook.station;
                add(notebook, Fact.Kind.RATING, what, seen);
            }
        }
    }

    private void add(Notebook notebook, Fact.Kind kind, String what, Instant seen) {
        Instant from;
        synchronized (notebook) {
            // What is seen together after a pause of these ears was told at any time since they looked before.
            Instant told = notebook.lastSeen.isBefore(notebook.lastLook) ? notebook.lastSeen : notebook.lastLook;
            notebook.hands.removeIf(hand -> hand.isBefore(told.minus(TELLING_MAX)));
            from = notebook.hands.isEmpty() ? notebook.lastFrom : notebook.hands.getFirst();
            notebook.lastFrom = from;
            notebook.lastSeen = seen;
        }
        counts.merge(notebook.device, 1, Integer::sum);
        synchronized (told) {
            told.add(new Fact(
                    kind,
                    what,
                    notebook.device,
                    from == null ? seen.minus(LOOK_EVERY) : from,
                    seen,
                    notebook.file.getFileName() + " line ~" + notebook.lines,
                    ""));
        }
    }

    /** One witness file, and how far it was read. */
    private static final class Notebook {

        private final String device;
        private final String station;
        private final Path file;
        private String strip = "";
        private long read;
        private long lines;
        private final Deque<Instant> hands = new ArrayDeque<>();
        private Instant lastSeen = Instant.EPOCH;
        private Instant lastLook = Instant.EPOCH;
        private Instant lastFrom;

        Notebook(String device, String station, Path file, long read) {
            this.device = device;
            this.station = station;
            this.file = file;
            this.read = read;
        }

        List<String> more() throws IOException {
            if (!Files.exists(file) || Files.size(file) == read) {
                return List.of();
            }
            try (SeekableByteChannel channel = Files.newByteChannel(file)) {
                ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size() - read));
                channel.position(read);
                while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                    // Reads on.
                }
                int end = bytes.position();
                while (end > 0 && bytes.get(end - 1) != '\n') {
                    end--;
                }
                read += end;
                List<String> more = new String(bytes.array(), 0, end, StandardCharsets.UTF_8)
                        .lines()
                        .toList();
                lines += more.size();
                return more;
            }
        }
    }
}
