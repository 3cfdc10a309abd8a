package play;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Leads everybody to the reader once, as an admin would: three touches of one finger each. */
final class Enrolments {

    private static final String READER = "reader";
    private static final Duration ASKED_MAX = Duration.ofSeconds(15);
    private static final Duration STEP_MAX = Duration.ofSeconds(5);
    private static final Pattern STEP = Pattern.compile("请平放手指|再放一次|放最后一次|请抬起手指|登记成功|没有登记成功|已经登记过");

    private final HallFacts hall;
    private final Hub hub;

    Enrolments(HallFacts hall, Hub hub) {
        this.hall = hall;
        this.hub = hub;
    }

    void everybody() throws IOException, InterruptedException {
        Set<Integer> known = new HashSet<>();
        hall.panel(READER).state().path("stations").forEach(station -> station.path("reader")
                .path("people")
                .forEach(person -> known.add(person.path("finger").asInt())));
        List<HallFacts.Person> missing = hall.people().stream()
                .filter(person -> !known.contains(person.finger()))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        System.out.printf("Enrolling the fingers of %d people at the reader …%n", missing.size());
        Instant began = Instant.now();
        for (HallFacts.Person person : missing) {
            enrol(person);
        }
        System.out.printf("… enrolled after %d s%n", Duration.between(began, Instant.now()).toSeconds());
    }

    private void enrol(HallFacts.Person person) throws IOException, InterruptedException {
        Panel panel = hall.panel(READER);
        Eyes face = new Eyes(hall.witness(READER), "reader-1/face", Instant.now());
        hub.enrol(person.staff(), READER);
        int seen = 0;
        Duration max = ASKED_MAX;
        while (true) {
            Optional<Matcher> step = face.await(seen, STEP, max);
            String asked = step.map(Matcher::group).orElse("");
            if (asked.contains("登记")) {
                panel.lift();
                if (!asked.equals("登记成功")) {
                    throw new IllegalStateException(person.staff() + " could not be enrolled: " + asked);
                }
                return;
            }
            if (asked.isEmpty()) {
                throw new IllegalStateException("the reader does not lead on: its face says " + face.now().orElse("nothing"));
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
}
