package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.yizhan.hub.access.Reach;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.attendance.month.Months;
import io.yizhan.hub.attendance.reckoning.PersonMonth;
import io.yizhan.hub.attendance.reckoning.Tally;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.report.Bulletins;
import io.yizhan.hub.report.Figure;
import io.yizhan.hub.staff.Agency;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.AgencyId;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** 我的机构: of one agency who is here, what waits for a decision, this month's sums, and the bulletins. */
public final class MyAgencyPage {

    /** Bulletins of so many months are shown. */
    private static final int MONTHS_BACK = 12;

    private final Site site;
    private final HereReader here;
    private final Months months;

    MyAgencyPage(Site site, HereReader here, Months months) {
        this.site = site;
        this.here = here;
        this.months = months;
    }

    /**
     * What the template shows.
     *
     * @param agencies among which who looks can choose
     * @param waiting requests that wait for a decision of who looks
     * @param bulletins the newest version of each, the newest month first
     */
    public record View(
            Frame frame,
            Agency agency,
            List<Agency> agencies,
            HereView here,
            int waiting,
            YearMonth month,
            List<PersonMonth> people,
            List<Bulletins.Version> bulletins) {

        public String days(int halfDays) {
            return Figure.days(halfDays);
        }

        public int lateMinutes(Tally sum) {
            return sum.lateMin().stream().mapToInt(Integer::intValue).sum();
        }

        /** The whole month of all of them; with an ending such as {@code .csv} as a file, with the same sums. */
        public String wholeMonth(String ending) {
            return Tab.ATTENDANCE.path() + ending + "?month=" + month + "&agency=" + agency.agency();
        }
    }

    Route route() {
        return Route.get(Tab.MY_AGENCY.path(), Right.SEE_BULLETINS, this::show);
    }

    private void show(Context ctx) {
        Frame frame = site.frame(ctx, Tab.MY_AGENCY);
        AgencyId asked = Gate.within(ctx, new Query(ctx).id("agency", AgencyId::new), null)
                .agency();
        Reach reach = Gate.reach(ctx);
        List<Agency> agencies = site.read(People::agencies).stream()
                .filter(agency -> reach.covers(agency.agency()))
                .toList();
        Agency agency = agencies.stream()
                .filter(each -> asked == null || each.agency().equals(asked))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        Refusal.NOT_FOUND, "there is no such agency in the hall: add it on the page of people"));
        HereView now = here.read(frame.speech(), new Reach.OfAgency(agency.agency()));
        site.show(ctx, "my-agency", site.<View>read(rows -> {
            YearMonth month = YearMonth.from(frame.speech().today());
            return new View(
                    frame,
                    agency,
                    agencies,
                    now,
                    LeavePage.waiting(rows, new LeaveReader(rows, ctx, frame.speech()))
                            .count(),
                    month,
                    people(rows, frame.speech(), agency.agency(), month),
                    bulletins(rows, agency.agency(), month));
        }));
    }

    private List<PersonMonth> people(Rows rows, Speech speech, AgencyId agency, YearMonth month) throws SQLException {
        return months
                .known(rows, month.atDay(1), speech.today(), new Reach.OfAgency(agency).whole(), speech.now())
                .reckon(month.atDay(1), speech.today())
                .stream()
                .filter(person -> person.agency().equals(agency))
                .toList();
    }

    private static List<Bulletins.Version> bulletins(Rows rows, AgencyId agency, YearMonth newest) throws SQLException {
        List<Bulletins.Version> bulletins = new ArrayList<>();
        for (int back = 0; back <= MONTHS_BACK; back++) {
            Bulletins.versions(rows, agency, newest.minusMonths(back)).stream()
                    .findFirst()
                    .ifPresent(bulletins::add);
        }
        return bulletins;
    }
}
