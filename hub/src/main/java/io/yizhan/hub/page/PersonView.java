package io.yizhan.hub.page;

import io.yizhan.hub.desk.EnrolmentDesk;
import io.yizhan.hub.desk.OrderProgress;
import io.yizhan.hub.page.PeopleReader.Person;
import io.yizhan.hub.page.PeopleReader.Place;
import io.yizhan.hub.page.PeopleReader.Shown;
import io.yizhan.hub.staff.Enrolment;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.hub.staff.Templates;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.command.Reply;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the live parts of a person's page show, in words.
 *
 * @param formWord of the session whose forms these are
 * @param mayEnrol whether there are any
 */
public record PersonView(Speech speech, Person person, String formWord, boolean mayEnrol) {

    public StaffMember member() {
        return person.member();
    }

    public String say(String key, Object... arguments) {
        return speech.say(key, arguments);
    }

    /** Where the person is being led now. */
    public Optional<Place> led() {
        return person.wanted().stream()
                .flatMap(finger -> finger.places().stream())
                .filter(Place::led)
                .findFirst();
    }

    /** What the reader asks of the person now. */
    public String step(Place place) {
        OrderProgress progress = place.progress();
        Reply.Step step = progress == null ? null : progress.step();
        return say("person.step." + (step == null ? "waiting" : Json.wireName(step)));
    }

    /** Orders that ended without a finger, the newest of each place: what happened, and what to do. */
    public Stream<Place> failures() {
        return person.wanted().stream()
                .flatMap(finger -> finger.places().stream())
                .filter(place -> place.enrolment().stage() == Enrolment.Stage.WANTED && endedBadly(place));
    }

    private static boolean endedBadly(Place place) {
        OrderProgress progress = place.progress();
        return progress != null && progress.step() == Reply.Step.FAILED;
    }

    public String failure(Place place) {
        OrderProgress progress = place.progress();
        return say(
                code(progress == null ? null : progress.code()),
                place.enrolment().device().text());
    }

    public String remedy(Place place) {
        OrderProgress progress = place.progress();
        return say(code(progress == null ? null : progress.code()) + ".do");
    }

    private String code(@Nullable String code) {
        return code != null && speech.words().has("person.failed." + code)
                ? "person.failed." + code
                : "person.failed.any";
    }

    /** How a finger is at a reader: the key of its words. */
    public String state(Shown finger, Place place) {
        return "person.place." + stateWord(finger, place);
    }

    private static String stateWord(Shown finger, Place place) {
        if (!place.inHall()) {
            return "removed";
        }
        return switch (place.enrolment().stage()) {
            case CONFIRMED -> "confirmed";
            case DELETING -> "deleting";
            case GONE -> "gone";
            case WANTED -> {
                if (!finger.finger().kept()) {
                    yield "untried";
                }
                yield place.failure() == null
                        ? "coming"
                        : place.failure().equals(Templates.MISFIT) ? "misfit" : "failed";
            }
        };
    }

    public String mark(Shown finger, Place place) {
        return switch (stateWord(finger, place)) {
            case "confirmed", "gone" -> "well";
            case "misfit", "failed", "removed" -> "look";
            default -> "pending";
        };
    }

    /** Whether the person has to lay the finger down at this reader, because nothing can be brought there. */
    public boolean toBeLed(Shown finger, Place place) {
        return !place.led()
                && place.inHall()
                && switch (stateWord(finger, place)) {
                    case "misfit" -> true;
                    case "untried" -> !finger.finger().isUntried();
                    default -> false;
                };
    }

    /** Whether it stands at readers and can be brought to no other: its template was not read out, or is lost. */
    public boolean isAlone(Shown finger) {
        return !finger.finger().kept()
                && finger.places().stream().anyMatch(place -> place.enrolment().stage() == Enrolment.Stage.CONFIRMED);
    }

    /** Those fingers that count: one that nobody has laid down yet is offered again, and is none. */
    public List<Shown> fingers() {
        return person.wanted().stream()
                .filter(finger -> !finger.finger().isUntried())
                .toList();
    }

    /** Why no further finger can be enrolled: the key of its words; empty when one can. */
    public String closed() {
        if (!member().isHere()) {
            return "person.why.nobody";
        }
        if (member().consented() == null) {
            return "person.why.no-consent";
        }
        return fingers().size() >= EnrolmentDesk.FINGERS_MAX ? "person.why.two-fingers" : "";
    }
}
