package io.yizhan.hub.desk;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.devices.HallDevice;
import io.yizhan.hub.devices.StationsChanged;
import io.yizhan.hub.queue.CallRule;
import io.yizhan.hub.queue.CallRuleSet;
import io.yizhan.hub.queue.HallService;
import io.yizhan.hub.queue.HallServices;
import io.yizhan.hub.queue.PapersSaid;
import io.yizhan.hub.queue.QueueRule;
import io.yizhan.hub.queue.ServiceAdded;
import io.yizhan.hub.queue.ServiceChanged;
import io.yizhan.hub.queue.ServiceSwitched;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.StaffRule;
import io.yizhan.hub.store.Rows;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.state.StationConfig;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is decided about the services 事项 that the hall offers, and about the order in which their tickets are called.
 * Each gives the rule that it breaks; empty when it was done. For any thread.
 */
public final class ServiceDesk {

    /** One of them is some 1.3 KB at most where it is said to terminals, in a state of at most 512 KiB. */
    static final int SERVICES_MAX = 200;

    private final Book book;

    public ServiceDesk(Book book) {
        this.book = book;
    }

    /** Adds a service, which is open at once. The first of its letters has kiosks give numbers with them. */
    public Optional<RuleBrokenException> add(ServiceAdded added) {
        return decided(tx -> {
            if (HallServices.all(tx).size() >= SERVICES_MAX) {
                throw new RuleBrokenException(
                        QueueRule.TOO_MANY_SERVICES,
                        "the hall has " + SERVICES_MAX + " services, which is the most: change one that is closed",
                        SERVICES_MAX);
            }
            check(tx, added.agency(), added.counters());
            List<SeriesId> before = HallServices.series(tx);
            book.decide(tx, added);
            if (!before.contains(added.series())) {
                giveOut(tx, before);
            }
        });
    }

    /** Gives a service another name, agency, or other counters. */
    public Optional<RuleBrokenException> change(ServiceChanged changed) {
        return decided(tx -> {
            HallService now = service(tx, changed.service());
            check(tx, changed.agency(), changed.counters());
            differ(
                    now,
                    now.name().equals(changed.name())
                            && Objects.equals(now.nameEn(), changed.nameEn())
                            && now.agency().equals(changed.agency())
                            && now.counters().equals(changed.counters()));
            book.decide(tx, changed);
        });
    }

    /** Opens or closes a service. Tickets that wait for one that closes are called all the same. */
    public Optional<RuleBrokenException> turn(ServiceSwitched switched) {
        return decided(tx -> {
            HallService now = service(tx, switched.service());
            differ(now, now.open() == switched.open());
            book.decide(tx, switched);
        });
    }

    /** Says what people bring for a service. */
    public Optional<RuleBrokenException> say(PapersSaid said) {
        return decided(tx -> {
            HallService now = service(tx, said.service());
            differ(now, Objects.equals(now.papers(), said.papers()) && Objects.equals(now.papersEn(), said.papersEn()));
            book.decide(tx, said);
        });
    }

    /** Sets how priority and age change the order. */
    public Optional<RuleBrokenException> set(CallRuleSet set) {
        return decided(tx -> {
            if (CallRule.of(tx).equals(new CallRule(set.priorityOneIn(), Duration.ofSeconds(set.agedS())))) {
                throw new RuleBrokenException(
                        QueueRule.CALL_RULE_SAME, "tickets are called by this rule already: nothing would change");
            }
            book.decide(tx, set);
        });
    }

    private static HallService service(Rows rows, ServiceId service) throws SQLException, RuleBrokenException {
        return HallServices.find(rows, service)
                .orElseThrow(() -> new RuleBrokenException(
                        QueueRule.SERVICE_UNKNOWN,
                        "service " + service + " is unknown: look at the list of services",
                        service));
    }

    private static void differ(HallService service, boolean same) throws RuleBrokenException {
        if (same) {
            throw new RuleBrokenException(
                    QueueRule.SERVICE_SAME,
                    "service " + service.service() + " is just so already: nothing would change",
                    service.service());
        }
    }

    private static void check(Rows rows, AgencyId agency, List<CounterId> counters)
            throws SQLException, RuleBrokenException {
        if (People.agencies(rows).stream().noneMatch(each -> each.agency().equals(agency))) {
            throw new RuleBrokenException(
                    StaffRule.AGENCY_UNKNOWN, "agency " + agency + " is not in the hall: add it first", agency);
        }
        List<CounterId> known = Devices.counters(rows);
        for (CounterId counter : counters) {
            if (!known.contains(counter)) {
                throw new RuleBrokenException(
                        QueueRule.COUNTER_UNKNOWN,
                        "no device has counter " + counter + ": let the device into the hall first",
                        counter);
            }
        }
    }

    /** A kiosk of which nothing else was said gives out all letters, also those that come after it. */
    private void giveOut(Tx tx, List<SeriesId> before) throws SQLException, RuleBrokenException {
        List<SeriesId> all = HallServices.series(tx);
        for (HallDevice device : Devices.all(tx)) {
            List<StationConfig> stations = device.stations().stream()
                    .map(station -> station instanceof StationConfig.Kiosk kiosk
                                    && Set.copyOf(kiosk.series()).equals(Set.copyOf(before))
                            ? new StationConfig.Kiosk(kiosk.id(), all)
                            : station)
                    .toList();
            if (!stations.equals(device.stations())) {
                book.decide(tx, new StationsChanged(device.device(), stations));
            }
        }
    }

    @FunctionalInterface
    private interface Decision {
        void decide(Tx tx) throws SQLException, RuleBrokenException;
    }

    private Optional<RuleBrokenException> decided(Decision decision) {
        return book.database().writeAndWait(tx -> {
            try {
                tx.<RuleBrokenException>orNothing(() -> decision.decide(tx));
                return Optional.empty();
            } catch (RuleBrokenException e) {
                return Optional.of(e);
            }
        });
    }
}
