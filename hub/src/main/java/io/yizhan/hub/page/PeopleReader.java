package io.yizhan.hub.page;

import io.yizhan.hub.access.Reach;
import io.yizhan.hub.desk.EnrolmentDesk;
import io.yizhan.hub.desk.OrderProgress;
import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.devices.Presence;
import io.yizhan.hub.staff.Enrolment;
import io.yizhan.hub.staff.Enrolments;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.PersonFingers;
import io.yizhan.hub.staff.PersonFingers.Finger;
import io.yizhan.hub.staff.Pins;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.hub.staff.Templates;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.state.DeviceStatus;
import io.yizhan.protocol.state.StationKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what the pages of people show: their fingers at each reader, and who is being led. */
public final class PeopleReader {

    private static final String SENSOR = "sensor";

    private final Presence presence;
    private final EnrolmentDesk enrolments;

    PeopleReader(Presence presence, EnrolmentDesk enrolments) {
        this.presence = presence;
        this.enrolments = enrolments;
    }

    /** A person in the list, with the fingers that should stand and those that still should go. */
    public record Line(StaffMember member, List<Finger> fingers, List<Place> awaited, List<DeviceId> pinStillAt) {

        public Line {
            fingers = List.copyOf(fingers);
            awaited = List.copyOf(awaited);
            pinStillAt = List.copyOf(pinStillAt);
        }
    }

    /**
     * A finger at a reader.
     *
     * @param inHall whether the reader is in the hall
     * @param progress of the newest order that led somebody through it; null where there was none
     * @param led whether somebody is being led through it now
     * @param failure why the reader could not take the template, one of the protocol's words; null where it could
     */
    public record Place(
            Enrolment enrolment,
            boolean inHall,
            @Nullable OrderProgress progress,
            boolean led,
            @Nullable String failure) {}

    /**
     * A reader of the hall.
     *
     * @param broken whether its sensor does not work
     */
    public record Reader(DeviceId device, boolean online, boolean broken) {}

    /**
     * A finger as its page shows it.
     *
     * @param full readers that have no position left for it
     */
    public record Shown(Finger finger, List<Place> places, List<DeviceId> full) {

        public Shown {
            places = List.copyOf(places);
            full = List.copyOf(full);
        }
    }

    /** All that a person's page shows of them. */
    public record Person(
            StaffMember member, List<Shown> wanted, List<Shown> gone, List<Reader> readers, List<DeviceId> pinStillAt) {

        public Person {
            wanted = List.copyOf(wanted);
            gone = List.copyOf(gone);
            readers = List.copyOf(readers);
            pinStillAt = List.copyOf(pinStillAt);
        }
    }

    /** Who works here, and of who has left those of whom something is not gone yet. */
    List<Line> lines(Rows rows, Reach.Within within) throws SQLException {
        Map<StaffId, List<Enrolment>> all = new HashMap<>();
        for (Enrolment enrolment : Enrolments.all(rows)) {
            all.computeIfAbsent(enrolment.staff(), _ -> new ArrayList<>()).add(enrolment);
        }
        Set<DeviceId> inHall = readersOf(rows);
        List<Line> lines = new ArrayList<>();
        for (StaffMember member : People.all(rows)) {
            if (!within.holds(member.agency().agency(), member.staff())) {
                continue;
            }
            boolean none = !all.containsKey(member.staff());
            List<Finger> fingers = none ? List.of() : PersonFingers.of(rows, member.staff());
            List<Place> awaited = new ArrayList<>();
            for (Enrolment enrolment : all.getOrDefault(member.staff(), List.of())) {
                if (enrolment.stage() == Enrolment.Stage.DELETING) {
                    awaited.add(place(rows, enrolment, inHall));
                }
            }
            List<DeviceId> pin = Pins.stillKnownAt(rows, member.staff());
            if (member.isHere() || !awaited.isEmpty() || !pin.isEmpty()) {
                lines.add(new Line(
                        member, fingers.stream().filter(Finger::isWanted).toList(), awaited, pin));
            }
        }
        return lines;
    }

    Optional<Person> person(Rows rows, StaffId staff) throws SQLException {
        StaffMember member = People.find(rows, staff).orElse(null);
        if (member == null) {
            return Optional.empty();
        }
        Set<DeviceId> inHall = readersOf(rows);
        List<Templates.Gap> gaps = Templates.gaps(rows);
        List<Shown> wanted = new ArrayList<>();
        List<Shown> gone = new ArrayList<>();
        for (Finger finger : PersonFingers.of(rows, staff)) {
            List<Place> places = new ArrayList<>();
            for (Enrolment enrolment : finger.isWanted() ? finger.wantedAt() : finger.places()) {
                Place place = place(rows, enrolment, inHall);
                if (place.inHall() || enrolment.word() != Enrolment.Word.DELETED) {
                    places.add(place);
                }
            }
            places.sort(Comparator.comparing(place -> place.enrolment().device().text()));
            List<DeviceId> full = gaps.stream()
                    .filter(gap -> gap.finger().equals(finger.finger()))
                    .map(Templates.Gap::device)
                    .toList();
            (finger.isWanted() ? wanted : gone).add(new Shown(finger, places, full));
        }
        List<Reader> readers = inHall.stream().map(this::reader).toList();
        return Optional.of(new Person(member, wanted, gone.reversed(), readers, Pins.stillKnownAt(rows, staff)));
    }

    private Place place(Rows rows, Enrolment enrolment, Set<DeviceId> inHall) throws SQLException {
        EnrolmentId id = enrolment.enrolment();
        return new Place(
                enrolment,
                inHall.contains(enrolment.device()),
                enrolments.progress(id).orElse(null),
                enrolments.isLed(id),
                Templates.failure(rows, id).orElse(null));
    }

    private Reader reader(DeviceId device) {
        List<DeviceStatus.StationStatus> stations =
                presence.of(device).map(seen -> seen.status().stations()).orElse(List.of());
        boolean broken = stations.stream()
                .filter(station -> station.kind() == StationKind.READER)
                .flatMap(station -> station.faults().stream())
                .anyMatch(fault -> fault.part().equals(SENSOR));
        return new Reader(device, presence.online(device), broken);
    }

    private static Set<DeviceId> readersOf(Rows rows) throws SQLException {
        Set<DeviceId> readers = new TreeSet<>(Comparator.comparing(DeviceId::text));
        readers.addAll(Devices.with(rows, StationKind.READER));
        return readers;
    }
}
