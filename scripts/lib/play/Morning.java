package play;

import hall.Citizens;
import hall.Clerk;
import hall.Echo;
import hall.Eyes;
import hall.Panel;
import hall.Person;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A morning: everybody punches, 40 citizens take tickets, three counters serve them; all at the same time. */
final class Morning {

    static final int CITIZENS = 40;

    private static final Duration MORNING_MAX = Duration.ofSeconds(150);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);
    private static final Duration LIFTED = Duration.ofMillis(180);
    private static final Duration KILL_AFTER = Duration.ofSeconds(6);
    private static final int TRIES_MAX = 8;
    private static final int STRANGER = 999;

    private static final Pattern PUNCHED = Pattern.compile("打卡成功|没有识别");
    private static final Pattern TICKET = Pattern.compile("您的号码是|已补打|可能没有印好|暂停|没有印出|不能|没有可用|缺纸");

    private final HallFacts hall;
    private final List<Person> people;
    private final Instant began;
    private final Citizens citizens;
    private final AtomicBoolean ticketsTaken = new AtomicBoolean();

    /** @param people who work here; the first of them at the counters */
    Morning(HallFacts hall, List<Person> people, Instant began, long seed) {
        this.hall = hall;
        this.people = people;
        this.began = began;
        this.citizens = new Citizens(seed);
    }

    /** @param killed what gets a kill -9 in between; empty for nothing */
    List<Comparison.Span> play(String killed, Echo echo) throws IOException, InterruptedException {
        List<Comparison.Span> kills = new ArrayList<>();
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> parts = new ArrayList<>();
            parts.add(crowd.submit(calling(this::punch)));
            parts.add(crowd.submit(calling(this::takeTickets)));
            for (String counter : HallFacts.COUNTERS) {
                parts.add(crowd.submit(calling(() -> serve(counter))));
            }
            Future<Void> echoing = crowd.submit(calling(() -> {
                while (killed.isEmpty() && !over.get()) {
                    echo.once();
                    Thread.sleep(150);
                }
            }));
            if (!killed.isEmpty()) {
                Thread.sleep(KILL_AFTER);
                kills.add(Kill.of(killed, hall));
            }
            parts.forEach(Morning::done);
            over.set(true);
            done(echoing);
        }
        return kills;
    }

    /** A slip in somebody's hand that no kiosk issued: the comparison must find it. */
    void forgeSlip() throws IOException {
        String line = "{\"at\":\"%s\",\"part\":\"kiosk-1/printer\",\"what\":\"A998\"}%n".formatted(Instant.now());
        Files.writeString(hall.witness("kiosk"), line, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }

    private void punch() throws IOException, InterruptedException {
        Panel panel = hall.panel("reader");
        Eyes face = new Eyes(hall.witness("reader"), "reader-1/face", began);
        for (Person person : people) {
            lay(panel, face, person.finger());
        }
        lay(panel, face, STRANGER);
    }

    /** Whoever gets no answer lays the finger down again. */
    private static void lay(Panel panel, Eyes face, int finger) throws IOException, InterruptedException {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            int seen = face.seen();
            panel.lay(finger);
            boolean answered = face.await(seen, PUNCHED, ANSWER_MAX).isPresent();
            panel.lift();
            Thread.sleep(LIFTED);
            if (answered) {
                return;
            }
        }
        throw new IllegalStateException("the reader did not answer finger " + finger + " in " + TRIES_MAX + " tries");
    }

    private void takeTickets() throws IOException, InterruptedException {
        Panel panel = hall.panel("kiosk");
        Eyes face = new Eyes(hall.witness("kiosk"), "kiosk-1/face", began);
        List<String> services = services(panel);
        int taken = 0;
        int tries = 0;
        while (taken < CITIZENS) {
            if (tries++ > CITIZENS * 2) {
                throw new IllegalStateException("the kiosk gave " + taken + " of " + CITIZENS + " tickets; its face says "
                        + face.now().orElse("nothing"));
            }
            int seen = face.seen();
            panel.choose(services.get(taken % services.size()));
            if (face.await(seen, TICKET, ANSWER_MAX).map(Matcher::group).orElse("").matches("您的号码是|可能没有印好")) {
                taken++;
            }
        }
        ticketsTaken.set(true);
    }

    private static List<String> services(Panel panel) throws IOException, InterruptedException {
        long until = System.nanoTime() + ANSWER_MAX.toNanos() * 4;
        while (System.nanoTime() < until) {
            List<String> services = new ArrayList<>();
            panel.state().path("stations").forEach(station -> station.path("kiosk")
                    .path("choices")
                    .forEach(choice -> services.add(choice.path("service").asText())));
            if (!services.isEmpty()) {
                return services;
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException("the kiosk offers no service: did the hub start?");
    }

    private void serve(String counter) throws IOException, InterruptedException {
        Person person = people.get(Integer.parseInt(counter) - 1);
        Clerk clerk = new Clerk(
                counter, person, hall.panel("counter-" + counter), hall.witness("counter-" + counter), citizens, began);
        clerk.work(ticketsTaken::get, Instant.now().plus(MORNING_MAX));
        clerk.signOut();
    }

    private static Callable<Void> calling(Part part) {
        return () -> {
            part.play();
            return null;
        };
    }

    private static void done(Future<Void> part) {
        try {
            part.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the morning stopped: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the morning was interrupted", e);
        }
    }

    @FunctionalInterface
    private interface Part {
        void play() throws Exception;
    }
}
