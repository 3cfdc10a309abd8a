package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.yizhan.hub.access.Reach;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** 今日: four figures, the counters, what happened, and on top what needs a hand; live. */
public final class TodayPage {

    private final Site site;
    private final Live live;
    private final TodayReader reader;

    TodayPage(Site site, Live live, TodayReader reader) {
        this.site = site;
        this.live = live;
        this.reader = reader;
    }

    /** What the template shows. */
    public record View(Frame frame, Parts parts) {}

    /** What the template's live parts show. */
    public record Parts(Speech speech, Today today) {

        public String percent() {
            return speech.percent(today.satisfaction().totals().satisfaction());
        }

        /** The class of the worst that needs a hand. */
        public String worst() {
            return today.troubles().stream().anyMatch(Trouble::urgent) ? "bad" : "look";
        }

        /** One sentence for those who listen; it changes only with what needs a hand. */
        public String spoken() {
            List<Trouble> troubles = today.troubles();
            return troubles.isEmpty()
                    ? speech.say("today.spoken.fine")
                    : speech.say(
                            "today.spoken.troubles",
                            troubles.size(),
                            troubles.getFirst().say(speech));
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get(Tab.TODAY.path(), Right.SEE_HALL, this::show),
                Route.get("/live", Right.SEE_HALL, this::live));
    }

    private void show(Context ctx) {
        Frame frame = site.frame(ctx, Tab.TODAY);
        site.show(ctx, "today", new View(frame, parts(frame.speech(), records(ctx))));
    }

    private void live(Context ctx) throws Exception {
        Optional<Reach> records = records(ctx);
        String name = "today/" + records.map(Reach::toString).orElse(""); // one drawing for all who see the same
        live.serve(ctx, name, site.words(ctx), words -> draw(words, records));
    }

    /** Of whom punches and ratings are told in the feed. */
    private static Optional<Reach> records(Context ctx) {
        return Gate.reach(ctx, Right.SEE_RECORDS);
    }

    private Map<String, String> draw(Words words, Optional<Reach> records) {
        Parts parts = parts(site.speech(words), records);
        Map<String, String> drawn = new LinkedHashMap<>();
        for (String part : List.of("troubles", "figures", "plates", "feed", "spoken")) {
            drawn.put(part, site.render("today/" + part, parts));
        }
        return drawn;
    }

    private Parts parts(Speech speech, Optional<Reach> records) {
        return new Parts(speech, site.read(rows -> reader.read(rows, speech.now(), records)));
    }
}
