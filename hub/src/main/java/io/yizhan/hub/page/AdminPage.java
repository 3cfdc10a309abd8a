package io.yizhan.hub.page;

import io.yizhan.hub.access.Accounts;
import io.yizhan.hub.access.ApiTokens;
import io.yizhan.hub.access.Sessions;
import io.yizhan.hub.attendance.month.Months;
import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.Quarantine;
import io.yizhan.hub.desk.AttendanceDesk;
import io.yizhan.hub.desk.EnrolmentDesk;
import io.yizhan.hub.desk.PeopleDesk;
import io.yizhan.hub.desk.RulesDesk;
import io.yizhan.hub.desk.ServiceDesk;
import io.yizhan.hub.desk.TestPrints;
import io.yizhan.hub.desk.TicketDesk;
import io.yizhan.hub.devices.Presence;
import io.yizhan.hub.http.Audience;
import io.yizhan.hub.http.Face;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.HttpServer;
import io.yizhan.hub.http.PortTakenException;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.report.Publishing;
import io.yizhan.hub.report.PublishingRound;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The hub's pages, and beside them the interface for programs, on one port. */
public final class AdminPage implements AutoCloseable {

    private final Live live;
    private final HttpServer server;
    private final List<Route> routes;

    /**
     * What the pages need.
     *
     * @param hall its name as people read it
     * @param languages the first first; {@code zh-CN} and {@code en} are spoken
     * @param programs the routes of the interface for programs
     * @param problem how that one shows a refusal
     */
    public record Parts(
            String hall,
            ZoneId zone,
            List<String> languages,
            Book book,
            Presence presence,
            Sessions sessions,
            Accounts accounts,
            ApiTokens tokens,
            CounterKeys keys,
            EnrolmentDesk enrolments,
            PeopleDesk people,
            RulesDesk rules,
            TestPrints prints,
            Quarantine quarantine,
            Publishing publishing,
            PublishingRound round,
            AttendanceDesk attendance,
            HubClock clock,
            List<Route> programs,
            Face problem) {

        public Parts {
            languages = List.copyOf(languages);
            programs = List.copyOf(programs);
        }
    }

    public AdminPage(Parts parts) {
        Gate gate = new Gate(
                parts.sessions, parts.tokens, new Workplaces(parts.book.database(), parts.clock.clock(), parts.zone));
        Site site = new Site(
                parts.hall,
                parts.zone,
                parts.languages.stream().map(Words::of).toList(),
                parts.book.database(),
                parts.clock.clock());
        this.live = new Live(gate::whileSignedIn);
        TodayReader reader =
                new TodayReader(parts.zone, new Troubles(parts.presence, parts.book.database(), parts.clock));
        List<Route> routes = new ArrayList<>(parts.programs);
        routes.add(Route.get("/assets/{hash}/{name}", Audience.ANYBODY, site.assets()::serve));
        routes.add(Route.post("/language", Audience.ANYBODY, site::changeLanguage));
        routes.addAll(new SignInPage(site, parts.sessions, gate).routes());
        routes.addAll(new OwnAccountPage(site, parts.sessions, parts.accounts).routes());
        routes.addAll(new AccountsPage(site, parts.accounts, parts.tokens).routes());
        routes.addAll(new TodayPage(site, live, reader).routes());
        Months months = new Months(parts.zone);
        HereReader here = new HereReader(site, parts.presence);
        routes.addAll(new HerePage(site, live, here).routes());
        routes.add(new MyAgencyPage(site, here, months).route());
        routes.addAll(new AttendancePage(site, months).routes());
        routes.add(new AttendanceDayPage(site, months).route());
        routes.addAll(new LeavePage(site, parts.attendance).routes());
        routes.addAll(new LeaveAskPage(site, parts.attendance).routes());
        routes.addAll(new WaiversPage(site, parts.attendance).routes());
        routes.addAll(new RosterPage(site, parts.attendance).routes());
        routes.addAll(new BulletinsPage(site, parts.publishing, parts.round).routes());
        routes.addAll(new BulletinPage(site, parts.publishing).routes());
        routes.addAll(new RulesPage(site, parts.rules).routes());
        routes.addAll(new RulesChangePage(site, parts.rules).routes());
        routes.addAll(new HolidaysPage(site, parts.rules).routes());
        routes.addAll(new PunchesPage(site).routes());
        routes.addAll(new RatingsPage(site).routes());
        routes.addAll(new TimesPage(site, parts.book).routes());
        PeopleReader people = new PeopleReader(parts.presence, parts.enrolments);
        routes.addAll(new PeoplePage(site, live, people).routes());
        routes.addAll(new CareerPage(site, parts.people).routes());
        routes.addAll(new AgenciesPage(site, parts.people).routes());
        routes.addAll(new RegisterPage(site, parts.people, parts.clock.clock()).routes());
        routes.addAll(new PersonPage(site, live, people, parts.enrolments, parts.people).routes());
        routes.addAll(new ServicesPage(site, new ServiceDesk(parts.book)).routes());
        routes.addAll(new DevicesPage(site, live, parts.presence, parts.prints, parts.clock).routes());
        routes.addAll(new QuarantinePage(site, parts.quarantine).routes());
        routes.addAll(new CountersPage(site, live, reader, parts.keys).routes());
        routes.add(new LateTicketsPage(site, new TicketDesk(parts.book, parts.zone, parts.clock.clock())).route());
        this.routes = List.copyOf(routes);
        site.serves(this.routes);
        this.server = new HttpServer(gate, routes, new RefusedPage(site), parts.problem);
        parts.book.onEntry(entry -> live.changed());
        parts.presence.onChange(device -> live.changed());
        parts.enrolments.onChange(live::changed);
        parts.prints.onChange(live::changed);
        parts.book.database().onTrouble(live::changed);
    }

    /**
     * Begins to serve.
     *
     * @param port 0 takes any free one
     */
    public void start(String bind, int port) throws PortTakenException {
        server.start(bind, port);
    }

    /** The whole table that is served, the interface's part too. */
    public List<Route> routes() {
        return routes;
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        live.close();
        server.close();
    }
}
