package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.access.Allowance;
import io.yizhan.hub.access.Reach;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.desk.TicketDesk;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.queue.HallService;
import io.yizhan.hub.queue.HallServices;
import io.yizhan.hub.queue.HallTicket;
import io.yizhan.hub.queue.Tickets;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.TicketId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tickets that came too late to count on their holders, on the page 窗口: whoever turns up waits again. */
public final class LateTicketsPage {

    private static final String PATH = Tab.COUNTERS.path() + "/late";

    private final Site site;
    private final TicketDesk tickets;

    LateTicketsPage(Site site, TicketDesk tickets) {
        this.site = site;
        this.tickets = tickets;
    }

    Route route() {
        return Route.post(PATH, Right.PRESS_COUNTER_KEYS, this::confirm);
    }

    /**
     * A ticket that is set apart.
     *
     * @param service null where the services say nothing of it
     * @param mayConfirm whether who looks may say that its holder is here
     */
    public record Line(HallTicket ticket, @Nullable HallService service, boolean mayConfirm) {}

    /** Those of today. */
    static List<Line> of(Rows rows, Speech speech, Whose whose) throws SQLException {
        List<HallService> services = HallServices.all(rows);
        List<Line> lines = new ArrayList<>();
        for (HallTicket ticket : Tickets.unconfirmed(rows, speech.today())) {
            HallService service = service(services, ticket);
            lines.add(new Line(ticket, service, whose.covers(service)));
        }
        return lines;
    }

    private static @Nullable HallService service(List<HallService> services, HallTicket ticket) {
        return services.stream()
                .filter(service -> service.service().equals(ticket.serviceNow()))
                .findFirst()
                .orElse(null);
    }

    /** Of whose services tickets may be confirmed: everybody's, or an agency's. */
    record Whose(boolean everybodys, @Nullable AgencyId agency) {

        static Whose of(Context ctx) {
            Optional<Reach> reach = Gate.reach(ctx, Right.PRESS_COUNTER_KEYS);
            boolean all = reach.filter(Reach.Hall.class::isInstance).isPresent();
            return new Whose(
                    all,
                    reach.isEmpty()
                            ? null
                            : Gate.allowance(ctx).map(Allowance::present).orElse(null));
        }

        boolean covers(@Nullable HallService service) {
            return everybodys || (service != null && service.agency().equals(agency));
        }
    }

    private void confirm(Context ctx) {
        TicketId ticket = Forms.given(ctx, "ticket", TicketId::of);
        Whose whose = Whose.of(ctx);
        Speech speech = site.speech(ctx);
        boolean within = whose.everybodys
                || site.<Boolean>read(rows -> {
                    List<HallService> services = HallServices.all(rows);
                    return Tickets.find(rows, ticket)
                            .filter(found -> whose.covers(service(services, found)))
                            .isPresent();
                });
        if (!within) {
            throw Gate.notAllowed();
        }
        String account = Gate.presentVisitor(ctx).account().name().text();
        if (tickets.confirm(ticket, account).isEmpty()) {
            throw new RefusedException(Refusal.CONFLICT, speech.say("counters.late.no", ticket.shown()));
        }
        ctx.redirect(Tab.COUNTERS.path() + "?late=" + ticket.shown(), HttpStatus.SEE_OTHER);
    }
}
