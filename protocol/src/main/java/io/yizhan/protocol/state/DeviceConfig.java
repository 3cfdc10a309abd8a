package io.yizhan.protocol.state;

import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.id.TicketId;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** What a device should be: its stations, the ticket numbers that it may use, the fingers that it should know. */
public record DeviceConfig(
        long revision,
        OffsetDateTime at,
        Hall hall,
        List<StationConfig> stations,
        List<Lease> leases,
        List<Enrolment> enrolments) {

    public DeviceConfig {
        stations = List.copyOf(stations);
        leases = List.copyOf(leases);
        enrolments = List.copyOf(enrolments);
    }

    /** This station as the hub wants it; empty when the device has none of this kind and id. */
    public <S extends StationConfig> Optional<S> station(Class<S> kind, StationId id) {
        return stations.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(station -> station.id().equals(id))
                .findFirst();
    }

    /** The hall; its zone is an IANA time zone, its languages are BCP 47, the first is the default. */
    public record Hall(String name, String zone, List<String> languages) {
        public Hall {
            languages = List.copyOf(languages);
        }
    }

    /** Ticket numbers {@code from} to {@code to}, both included, that only this journal may use on this day. */
    public record Lease(LocalDate day, SeriesId series, int from, int to, JournalId journal) {
        public Lease {
            if (from < 1 || to < from || to > TicketId.NUMBER_MAX) {
                throw new IllegalArgumentException(
                        "lease " + from + "–" + to + " is none: 1 ≤ from ≤ to ≤ " + TicketId.NUMBER_MAX);
            }
        }
    }

    /** A finger that should stand at a position of this reader, and whose it is. */
    public record Enrolment(int position, EnrolmentId enrolment, StaffId staff, String name) {
        public Enrolment {
            if (position < 0) {
                throw new IllegalArgumentException("position " + position + " is negative");
            }
        }
    }
}
