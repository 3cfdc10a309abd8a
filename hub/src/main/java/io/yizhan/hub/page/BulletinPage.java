package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.http.Download;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.report.Bulletin;
import io.yizhan.hub.report.BulletinRow;
import io.yizhan.hub.report.Bulletins;
import io.yizhan.hub.report.Change;
import io.yizhan.hub.report.Draft;
import io.yizhan.hub.report.Figure;
import io.yizhan.hub.report.Publishing;
import io.yizhan.hub.sheet.Cell;
import io.yizhan.hub.sheet.Column;
import io.yizhan.hub.sheet.Format;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.id.AgencyId;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One agency's bulletin of a month: a published version as it was frozen, or the draft that it would be now. */
public final class BulletinPage {

    private static final String PATH = BulletinsPage.PATH + "/{agency}/{month}";

    private final Site site;
    private final Publishing publishing;

    BulletinPage(Site site, Publishing publishing) {
        this.site = site;
        this.publishing = publishing;
    }

    /**
     * What the template shows.
     *
     * @param sheet what is shown; of a draft with number 0 and version 0
     * @param shown the version that is shown; null for the draft
     * @param draft what the records say now; null where nobody was employed
     * @param proposed what an amendment would change
     */
    public record View(
            Frame frame,
            Bulletin sheet,
            Bulletins.@Nullable Version shown,
            List<Bulletins.Version> versions,
            @Nullable Draft draft,
            List<Change> proposed) {

        public boolean mayPublish() {
            return frame.may(Right.PUBLISH_BULLETINS);
        }

        public String address() {
            return BulletinsPage.PATH + "/" + sheet.agency().text() + "/" + sheet.month();
        }

        /** Whether the name alone does not tell who it is. */
        public boolean hasNamesake(BulletinRow row) {
            return sheet.rows().stream()
                    .anyMatch(other ->
                            other.name().equals(row.name()) && !other.staff().equals(row.staff()));
        }

        /** The people of whose days something is to be told, two beside each other. */
        public List<List<BulletinRow>> annex() {
            List<BulletinRow> told =
                    sheet.rows().stream().filter(row -> !row.days().isEmpty()).toList();
            List<List<BulletinRow>> pairs = new ArrayList<>();
            for (int i = 0; i < told.size(); i += 2) {
                pairs.add(told.subList(i, Math.min(told.size(), i + 2)));
            }
            return pairs;
        }

        /** A person's figures, as far as they are shown. */
        public List<Figure> figures(BulletinRow row) {
            return shown(Figure.of(row, sheet.lateStepsMin()));
        }

        /** Of all people, as far as they are shown. */
        public List<Figure> sums() {
            return shown(Figure.sums(sheet));
        }

        /** Leave that nobody took has no column: a sheet of paper is narrow. A spreadsheet has them all. */
        private List<Figure> shown(List<Figure> figures) {
            List<Figure> sums = Figure.sums(sheet);
            return IntStream.range(0, figures.size())
                    .filter(i -> sums.get(i).value() != 0 || !sums.get(i).name().startsWith("leave-"))
                    .mapToObj(figures::get)
                    .toList();
        }

        public String head(Figure figure) {
            return FigureCells.head(frame.speech(), figure, Figure.sums(sheet));
        }

        public String day(BulletinRow.Day day) {
            return BulletinWords.day(frame.speech(), day);
        }

        public String change(Change change) {
            return BulletinWords.change(frame.speech(), change);
        }

        public String waits(Draft.Pending pending) {
            return BulletinWords.waits(frame.speech(), pending);
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, Right.SEE_BULLETINS, this::show),
                Route.get(PATH + "/document.json", Right.SEE_BULLETINS, this::document),
                Route.get(PATH + "/document.csv", Right.SEE_BULLETINS, ctx -> file(ctx, Format.CSV)),
                Route.get(PATH + "/document.xlsx", Right.SEE_BULLETINS, ctx -> file(ctx, Format.XLSX)),
                Route.post(PATH, Right.PUBLISH_BULLETINS, this::publish));
    }

    private void show(Context ctx) {
        Frame frame = site.frame(ctx, Tab.BULLETINS);
        AgencyId agency = agency(ctx);
        YearMonth month = month(ctx);
        Integer wanted = new Query(ctx).number("version", 1, 999);
        List<Bulletins.Version> versions = site.read(rows -> Bulletins.versions(rows, agency, month));
        Draft draft = publishing.draft(agency, month).orElse(null);
        Optional<Bulletins.Version> shown = versions.stream()
                .filter(each -> wanted == null || each.version() == wanted)
                .findFirst();
        Bulletin sheet;
        if (shown.isPresent()) {
            sheet = site.read(rows -> Bulletins.read(rows, shown.get().bulletin()));
        } else if (draft != null && wanted == null) {
            sheet = publishing.preview(draft);
        } else {
            throw new RefusedException(Refusal.NOT_FOUND, "there is no such bulletin");
        }
        List<Change> proposed = draft == null || versions.isEmpty()
                ? List.of()
                : draft.changesOf(site.read(
                        rows -> Bulletins.read(rows, versions.getFirst().bulletin())));
        site.show(ctx, "bulletin", new View(frame, sheet, shown.orElse(null), versions, draft, proposed));
    }

    /** The very bytes that were published. */
    private void document(Context ctx) {
        ctx.contentType("application/json; charset=utf-8").result(published(ctx));
    }

    /** The same figures as a table, with their sum. */
    private void file(Context ctx, Format format) {
        Speech speech = site.frame(ctx, Tab.BULLETINS).speech();
        Bulletin bulletin;
        try {
            bulletin = Bulletin.of(published(ctx));
        } catch (UnreadableException e) {
            throw new IllegalStateException("a published bulletin cannot be read", e);
        }
        List<Figure> sums = Figure.sums(bulletin);
        Download.answer(ctx, format, bulletin.agencyName() + "-" + bulletin.month(), sheet -> {
            List<Column> columns = new ArrayList<>(
                    List.of(Column.text(speech.say("punches.staff")), Column.text(speech.say("bulletin.person"))));
            columns.addAll(FigureCells.columns(speech, sums));
            sheet.table(speech.say("tab.bulletins"), columns);
            for (BulletinRow row : bulletin.rows()) {
                List<Cell> cells = new ArrayList<>(List.of(Cell.of(row.staff().text()), Cell.of(row.name())));
                Figure.of(row, bulletin.lateStepsMin()).forEach(figure -> cells.add(FigureCells.cell(figure)));
                sheet.row(cells);
            }
            List<Cell> sum = new ArrayList<>(List.of(Cell.none(), Cell.of(speech.say("bulletin.sum"))));
            sums.forEach(figure -> sum.add(FigureCells.cell(figure)));
            sheet.row(sum);
        });
    }

    private byte[] published(Context ctx) {
        Integer wanted = new Query(ctx).number("version", 1, 999);
        AgencyId agency = agency(ctx);
        YearMonth month = month(ctx);
        return site.read(rows -> Bulletins.document(rows, agency, month, wanted))
                .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND, "there is no such bulletin"));
    }

    private void publish(Context ctx) {
        boolean amends = "amend".equals(ctx.formParam("do"));
        AgencyId agency = agency(ctx);
        YearMonth month = month(ctx);
        Optional<RuleBrokenException> refusal = publishing.publish(agency, month, amends, BulletinsPage.by(ctx));
        Forms.check(refusal, site.speech(ctx));
        ctx.redirect(BulletinsPage.PATH + "/" + agency.text() + "/" + month, HttpStatus.SEE_OTHER);
    }

    private static AgencyId agency(Context ctx) {
        AgencyId agency;
        try {
            agency = new AgencyId(ctx.pathParam("agency"));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
        if (!Gate.reach(ctx).covers(agency)) {
            throw Gate.notAllowed();
        }
        return agency;
    }

    private static YearMonth month(Context ctx) {
        return Query.month(ctx.pathParam("month"));
    }
}
