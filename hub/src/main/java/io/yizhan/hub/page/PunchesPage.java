package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.yizhan.hub.access.Reach;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.attendance.PunchFilter;
import io.yizhan.hub.attendance.PunchRecord;
import io.yizhan.hub.attendance.Punches;
import io.yizhan.hub.book.UncertainTimes;
import io.yizhan.hub.http.Download;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.sheet.Cell;
import io.yizhan.hub.sheet.Column;
import io.yizhan.hub.sheet.Format;
import io.yizhan.hub.sheet.SheetWriter;
import io.yizhan.hub.staff.Agency;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.Readers;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** 打卡: who punched, where and when; a time that is uncertain stands with its bounds. */
public final class PunchesPage {

    private static final List<Column> COLUMNS = List.of(
            Column.text("staff"),
            Column.text("name"),
            Column.text("agency"),
            Column.moment("at"),
            Column.moment("earliest"),
            Column.moment("latest"),
            Column.text("time_source"),
            Column.text("reader"),
            Column.text("method"));

    private final Site site;

    PunchesPage(Site site) {
        this.site = site;
    }

    /**
     * What the template shows.
     *
     * @param uncertain entries of all days whose time waits for an admin; 0 for who may not see them
     */
    public record View(
            Frame frame, PunchFilter filter, Choices choices, List<PunchRecord> punches, Paging paging, int uncertain) {

        /** The agency in the language of the page. */
        public String agency(PunchRecord punch) {
            StaffMember member = choices.byId.get(punch.staff());
            return member == null ? Speech.NOTHING : frame.speech().name(member.agency());
        }

        public String method(PunchRecord punch) {
            return frame.say("punches.method." + Json.wireName(punch.method()));
        }
    }

    /** What the filter offers. */
    public record Choices(
            List<Agency> agencies, List<StaffMember> people, List<DeviceId> readers, Map<StaffId, StaffMember> byId) {}

    List<Route> routes() {
        return List.of(
                Route.get(Tab.PUNCHES.path(), Right.SEE_RECORDS, this::show),
                Route.get(Tab.PUNCHES.path() + ".csv", Right.SEE_RECORDS, ctx -> export(ctx, Format.CSV)),
                Route.get(Tab.PUNCHES.path() + ".xlsx", Right.SEE_RECORDS, ctx -> export(ctx, Format.XLSX)));
    }

    private void show(Context ctx) {
        Frame frame = site.frame(ctx, Tab.PUNCHES);
        PunchFilter filter = filter(ctx, frame.speech().today());
        site.show(ctx, "punches", site.<View>read(rows -> {
            Paging paging =
                    new Paging(Tab.PUNCHES.path(), address(filter), new Query(ctx).page(), Punches.count(rows, filter));
            return new View(
                    frame,
                    filter,
                    choices(rows, Gate.reach(ctx)),
                    Punches.list(rows, filter, Paging.ROWS, paging.skip()),
                    paging,
                    frame.may(Right.SEE_SET_ASIDE) ? UncertainTimes.countWaiting(rows) : 0);
        }));
    }

    private void export(Context ctx, Format format) {
        Speech speech = site.frame(ctx, Tab.PUNCHES).speech();
        PunchFilter filter = filter(ctx, speech.today());
        TimeCells times = new TimeCells(speech.zone());
        List<PunchRecord> punches = site.read(rows -> Punches.list(rows, filter, SheetWriter.ROWS_MAX, 0));
        Download.answer(ctx, format, "punches-" + filter.from(), file -> {
            file.table("punches", COLUMNS);
            for (PunchRecord punch : punches) {
                file.row(List.of(
                        Cell.of(punch.staff().text()),
                        Cell.of(punch.name()),
                        Cell.of(punch.agency()),
                        times.moment(punch.time()),
                        times.earliest(punch.time()),
                        times.latest(punch.time()),
                        Cell.of(Json.wireName(punch.time().source())),
                        Cell.of(punch.device().text()),
                        Cell.of(Json.wireName(punch.method()))));
            }
        });
    }

    private static PunchFilter filter(Context ctx, LocalDate today) {
        Query query = new Query(ctx);
        LocalDate day = query.day("day", today);
        Reach.Within within = Gate.within(ctx, query.id("agency", AgencyId::new), query.id("staff", StaffId::new));
        return new PunchFilter(day, day, within.staff(), within.agency(), query.id("reader", DeviceId::new));
    }

    private static Map<String, String> address(PunchFilter filter) {
        Map<String, String> address = new LinkedHashMap<>();
        address.put("day", filter.from().toString());
        address.put("agency", filter.agency() == null ? "" : filter.agency().text());
        address.put("staff", filter.staff() == null ? "" : filter.staff().text());
        address.put("reader", filter.device() == null ? "" : filter.device().text());
        return address;
    }

    private static Choices choices(Rows rows, Reach reach) throws SQLException {
        List<StaffMember> people = People.all(rows).stream()
                .filter(member -> reach.covers(member.agency().agency(), member.staff()))
                .toList();
        Map<StaffId, StaffMember> byId = new HashMap<>();
        people.forEach(member -> byId.put(member.staff(), member));
        List<Agency> agencies = People.agencies(rows).stream()
                .filter(agency -> reach.covers(agency.agency()))
                .toList();
        return new Choices(agencies, people, Readers.all(rows), byId);
    }
}
