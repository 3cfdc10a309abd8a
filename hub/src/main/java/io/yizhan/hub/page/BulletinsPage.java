package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.access.Reach;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.http.Download;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.report.Bulletin;
import io.yizhan.hub.report.Bulletins;
import io.yizhan.hub.report.Draft;
import io.yizhan.hub.report.Publishing;
import io.yizhan.hub.report.PublishingRound;
import io.yizhan.hub.sheet.Cell;
import io.yizhan.hub.sheet.Column;
import io.yizhan.hub.sheet.Format;
import io.yizhan.protocol.id.AgencyId;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** 通报: of a month, every agency's bulletin: published, ready, or who is pending and why. */
public final class BulletinsPage {

    static final String PATH = Tab.BULLETINS.path();

    /** So far back it looks for published months of which the records say otherwise now: each is reckoned anew. */
    private static final int MONTHS_BACK = 12;

    private final Site site;
    private final Publishing publishing;
    private final PublishingRound round;

    BulletinsPage(Site site, Publishing publishing, PublishingRound round) {
        this.site = site;
        this.publishing = publishing;
        this.round = round;
    }

    /**
     * What the template shows.
     *
     * @param older the published month before this one, which is looked through next; null where there is none, or
     *     nobody asks
     */
    public record View(
            Frame frame,
            YearMonth month,
            List<Line> lines,
            PublishingRound.@Nullable Progress progress,
            @Nullable YearMonth older) {

        public String why(PublishingRound.Refused refused) {
            return Forms.why(refused.why(), frame.speech());
        }

        public boolean mayPublish() {
            return frame.may(Right.PUBLISH_BULLETINS);
        }

        public long ready() {
            return lines.stream()
                    .filter(line -> line.published == null && line.draft.isReady())
                    .count();
        }

        public String address(YearMonth other) {
            return PATH + "?month=" + other;
        }

        /** The same list as a file of this kind. */
        public String file(Format format) {
            return PATH + "." + format.ending() + "?month=" + month;
        }

        /** Where a bulletin stands, in words. */
        public String state(Line line) {
            Bulletins.Version published = line.published;
            if (published != null) {
                return frame.say(
                        "bulletins.published",
                        published.month().getYear() + "",
                        published.number() + "",
                        published.version());
            }
            return frame.say(
                    line.draft.isReady()
                            ? "bulletins.ready"
                            : line.draft.over() ? "bulletins.pending" : "bulletins.running");
        }

        /** How its state looks: one of the four meanings. */
        public String mark(Line line) {
            return line.published != null ? "well" : line.draft.isReady() ? "off" : "pending";
        }

        /** What is to be done about it, in words; empty for nothing. */
        public String todo(Line line) {
            if (line.changes > 0) {
                return frame.say("bulletins.proposed", line.changes);
            }
            if (line.published != null) {
                return "";
            }
            if (line.draft.missingYear() != null) {
                return frame.say(
                        "bulletins.no-calendar", line.draft.missingYear().toString());
            }
            return line.draft.pending().isEmpty()
                    ? ""
                    : frame.say("bulletins.who-pends", line.draft.pending().size());
        }

        public String address(Line line) {
            return PATH + "/" + line.draft.agency().text() + "/" + month;
        }
    }

    /**
     * An agency's bulletin.
     *
     * @param published its newest version; null when there is none
     * @param changes how much the records say otherwise than that one
     */
    public record Line(Draft draft, Bulletins.@Nullable Version published, int changes) {}

    /**
     * An older month, of which something may have come after it was published.
     *
     * @param late whose records say otherwise now than what is published
     * @param older as in {@link View}
     */
    public record Older(
            Frame frame,
            YearMonth month,
            List<Line> late,
            @Nullable YearMonth older) {

        public String address(Line line) {
            return PATH + "/" + line.draft.agency().text() + "/" + month;
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, Right.SEE_BULLETINS, ctx -> site.show(ctx, "bulletins", view(ctx))),
                Route.get(PATH + ".csv", Right.SEE_BULLETINS, ctx -> file(ctx, Format.CSV)),
                Route.get(PATH + ".xlsx", Right.SEE_BULLETINS, ctx -> file(ctx, Format.XLSX)),
                Route.get(PATH + "/older", Right.PUBLISH_BULLETINS, this::older),
                Route.get(PATH + "/round", Right.PUBLISH_BULLETINS, this::progress),
                Route.post(PATH + "/publish", Right.PUBLISH_BULLETINS, this::publishAll),
                Route.post(PATH + "/stop", Right.PUBLISH_BULLETINS, this::stop));
    }

    private View view(Context ctx) {
        Frame frame = site.frame(ctx, Tab.BULLETINS);
        YearMonth month = asked(ctx, frame);
        return new View(
                frame,
                month,
                lines(month, Gate.reach(ctx)),
                round.progress().orElse(null),
                frame.may(Right.PUBLISH_BULLETINS) ? publishedBefore(month, frame) : null);
    }

    /** The list as the page shows it, an agency a row. */
    private void file(Context ctx, Format format) {
        View view = view(ctx);
        Speech speech = view.frame.speech();
        Download.answer(ctx, format, "bulletins-" + view.month, sheet -> {
            sheet.table(
                    speech.say("tab.bulletins") + " " + view.month,
                    List.of(
                            Column.text(speech.say("filter.agency")),
                            Column.text(speech.say("bulletins.state")),
                            Column.number(speech.say("bulletins.people")),
                            Column.text(speech.say("bulletins.what"))));
            for (Line line : view.lines) {
                sheet.row(List.of(
                        Cell.of(line.draft.agencyName()),
                        Cell.of(view.state(line)),
                        Cell.of(line.draft.rows().size()),
                        Cell.of(view.todo(line))));
            }
        });
    }

    /** One month, and where to go on: so a slow hub answers each soon, and stops when the page is closed. */
    private void older(Context ctx) {
        Frame frame = site.frame(ctx, Tab.BULLETINS);
        YearMonth month = asked(ctx, frame);
        List<Line> late = lines(month, Gate.reach(ctx)).stream()
                .filter(line -> line.changes > 0)
                .toList();
        site.show(ctx, "bulletins/older", new Older(frame, month, late, publishedBefore(month, frame)));
    }

    private static YearMonth asked(Context ctx, Frame frame) {
        return new Query(ctx)
                .month("month", YearMonth.from(frame.speech().today()).minusMonths(1));
    }

    private @Nullable YearMonth publishedBefore(YearMonth month, Frame frame) {
        YearMonth oldest = YearMonth.from(frame.speech().today()).minusMonths(MONTHS_BACK);
        return site.read(rows -> Bulletins.before(rows, month))
                .filter(before -> !before.isBefore(oldest))
                .orElse(null);
    }

    private List<Line> lines(YearMonth month, Reach reach) {
        List<Draft> drafts = publishing.drafts(month);
        return site.read(rows -> {
            Map<AgencyId, Bulletins.Version> published = new HashMap<>();
            for (Bulletins.Version version : Bulletins.ofMonth(rows, month)) {
                published.put(version.agency(), version);
            }
            List<Line> lines = new ArrayList<>();
            for (Draft draft : drafts) {
                if (reach.covers(draft.agency())) {
                    Bulletins.Version version = published.get(draft.agency());
                    Optional<Bulletin> frozen =
                            version == null ? Optional.empty() : Optional.of(Bulletins.read(rows, version.bulletin()));
                    lines.add(new Line(
                            draft,
                            version,
                            frozen.map(each -> draft.changesOf(each).size()).orElse(0)));
                }
            }
            return List.copyOf(lines);
        });
    }

    private void progress(Context ctx) {
        Frame frame = site.frame(ctx, Tab.BULLETINS);
        if (round.progress().filter(PublishingRound.Progress::running).isEmpty()) {
            ctx.header("HX-Refresh", "true"); // the list below is of before
        }
        YearMonth month = round.progress()
                .map(PublishingRound.Progress::month)
                .orElse(YearMonth.from(frame.speech().today()));
        site.show(
                ctx,
                "bulletins/round",
                new View(frame, month, List.of(), round.progress().orElse(null), null));
    }

    private void publishAll(Context ctx) {
        YearMonth month = month(ctx);
        List<Draft> unpublished = lines(month, Gate.reach(ctx)).stream()
                .filter(line -> line.published == null)
                .map(Line::draft)
                .toList();
        if (!round.begin(month, unpublished, by(ctx))) {
            throw new RefusedException(Refusal.CONFLICT, site.words(ctx).say("bulletins.round.already"));
        }
        ctx.redirect(PATH + "?month=" + month, HttpStatus.SEE_OTHER);
    }

    private void stop(Context ctx) {
        round.stop();
        ctx.redirect(PATH + "?month=" + month(ctx), HttpStatus.SEE_OTHER);
    }

    static YearMonth month(Context ctx) {
        return Query.month(String.valueOf(ctx.formParam("month")));
    }

    static String by(Context ctx) {
        return Gate.visitor(ctx).map(visitor -> visitor.account().name().text()).orElseThrow();
    }
}
