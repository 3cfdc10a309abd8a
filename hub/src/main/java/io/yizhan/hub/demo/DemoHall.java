package io.yizhan.hub.demo;

import io.yizhan.hub.access.Account;
import io.yizhan.hub.access.AccountName;
import io.yizhan.hub.access.Role;
import io.yizhan.hub.access.Standing;
import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.queue.PapersSaid;
import io.yizhan.hub.queue.ServiceAdded;
import io.yizhan.hub.staff.AgencyAdded;
import io.yizhan.hub.staff.ChiefNamed;
import io.yizhan.hub.staff.ConsentGiven;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.PinSet;
import io.yizhan.hub.staff.Pins;
import io.yizhan.hub.staff.StaffAdded;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.command.PinVerifier;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.StaffId;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hall of the demo, from {@code hall.json}: six agencies, 24 made-up people, eight services, accounts of every
 * role. Its devices come as all devices do.
 */
public record DemoHall(List<Agency> agencies, List<Person> staff, List<Login> accounts, List<Service> services) {

    private static final String FILE = "hall.json";
    private static final String CONSENT = "示范档案 · demo file";
    private static final String BY = "demo";

    public DemoHall {
        agencies = List.copyOf(agencies);
        staff = List.copyOf(staff);
        accounts = List.copyOf(accounts);
        services = List.copyOf(services);
    }

    /** An agency of the demo, and its chief representative. */
    public record Agency(AgencyId agency, String name, String nameEn, StaffId chief) {}

    /** One of its people. {@code finger} is the number of the simulated finger that is theirs. */
    public record Person(
            StaffId staff,
            String name,
            AgencyId agency,
            @Nullable String post,
            String pin,
            int finger) {}

    /** An account beside the admin's, which every hall has. */
    public record Login(
            String account,
            Role role,
            @Nullable AgencyId agency,
            @Nullable StaffId staff) {

        public Account of() {
            return new Account(new AccountName(account), new Standing(role, agency, staff));
        }
    }

    /** A service of the demo. */
    public record Service(
            ServiceId service,
            SeriesId series,
            String name,
            String nameEn,
            @Nullable String papers,
            @Nullable String papersEn,
            AgencyId agency,
            List<CounterId> counters) {
        public Service {
            counters = List.copyOf(counters);
        }
    }

    /** Reads the file that comes with the program. */
    public static DemoHall read() {
        try (InputStream in = DemoHall.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + FILE);
            }
            return Json.read(in.readAllBytes(), DemoHall.class);
        } catch (IOException | UnreadableException e) {
            throw new IllegalStateException("the program's " + FILE + " cannot be read", e);
        }
    }

    /**
     * Enters it all in one transaction, with everybody's consent and PIN.
     *
     * @throws RuleBrokenException when the hall has some of it already; nothing is entered then
     */
    public void enter(Book book, Pins pins, SecureRandom random, Instant now) throws RuleBrokenException {
        Map<StaffId, String> verifiers = new HashMap<>();
        staff.forEach(person -> verifiers.put(person.staff(), PinVerifier.of(person.pin(), random)));
        String refusal = book.database().writeAndWait(tx -> {
            try {
                tx.<RuleBrokenException>orNothing(() -> {
                    for (HubFact fact : facts()) {
                        book.decide(tx, fact);
                    }
                    for (Agency agency : agencies) {
                        nameChief(tx, book, agency);
                    }
                    for (Map.Entry<StaffId, String> verifier : verifiers.entrySet()) {
                        setPin(tx, pins, verifier, now);
                    }
                });
                return "";
            } catch (RuleBrokenException e) {
                return String.valueOf(e.getMessage());
            }
        });
        if (!refusal.isEmpty()) {
            throw new RuleBrokenException(refusal);
        }
    }

    private static void nameChief(Tx tx, Book book, Agency agency) throws SQLException, RuleBrokenException {
        LocalDate first = People.find(tx, agency.chief()).orElseThrow().since();
        book.decide(tx, new ChiefNamed(agency.agency(), agency.chief(), first, BY));
    }

    private static void setPin(Tx tx, Pins pins, Map.Entry<StaffId, String> verifier, Instant now) throws SQLException {
        pins.set(tx, verifier.getKey(), verifier.getValue(), now);
    }

    private List<HubFact> facts() {
        List<HubFact> facts = new ArrayList<>();
        agencies.forEach(agency -> facts.add(new AgencyAdded(agency.agency(), agency.name(), agency.nameEn())));
        for (Person person : staff) {
            facts.add(new StaffAdded(person.staff(), person.name(), person.agency(), person.post()));
            facts.add(new ConsentGiven(person.staff(), CONSENT));
            facts.add(new PinSet(person.staff(), BY));
        }
        services.forEach(service -> facts.add(new ServiceAdded(
                service.service(),
                service.series(),
                service.name(),
                service.nameEn(),
                service.agency(),
                service.counters())));
        services.stream()
                .filter(service -> service.papers() != null)
                .forEach(service -> facts.add(new PapersSaid(service.service(), service.papers(), service.papersEn())));
        return facts;
    }
}
