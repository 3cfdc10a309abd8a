package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.access.Reach;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.access.Visitor;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.command.Counter;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.StaffId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** 窗口: the keys of a counter, for who sits there without a keypad; live. */
public final class CountersPage {

    private final Site site;
    private final Live live;
    private final TodayReader reader;
    private final CounterKeys keys;

    CountersPage(Site site, Live live, TodayReader reader, CounterKeys keys) {
        this.site = site;
        this.live = live;
        this.reader = reader;
        this.keys = keys;
    }

    /**
     * What the template shows.
     *
     * @param notice what became of the key that was pressed; null at first
     */
    public record View(Frame frame, Parts parts, @Nullable String notice, boolean sent) {}

    /**
     * What the template's live parts show.
     *
     * @param staff who may sign in by this account
     * @param late tickets that came too late to count on their holders
     */
    public record Parts(
            Speech speech,
            List<Today.Plate> plates,
            List<StaffMember> staff,
            List<LateTicketsPage.Line> late,
            String formWord) {

        /** Whether this account may press keys here: of who sits there, or to sign somebody in. */
        public boolean mayPress(Today.Plate plate) {
            return plate.plate().staff() == null
                    ? !staff.isEmpty()
                    : staff.stream()
                            .anyMatch(person ->
                                    person.staff().equals(plate.plate().staff()));
        }

        /** The keys that make sense as the counter is now. */
        public List<Counter.Action> keys(Today.Plate plate) {
            return switch (PlateState.of(plate)) {
                case CALLING ->
                    List.of(
                            Counter.Action.RECALL,
                            Counter.Action.NO_SHOW,
                            Counter.Action.FINISH,
                            Counter.Action.START_RATING,
                            Counter.Action.NEXT);
                case SERVING ->
                    List.of(
                            Counter.Action.START_RATING,
                            Counter.Action.FINISH,
                            Counter.Action.NEXT,
                            Counter.Action.RECALL,
                            Counter.Action.NO_SHOW);
                case OPEN -> List.of(Counter.Action.NEXT, Counter.Action.PAUSE, Counter.Action.SIGN_OUT);
                case PAUSED, CLOSED -> List.of(Counter.Action.OPEN, Counter.Action.SIGN_OUT);
            };
        }

        public String word(Counter.Action action) {
            return speech.say("counters." + Json.wireName(action));
        }

        /** In the form. */
        public String value(Counter.Action action) {
            return Json.wireName(action);
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get(Tab.COUNTERS.path(), Right.SEE_HALL, this::show),
                Route.post(Tab.COUNTERS.path(), Right.PRESS_COUNTER_KEYS, this::press),
                Route.get("/counters/live", Right.SEE_HALL, this::live));
    }

    private void show(Context ctx) {
        Frame frame = site.frame(ctx, Tab.COUNTERS);
        Query query = new Query(ctx);
        CounterId counter = query.id("counter", CounterId::new);
        String outcome = query.text("outcome");
        String said = query.text("late");
        String late = said.matches("[A-Z]{1,4}[0-9]{3,5}") ? said : "";
        String notice = late.isEmpty() ? null : frame.say("counters.late.done", late);
        if (counter != null && !outcome.isEmpty()) {
            Counter.Action action = action(query.text("action"));
            notice = switch (pressed(outcome)) {
                case SENT -> frame.say("counters.sent", counter.text(), frame.say("counters." + Json.wireName(action)));
                case AWAY -> frame.say("counters.away", counter.text());
                case UNKNOWN -> frame.say("counters.unknown");
            };
        }
        site.show(
                ctx,
                "counters",
                new View(
                        frame,
                        parts(frame.speech(), Gate.presentVisitor(ctx), pressing(ctx), LateTicketsPage.Whose.of(ctx)),
                        notice,
                        !late.isEmpty() || outcome.equals(Json.wireName(CounterKeys.Pressed.SENT))));
    }

    private void press(Context ctx) {
        CounterId counter = given(ctx, "counter", CounterId::new);
        Counter.Action action = action(String.valueOf(ctx.formParam("action")));
        StaffId staff = given(ctx, "staff", StaffId::new);
        AgencyId agency = site.read(rows -> People.presentAgency(rows, staff)).orElse(null);
        if (!Gate.reach(ctx).covers(agency, staff)) {
            throw Gate.notAllowed();
        }
        CounterKeys.Pressed pressed = keys.press(counter, action, staff);
        ctx.redirect(
                Tab.COUNTERS.path() + "?counter=" + counter + "&action=" + Json.wireName(action) + "&outcome="
                        + Json.wireName(pressed),
                HttpStatus.SEE_OTHER);
    }

    private void live(Context ctx) throws Exception {
        Visitor visitor = Gate.presentVisitor(ctx);
        Optional<Reach> pressing = pressing(ctx);
        LateTicketsPage.Whose whose = LateTicketsPage.Whose.of(ctx);
        String name = "counters/" + visitor.formWord(); // the forms are of this session: nobody else's drawing
        live.serve(ctx, name, site.words(ctx), words -> {
            Map<String, String> drawn = new LinkedHashMap<>();
            drawn.put("counters", site.render("counters/list", parts(site.speech(words), visitor, pressing, whose)));
            return drawn;
        });
    }

    /** For whom keys may be pressed. */
    private static Optional<Reach> pressing(Context ctx) {
        return Gate.reach(ctx, Right.PRESS_COUNTER_KEYS);
    }

    private Parts parts(Speech speech, Visitor visitor, Optional<Reach> pressing, LateTicketsPage.Whose whose) {
        return site.read(rows -> new Parts(
                speech,
                reader.plates(rows, speech.now()),
                People.here(rows).stream()
                        .filter(member -> pressing.filter(
                                        reach -> reach.covers(member.agency().agency(), member.staff()))
                                .isPresent())
                        .toList(),
                LateTicketsPage.of(rows, speech, whose),
                visitor.formWord()));
    }

    private static Counter.Action action(String word) {
        return word(Counter.Action.values(), word);
    }

    private static CounterKeys.Pressed pressed(String word) {
        return word(CounterKeys.Pressed.values(), word);
    }

    private static <E extends Enum<E>> E word(E[] all, String word) {
        return Arrays.stream(all)
                .filter(each -> Json.wireName(each).equals(word))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        Refusal.BAD_REQUEST, "\"" + word + "\" is none of the words that the page sends here"));
    }

    private static <T> T given(Context ctx, String field, Function<String, T> read) {
        try {
            return read.apply(String.valueOf(ctx.formParam(field)));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.BAD_REQUEST, field + ": " + e.getMessage());
        }
    }
}
