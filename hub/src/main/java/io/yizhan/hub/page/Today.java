package io.yizhan.hub.page;

import io.yizhan.hub.evaluation.RatingTotals;
import io.yizhan.hub.queue.CounterPlate;
import io.yizhan.hub.queue.HallService;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.protocol.state.Calls;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The hall's day so far: is it staffed, does anybody wait too long, is anything broken? */
public record Today(
        People people,
        Waiting waiting,
        Served served,
        Satisfaction satisfaction,
        List<Plate> plates,
        List<Happening> feed,
        List<Trouble> troubles) {

    public Today {
        plates = List.copyOf(plates);
        feed = List.copyOf(feed);
        troubles = List.copyOf(troubles);
    }

    /**
     * Who has punched.
     *
     * @param free nobody is expected today
     */
    public record People(int punched, int all, boolean free, DayCurve curve) {

        /** What is to be said of who has not. */
        public String note(Speech speech) {
            if (all == 0) {
                return speech.say("today.people.note.none");
            }
            if (free) {
                return speech.say("today.people.note.free");
            }
            return punched == all
                    ? speech.say("today.people.note.all")
                    : speech.say("today.people.note", all - punched);
        }
    }

    /**
     * Who waits.
     *
     * @param longest how long the one waits who has waited longest; empty when nobody waits
     * @param late tickets that came too late to count on their holders
     */
    public record Waiting(int now, Optional<Duration> longest, int late, DayCurve curve) {}

    /** @param tickets taken today, the voided not counted */
    public record Served(int finished, int tickets, DayCurve curve) {}

    public record Satisfaction(RatingTotals totals, DayCurve curve) {}

    /**
     * A counter with the names of what it shows.
     *
     * @param service of the ticket that it has; null when it has none
     * @param stage of its call; null when it has none
     */
    public record Plate(
            CounterPlate plate,
            @Nullable StaffMember person,
            @Nullable HallService service,
            Calls.@Nullable Stage stage) {}
}
