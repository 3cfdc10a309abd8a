package chaos;

import hall.Citizens;
import hall.Clerk;
import hall.Eyes;
import hall.Panel;
import hall.Person;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/**
 * Everybody in the hall: who punches, who takes tickets, who serves. A machine that does not answer is tried again
 * later.
 */
final class People implements AutoCloseable {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(4);
    private static final Duration GONE_MAX = Duration.ofSeconds(1);

    /** A clerk serves all who wait before he goes, and he has to hear from the hub that nobody does. */
    private static final Duration HOME_MAX = Duration.ofMinutes(5);

    private static final Duration LIFTED = Duration.ofMillis(150);
    private static final int PAUSE_MIN_MS = 300;
    private static final int PAUSE_MAX_MS = 1_600;
    private static final Pattern PUNCH_ANSWERED = Pattern.compile("打卡成功|没有识别|不能|不可用|故障|已满");
    private static final Pattern TICKET_ANSWERED = Pattern.compile("您的号码是|可能没有印好|暂停|没有印出|不能|没有可用|缺纸|故障|等待|已满");

    private final Hall hall;
    private final Ears ears;
    private final long seed;
    private final ExecutorService everybody = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> parts = new ArrayList<>();
    private final ConcurrentHashMap.KeySetView<String, Boolean> leaving = ConcurrentHashMap.newKeySet();

    /** Nobody stands at a reader and at its card's copy at the same moment: which of two punches is recorded? */
    private final Map<String, Lock> selves = new ConcurrentHashMap<>();

    private volatile boolean over;

    People(Hall hall, Ears ears, long seed) {
        this.hall = hall;
        this.ears = ears;
        this.seed = seed;
    }

    void start() {
        hall.pis.forEach(this::comeTo);
    }

    /** People come to this machine, until they leave it or the day is over. */
    synchronized void comeTo(Pi pi) {
        leaving.remove(pi.name());
        Random random = new Random(seed * 31 + pi.name().hashCode());
        switch (pi.kind()) {
            case READER -> parts.add(everybody.submit(() -> acting(pi, () -> punch(pi, random))));
            case KIOSK -> parts.add(everybody.submit(() -> acting(pi, () -> takeTicket(pi, random))));
            case COUNTER -> parts.add(everybody.submit(() -> acting(pi, () -> serve(pi))));
            case BOARD -> {
                // It is looked at.
            }
        }
    }

    void leave(Pi pi) {
        leaving.add(pi.name());
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        Instant latest = Instant.now().plus(HOME_MAX);
        for (Future<?> part : parts) {
            try {
                part.get(Duration.between(Instant.now(), latest).toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                throw new IllegalStateException("somebody in the hall stopped acting: " + e.getCause(), e.getCause());
            } catch (TimeoutException e) {
                everybody.shutdownNow();
                throw new IllegalStateException("after " + HOME_MAX.toMinutes()
                        + " minutes there are still people in the hall: is the hub away? See its log");
            }
        }
        everybody.close();
    }

    @FunctionalInterface
    private interface Act {
        void once() throws IOException, InterruptedException;
    }

    private Void acting(Pi pi, Act act) throws InterruptedException {
        while (!over && !leaving.contains(pi.name())) {
            try {
                act.once();
            } catch (IOException | IllegalStateException notNow) {
                Thread.sleep(GONE_MAX);
            }
        }
        return null;
    }

    private void punch(Pi pi, Random random) throws IOException, InterruptedException {
        List<Person> people = hall.peopleOf(pi);
        Panel panel = panel(pi);
        Eyes face = new Eyes(pi.witness(), pi.station() + "/face", Instant.EPOCH);
        while (!over && !leaving.contains(pi.name())) {
            Person person = people.get(random.nextInt(people.size()));
            Lock self = selves.computeIfAbsent(person.staff(), any -> new ReentrantLock());
            self.lock();
            try {
                int seen = face.seen();
                panel.lay(person.finger());
                face.await(seen, PUNCH_ANSWERED, ANSWER_MAX);
                panel.lift();
                Thread.sleep(LIFTED);
            } finally {
                self.unlock();
            }
            Thread.sleep(random.nextInt(PAUSE_MIN_MS, PAUSE_MAX_MS));
        }
    }

    private void takeTicket(Pi pi, Random random) throws IOException, InterruptedException {
        Panel panel = panel(pi);
        Eyes face = new Eyes(pi.witness(), pi.station() + "/face", Instant.EPOCH);
        List<String> services = new ArrayList<>();
        panel.state()
                .path("stations")
                .forEach(station -> station.path("kiosk")
                        .path("choices")
                        .forEach(choice -> services.add(choice.path("service").asText())));
        if (services.isEmpty()) {
            throw new IOException("nothing is offered yet");
        }
        while (!over && !leaving.contains(pi.name())) {
            int seen = face.seen();
            panel.choose(services.get(random.nextInt(services.size())));
            face.await(seen, TICKET_ANSWERED, ANSWER_MAX);
            Thread.sleep(random.nextInt(PAUSE_MIN_MS * 3, PAUSE_MAX_MS * 3));
        }
    }

    private void serve(Pi pi) throws IOException, InterruptedException {
        Person person = Person.all(hall.folder().resolve("people")).get(Integer.parseInt(pi.station()) - 1);
        Citizens citizens = new Citizens(seed);
        new Clerk(pi.station(), person, panel(pi), pi.witness(), citizens, Instant.EPOCH)
                .work(() -> over || leaving.contains(pi.name()), Instant.now().plus(Duration.ofDays(1)));
    }

    /** Hands that are kept away while a card is changed, and that the ears know of. */
    private Panel panel(Pi pi) {
        return pi.panel().with(GONE_MAX, move -> {
            Lock place = pi.people.readLock();
            place.lock();
            try {
                ears.hand(pi);
                return move.make();
            } finally {
                place.unlock();
            }
        });
    }
}
