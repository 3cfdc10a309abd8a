package io.yizhan.hub.demo;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.devices.DeviceAdded;
import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.queue.HallService;
import io.yizhan.hub.queue.HallServices;
import io.yizhan.hub.queue.ServiceAdded;
import io.yizhan.hub.staff.Agency;
import io.yizhan.hub.staff.AgencyAdded;
import io.yizhan.hub.staff.ConsentGiven;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.Pins;
import io.yizhan.hub.staff.StaffAdded;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.command.PinVerifier;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.state.StationConfig;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The demo's hall, {@code demo-hall.json} beside this class: agencies, made-up people with PINs and consents, services, devices.
 * What is there already stays as it is, so it can be made again and again.
 *
 * @param note that it is made up
 */
public record DemoHall(
        String note,
        List<DemoAgency> agencies,
        List<Person> staff,
        List<DemoService> services,
        List<DemoDevice> devices) {

    private static final String FILE = "demo-hall.json";

    /** What a made-up consent refers to. */
    private static final String CONSENT = "demo-hall.json";

    public DemoHall {
        agencies = List.copyOf(agencies);
        staff = List.copyOf(staff);
        services = List.copyOf(services);
        devices = List.copyOf(devices);
    }

    /** An agency of a real hall of 2012. */
    public record DemoAgency(AgencyId agency, String name, String nameEn) {}

    /**
     * Somebody made up.
     *
     * @param finger the number of the simulated finger that is theirs
     */
    public record Person(StaffId staff, String name, AgencyId agency, String post, String pin, int finger) {}

    /** A service. */
    public record DemoService(
            ServiceId service,
            SeriesId series,
            String name,
            String nameEn,
            AgencyId agency,
            List<CounterId> counters) {}

    /** A device and its jobs. */
    public record DemoDevice(DeviceId device, List<StationConfig> stations) {}

    /** Reads the plan from the program. */
    public static DemoHall load() {
        try (InputStream in = DemoHall.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + FILE);
            }
            return Json.read(in.readAllBytes(), DemoHall.class);
        } catch (IOException | UnreadableException e) {
            throw new IllegalStateException(FILE + " cannot be read from the program: " + e.getMessage(), e);
        }
    }

    /** Makes the agencies, the people with their consents and PINs, and the services. Takes some seconds for the PINs. */
    public void seed(Book book, Pins pins, SecureRandom random, Instant now) {
        Map<StaffId, String> verifiers = verifiers(book, random);
        book.database().writeAndWait(tx -> {
            addAgencies(tx, book);
            addPeople(tx, book);
            addServices(tx, book);
            for (Map.Entry<StaffId, String> verifier : verifiers.entrySet()) {
                pins.set(tx, verifier.getKey(), verifier.getValue(), now);
            }
            return verifiers.size();
        });
    }

    /** Adds the devices without certificates; a hall that people can join adds them with theirs instead. */
    public void addDevices(Book book) {
        book.database().writeAndWait(tx -> {
            for (DemoDevice device : devices) {
                if (!Devices.knows(tx, device.device())) {
                    book.record(tx, new DeviceAdded(device.device(), device.stations(), null));
                }
            }
            return devices.size();
        });
    }

    /** Of those who have no PIN yet; costly on purpose, so not on the writer's thread. */
    private Map<StaffId, String> verifiers(Book book, SecureRandom random) {
        Map<StaffId, String> verifiers = new ConcurrentHashMap<>();
        List<Person> without = book.database().read(rows -> {
            var have = People.all(rows).stream()
                    .filter(StaffMember::hasPin)
                    .map(StaffMember::staff)
                    .collect(Collectors.toSet());
            return staff.stream()
                    .filter(person -> !have.contains(person.staff()))
                    .toList();
        });
        without.parallelStream().forEach(person -> verifiers.put(person.staff(), PinVerifier.of(person.pin(), random)));
        return verifiers;
    }

    private void addAgencies(Tx tx, Book book) throws SQLException {
        var known = People.agencies(tx).stream().map(Agency::agency).collect(Collectors.toSet());
        for (DemoAgency agency : agencies) {
            if (!known.contains(agency.agency())) {
                book.record(tx, new AgencyAdded(agency.agency(), agency.name(), agency.nameEn()));
            }
        }
    }

    private void addPeople(Tx tx, Book book) throws SQLException {
        for (Person person : staff) {
            Optional<StaffMember> known = People.find(tx, person.staff());
            if (known.isEmpty()) {
                book.record(tx, new StaffAdded(person.staff(), person.name(), person.agency(), person.post()));
            }
            if (known.map(StaffMember::consentedAt).isEmpty()) {
                book.record(tx, new ConsentGiven(person.staff(), CONSENT));
            }
        }
    }

    private void addServices(Tx tx, Book book) throws SQLException {
        var known = HallServices.all(tx).stream().map(HallService::service).collect(Collectors.toSet());
        for (DemoService service : services) {
            if (!known.contains(service.service())) {
                book.record(
                        tx,
                        new ServiceAdded(
                                service.service(),
                                service.series(),
                                service.name(),
                                service.nameEn(),
                                service.agency(),
                                service.counters()));
            }
        }
    }
}
