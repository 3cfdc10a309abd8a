package hall;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Leads everybody to the reader once, as an admin would: three touches of one finger each. */
public final class Enrolments {

    private static final Duration ASKED_MAX = Duration.ofSeconds(30);
    private static final Duration STEP_MAX = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final Pattern STEP = Pattern.compile("请平放手指|再放一次|放最后一次|请抬起手指|登记成功|没有登记成功|已经登记过");

    private final String device;
    private final Panel panel;
    private final Eyes face;
    private final Hub hub;

    /** @param station the reader's id at its device */
    public Enrolments(String device, String station, Panel panel, Path witness, Hub hub) {
        this.device = device;
        this.panel = panel;
        this.face = new Eyes(witness, station + "/face", Instant.EPOCH);
        this.hub = hub;
    }

    /** Whoever of them is known there already is left out. */
    public void everybody(List<Person> people) throws IOException, InterruptedException {
        Set<Integer> known = new HashSet<>();
        panel.state()
                .path("stations")
                .forEach(station -> station.path("reader")
                        .path("people")
                        .forEach(person -> known.add(person.path("finger").asInt())));
        List<Person> missing = people.stream()
                .filter(person -> !known.contains(person.finger()))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        System.out.printf("Enrolling the fingers of %d people at %s …%n", missing.size(), device);
        Instant began = Instant.now();
        for (Person person : missing) {
            enrol(person);
        }
        System.out.printf(
                "… enrolled after %d s%n",
                Duration.between(began, Instant.now()).toSeconds());
    }

    private void enrol(Person person) throws IOException, InterruptedException {
        int seen = face.seen();
        String enrolment = hub.enrol(person.staff(), device);
        Duration max = ASKED_MAX;
        while (true) {
            Optional<Matcher> step = face.await(seen, STEP, max);
            String asked = step.map(Matcher::group).orElse("");
            if (asked.contains("登记")) {
                panel.lift();
                if (!asked.equals("登记成功")) {
                    throw new IllegalStateException(person.staff() + " could not be enrolled: " + asked);
                }
                awaitEnd(enrolment);
                return;
            }
            if (asked.isEmpty()) {
                throw new IllegalStateException("the reader does not lead on: its face says "
                        + face.now().orElse("nothing"));
            }
            seen = face.seen();
            if (asked.contains("抬起")) {
                panel.lift();
            } else {
                panel.lay(person.finger());
            }
            max = STEP_MAX;
        }
    }

    /** The face speaks before the hub has heard: a reader that leads somebody takes nobody else. */
    private void awaitEnd(String enrolment) throws IOException, InterruptedException {
        Instant until = Instant.now().plus(STEP_MAX);
        while (!hub.hasEnded(enrolment)) {
            if (Instant.now().isAfter(until)) {
                throw new IllegalStateException("the hub has not heard the end of the enrolment " + enrolment);
            }
            Thread.sleep(LOOK_EVERY);
        }
    }
}
