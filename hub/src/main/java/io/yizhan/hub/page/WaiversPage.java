package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.access.Reach;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.attendance.decision.Decided;
import io.yizhan.hub.attendance.leave.Texts;
import io.yizhan.hub.attendance.leave.Waiver;
import io.yizhan.hub.attendance.leave.WaiverRecord;
import io.yizhan.hub.attendance.leave.WaiverWish;
import io.yizhan.hub.attendance.leave.Waivers;
import io.yizhan.hub.attendance.month.Excused;
import io.yizhan.hub.attendance.rules.RulesOnRecord;
import io.yizhan.hub.desk.AttendanceDesk;
import io.yizhan.hub.http.Download;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.sheet.Format;
import io.yizhan.hub.sheet.SheetWriter;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.Readers;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** 设备故障豁免: which readers were dead when, whom that excuses, and who had another one that worked. */
public final class WaiversPage {

    static final String PATH = "/waivers";

    private final Site site;
    private final AttendanceDesk desk;

    WaiversPage(Site site, AttendanceDesk desk) {
        this.site = site;
        this.desk = desk;
    }

    /**
     * What the template shows.
     *
     * @param typed into the form, which was refused
     */
    public record View(
            Frame frame,
            String done,
            Typed typed,
            List<DeviceId> readers,
            List<Line> lines,
            Paging paging,
            boolean mayWaive) {

        public int textMax() {
            return Texts.CHARACTERS_MAX;
        }

        public String now() {
            return LocalDateTime.ofInstant(frame.speech().now(), frame.speech().zone())
                    .toString()
                    .substring(0, "2026-11-23T08:30".length());
        }
    }

    /**
     * A waiver.
     *
     * @param slots that it touches, in words
     * @param excused whom it excuses there
     */
    public record Line(WaiverRecord record, String from, String to, List<String> slots, List<Person> excused) {}

    /** @param others readers that this person could have used, and of which no outage is on record then */
    public record Person(StaffId staff, String name, String agency, String others) {}

    List<Route> routes() {
        return List.of(
                Route.get(PATH, Right.SEE_ATTENDANCE, ctx -> show(ctx, Typed.NOTHING)),
                Route.get(PATH + ".csv", Right.SEE_ATTENDANCE, ctx -> export(ctx, Format.CSV)),
                Route.get(PATH + ".xlsx", Right.SEE_ATTENDANCE, ctx -> export(ctx, Format.XLSX)),
                Route.post(PATH, Right.WAIVE, this::grant),
                Route.post(PATH + "/{id}/withdraw", Right.WAIVE, ctx -> {
                    Decided decided =
                            desk.waivers().withdraw(ctx.pathParam("id"), Forms.text(ctx, "reason"), Forms.actor(ctx));
                    done(ctx, "withdrawn", decided);
                }));
    }

    private void grant(Context ctx) {
        WaiverWish wish = new WaiverWish(
                Forms.given(ctx, "device", DeviceId::new),
                Forms.given(ctx, "from", LocalDateTime::parse),
                Forms.given(ctx, "to", LocalDateTime::parse),
                Forms.text(ctx, "reason"),
                Forms.text(ctx, "evidence"));
        switch (desk.waivers().grant(wish, Forms.actor(ctx))) {
            case Decided.Done done -> done(ctx, "granted", done);
            case Decided.Refused refused -> {
                ctx.status(Refusal.CONFLICT.status());
                show(ctx, Typed.of(ctx, Forms.why(refused, site.speech(ctx))));
            }
        }
    }

    private void done(Context ctx, String what, Decided decided) {
        Forms.done(decided, site.frame(ctx, null).speech());
        ctx.redirect(PATH + "?done=" + what, HttpStatus.SEE_OTHER);
    }

    private void show(Context ctx, Typed typed) {
        Frame frame = site.frame(ctx, Tab.LEAVE);
        Query query = new Query(ctx);
        String key = "waivers.done." + query.text("done");
        site.show(ctx, "waivers", site.<View>read(rows -> {
            Paging paging = new Paging(PATH, Map.of(), query.page(), Waivers.count(rows));
            return new View(
                    frame,
                    frame.speech().words().has(key) ? key : "",
                    typed,
                    Readers.all(rows),
                    lines(rows, Gate.reach(ctx), frame.speech(), Paging.ROWS, paging.skip()),
                    paging,
                    frame.may(Right.WAIVE));
        }));
    }

    private void export(Context ctx, Format format) {
        Speech speech = site.speech(ctx);
        List<Line> lines = site.read(rows -> lines(rows, Gate.reach(ctx), speech, SheetWriter.ROWS_MAX, 0));
        Download.answer(
                ctx,
                format,
                "waivers-" + speech.today(),
                file -> LeaveFile.writeWaivers(file, lines, new TimeCells(speech.zone())));
    }

    /** The people within reach whom each excuses. */
    private static List<Line> lines(Rows rows, Reach reach, Speech speech, int limit, int skip) throws SQLException {
        Map<StaffId, StaffMember> people = new HashMap<>();
        for (StaffMember person : People.all(rows)) {
            if (reach.covers(person.agency().agency(), person.staff())) {
                people.put(person.staff(), person);
            }
        }
        Excused reached = new Excused(rows, speech.zone());
        List<Line> lines = new ArrayList<>();
        for (WaiverRecord record : Waivers.list(rows, limit, skip)) {
            lines.add(line(rows, reached, speech, record, people));
        }
        return lines;
    }

    private static Line line(
            Rows rows, Excused reached, Speech speech, WaiverRecord record, Map<StaffId, StaffMember> people)
            throws SQLException {
        LeaveWords words = new LeaveWords(speech, RulesOnRecord.rules(rows));
        Waiver waiver = record.waiver();
        List<String> slots = Excused.slots(words.rules(), RulesOnRecord.calendar(rows), waiver).stream()
                .map(each -> words.day(each.day()) + " " + LeaveWords.name(speech, each.slot()))
                .toList();
        List<Person> excused = new ArrayList<>();
        for (Excused.Person each : reached.people(waiver)) {
            StaffMember person = people.get(each.staff());
            if (person != null) {
                excused.add(new Person(
                        each.staff(),
                        person.name(),
                        speech.name(person.agency()),
                        each.others().stream()
                                .map(DeviceId::text)
                                .collect(Collectors.joining(speech.say("list.comma")))));
            }
        }
        return new Line(record, words.minute(waiver.from()), words.minute(waiver.to()), slots, excused);
    }
}
