package io.yizhan.hub.queue;

import io.yizhan.hub.book.Entry;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.Projection;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.fact.Called;
import io.yizhan.protocol.fact.CalledLocally;
import io.yizhan.protocol.fact.CounterClosed;
import io.yizhan.protocol.fact.CounterOpened;
import io.yizhan.protocol.fact.CounterPaused;
import io.yizhan.protocol.fact.Finished;
import io.yizhan.protocol.fact.NoShow;
import io.yizhan.protocol.fact.Recalled;
import io.yizhan.protocol.fact.SignedIn;
import io.yizhan.protocol.fact.SignedOut;
import io.yizhan.protocol.fact.TicketIssued;
import io.yizhan.protocol.fact.TicketPrinted;
import io.yizhan.protocol.fact.TicketVoided;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.ServiceId;
import java.sql.SQLException;
import java.util.List;

/**
 * Tickets from the kiosks' journals, calls from the hub's and the counters', services and leases from the hub's. What
 * two journals tell of one thing meets in its row, whichever comes first.
 */
public final class QueueProjection implements Projection {

    /** What this domain decides. */
    public static final List<Class<? extends HubFact>> FACTS = List.of(
            ServiceAdded.class,
            ServiceChanged.class,
            ServiceSwitched.class,
            PapersSaid.class,
            LeaseGranted.class,
            CallMade.class,
            CallTransferred.class,
            CallReturned.class,
            TicketUnconfirmed.class,
            TicketConfirmed.class,
            CallRuleSet.class);

    @Override
    public List<String> tables() {
        return List.of(
                "service", "service_counter", "lease", "ticket", "call", "call_word", "counter_state", "call_rule");
    }

    @Override
    public void retime(Tx tx, Entry entry) throws SQLException {
        switch (entry.fact()) {
            case TicketIssued issued -> TicketFold.reissued(tx, entry, issued);
            case Called called -> CallFold.retold(tx, entry, called.call());
            case CalledLocally called -> CallFold.retold(tx, entry, called.call());
            case Recalled recalled -> CallFold.retime(tx, entry, recalled.call());
            case NoShow noShow -> CallFold.retime(tx, entry, noShow.call());
            case Finished finished -> CallFold.retime(tx, entry, finished.call());
            case SignedIn in -> CounterFold.retime(tx, entry, in.counter());
            case SignedOut out -> CounterFold.retime(tx, entry, out.counter());
            case CounterOpened opened -> CounterFold.retime(tx, entry, opened.counter());
            case CounterPaused paused -> CounterFold.retime(tx, entry, paused.counter());
            case CounterClosed closed -> CounterFold.retime(tx, entry, closed.counter());
            default -> {}
        }
    }

    @Override
    public void fold(Tx tx, Entry entry) throws SQLException, RuleBrokenException {
        switch (entry.fact()) {
            case ServiceAdded added -> add(tx, entry, added);
            case ServiceChanged changed -> change(tx, changed);
            case ServiceSwitched switched -> turn(tx, switched);
            case PapersSaid said -> say(tx, said);
            case LeaseGranted granted -> lease(tx, granted);
            case CallRuleSet set ->
                tx.update(
                        "INSERT INTO call_rule (one, priority_one_in, aged_s) VALUES (1, ?, ?) ON CONFLICT (one)"
                                + " DO UPDATE SET priority_one_in = excluded.priority_one_in, aged_s = excluded.aged_s",
                        set.priorityOneIn(),
                        set.agedS());
            case CallMade made -> CallFold.made(tx, entry, made);
            case CallTransferred transferred -> CallFold.transferred(tx, entry, transferred);
            case CallReturned returned -> CallFold.returned(tx, entry, returned);
            case Called called -> CallFold.told(tx, entry, called.call(), called.ticket(), false);
            case CalledLocally called -> CallFold.told(tx, entry, called.call(), called.ticket(), true);
            case Recalled recalled -> CallFold.recalled(tx, entry, recalled.call());
            case NoShow noShow -> CallFold.ended(tx, entry, noShow.call(), TicketCall.Outcome.NO_SHOW);
            case Finished finished -> CallFold.ended(tx, entry, finished.call(), TicketCall.Outcome.FINISHED);
            case TicketIssued issued -> TicketFold.issued(tx, entry, issued);
            case TicketPrinted printed -> TicketFold.printed(tx, entry, printed);
            case TicketVoided voided -> TicketFold.voided(tx, voided);
            case TicketUnconfirmed doubted -> TicketFold.unconfirmed(tx, doubted.ticket(), true);
            case TicketConfirmed confirmed -> TicketFold.unconfirmed(tx, confirmed.ticket(), false);
            case SignedIn in -> CounterFold.signedIn(tx, entry, in);
            case SignedOut out -> CounterFold.signedOut(tx, entry, out);
            case CounterOpened opened -> CounterFold.turned(tx, entry, opened.counter(), CounterPlate.Condition.OPEN);
            case CounterPaused paused -> CounterFold.turned(tx, entry, paused.counter(), CounterPlate.Condition.PAUSED);
            case CounterClosed closed -> CounterFold.turned(tx, entry, closed.counter(), CounterPlate.Condition.CLOSED);
            default -> {}
        }
    }

    private static void add(Tx tx, Entry entry, ServiceAdded added) throws SQLException, RuleBrokenException {
        if (tx.number("SELECT count(*) FROM service WHERE service = ?", added.service()) > 0) {
            throw new RuleBrokenException(
                    QueueRule.SERVICE_TAKEN,
                    "service " + added.service() + " is there already: give the new one another id",
                    added.service());
        }
        tx.update(
                "INSERT INTO service (service, series, name, name_en, agency, open, place) VALUES (?, ?, ?, ?, ?, 1,"
                        + " ?)",
                added.service(),
                added.series(),
                added.name(),
                added.nameEn(),
                added.agency(),
                entry.seq());
        atCounters(tx, added.service(), added.counters());
    }

    private static void change(Tx tx, ServiceChanged changed) throws SQLException, RuleBrokenException {
        there(
                tx.update(
                        "UPDATE service SET name = ?, name_en = ?, agency = ? WHERE service = ?",
                        changed.name(),
                        changed.nameEn(),
                        changed.agency(),
                        changed.service()),
                changed.service());
        tx.update("DELETE FROM service_counter WHERE service = ?", changed.service());
        atCounters(tx, changed.service(), changed.counters());
    }

    private static void atCounters(Tx tx, ServiceId service, List<CounterId> counters) throws SQLException {
        for (int place = 0; place < counters.size(); place++) {
            tx.update(
                    "INSERT INTO service_counter (service, counter, place) VALUES (?, ?, ?)",
                    service,
                    counters.get(place),
                    place);
        }
    }

    private static void turn(Tx tx, ServiceSwitched switched) throws SQLException, RuleBrokenException {
        there(
                tx.update("UPDATE service SET open = ? WHERE service = ?", switched.open(), switched.service()),
                switched.service());
    }

    private static void say(Tx tx, PapersSaid said) throws SQLException, RuleBrokenException {
        there(
                tx.update(
                        "UPDATE service SET papers = ?, papers_en = ? WHERE service = ?",
                        said.papers(),
                        said.papersEn(),
                        said.service()),
                said.service());
    }

    private static void there(int rows, ServiceId service) throws RuleBrokenException {
        if (rows == 0) {
            throw new RuleBrokenException(
                    QueueRule.SERVICE_UNKNOWN,
                    "service " + service + " is unknown: look at the list of services",
                    service);
        }
    }

    /** A number is in one lease at most, whatever fails: that is what makes it unique in its day. */
    private static void lease(Tx tx, LeaseGranted granted) throws SQLException, RuleBrokenException {
        long overlapping = tx.number(
                "SELECT count(*) FROM lease WHERE day = ? AND series = ? AND from_number <= ? AND to_number >= ?",
                granted.day(),
                granted.series(),
                granted.to(),
                granted.from());
        if (overlapping > 0) {
            throw new RuleBrokenException("some of the numbers " + granted.series() + " " + granted.from() + "–"
                    + granted.to() + " of " + granted.day() + " are granted already: a number is granted once");
        }
        tx.update(
                "INSERT INTO lease (day, series, from_number, to_number, device, journal) VALUES (?, ?, ?, ?, ?, ?)",
                granted.day(),
                granted.series(),
                granted.from(),
                granted.to(),
                granted.device(),
                granted.journal());
    }
}
