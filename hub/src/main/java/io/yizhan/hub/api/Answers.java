package io.yizhan.hub.api;

import io.yizhan.hub.attendance.PunchRecord;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.desk.OrderProgress;
import io.yizhan.hub.devices.HallDevice;
import io.yizhan.hub.devices.OpenFault;
import io.yizhan.hub.devices.Presence;
import io.yizhan.hub.evaluation.RatingSession;
import io.yizhan.hub.queue.HallTicket;
import io.yizhan.hub.staff.Enrolment;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.SessionId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.state.StationConfig;
import io.yizhan.protocol.state.StationKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What programs get: the records' own shapes, with times in the hall's zone. */
public final class Answers {

    private final ZoneId zone;

    Answers(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * A punch.
     *
     * @param at the best single moment; null where the time is uncertain, and only the bounds hold
     * @param earliest null where nothing bounds it
     * @param latest null where nothing bounds it
     */
    public record PunchOut(
            DeviceId device,
            JournalId journal,
            long seq,
            StaffId staff,
            @Nullable String name,
            @Nullable String agency,
            Punch.Method method,
            @Nullable Integer score,
            @Nullable OffsetDateTime at,
            @Nullable OffsetDateTime earliest,
            @Nullable OffsetDateTime latest,
            TrueTime.Source source,
            boolean flagged) {}

    public record TicketOut(
            TicketId ticket,
            String shown,
            @Nullable DeviceId kiosk,
            @Nullable ServiceId service,
            Priority priority,
            @Nullable Integer ahead,
            @Nullable OffsetDateTime issuedAt,
            @Nullable Doubt issued,
            HallTicket.Standing standing,
            @Nullable ServiceId toService,
            @Nullable CounterId toCounter) {}

    public record RatingOut(
            SessionId session,
            DeviceId device,
            @Nullable OffsetDateTime openedAt,
            @Nullable Doubt opened,
            @Nullable CallId call,
            @Nullable TicketId ticket,
            @Nullable ServiceId service,
            CounterId counter,
            StaffId staff,
            RatingSession.@Nullable Outcome outcome,
            @Nullable OffsetDateTime endedAt,
            @Nullable Doubt ended,
            @Nullable Integer level,
            @Nullable String reason) {}

    public record DeviceOut(
            DeviceId device,
            List<StationOut> stations,
            boolean online,
            @Nullable OffsetDateTime heardAt,
            @Nullable Doubt heard,
            @Nullable OffsetDateTime bootedAt,
            @Nullable Doubt booted,
            @Nullable String version,
            @Nullable String fingerprint,
            @Nullable OffsetDateTime addedAt,
            @Nullable Doubt added,
            List<FaultOut> faults) {
        public DeviceOut {
            stations = List.copyOf(stations);
            faults = List.copyOf(faults);
        }
    }

    /** A station; {@code series} is a kiosk's, {@code rating_wait_s} a counter's. */
    public record StationOut(
            StationKind kind,
            StationId id,
            @Nullable List<SeriesId> series,
            @Nullable Integer ratingWaitS) {}

    public record FaultOut(
            String part,
            String kind,
            @Nullable OffsetDateTime raisedAt,
            @Nullable Doubt raised,
            @Nullable String detail) {}

    public record StaffOut(
            StaffId staff,
            String name,
            AgencyId agency,
            String agencyName,
            @Nullable String post,
            LocalDate since,
            LocalDate counterSince,
            @Nullable LocalDate lastDay,
            @Nullable OffsetDateTime consentedAt,
            @Nullable Doubt consented,
            @Nullable String consentRecord,
            boolean hasPin,
            @Nullable OffsetDateTime leftAt,
            @Nullable Doubt left) {}

    /**
     * A finger at a reader.
     *
     * @param finger the first enrolment of this finger; the same at all readers
     * @param withdrawnAt since when it should go; null while it should stand
     * @param step how far the reader is in leading the person; null when nobody is being led
     * @param code why the reader ended without it: one of the protocol's words
     */
    public record EnrolmentOut(
            EnrolmentId enrolment,
            EnrolmentId finger,
            StaffId staff,
            DeviceId device,
            int position,
            Enrolment.Stage stage,
            @Nullable OffsetDateTime withdrawnAt,
            @Nullable Doubt withdrawn,
            Reply.@Nullable Step step,
            @Nullable String code) {}

    PunchOut of(PunchRecord punch) {
        TrueTime time = punch.time();
        return new PunchOut(
                punch.device(),
                punch.journal(),
                punch.seq(),
                punch.staff(),
                punch.name(),
                punch.agency(),
                punch.method(),
                punch.score(),
                moment(time),
                atOrNull(time.span().earliest()),
                atOrNull(time.span().latest()),
                time.source(),
                time.flagged());
    }

    TicketOut of(HallTicket ticket) {
        return new TicketOut(
                ticket.ticket(),
                ticket.ticket().shown(),
                ticket.kiosk(),
                ticket.service(),
                ticket.priority(),
                ticket.ahead(),
                moment(ticket.issued()),
                doubt(ticket.issued()),
                ticket.standing(),
                ticket.toService(),
                ticket.toCounter());
    }

    RatingOut of(RatingSession rating) {
        return new RatingOut(
                rating.session(),
                rating.device(),
                moment(rating.opened()),
                doubt(rating.opened()),
                rating.call(),
                rating.ticket(),
                rating.service(),
                rating.counter(),
                rating.staff(),
                rating.outcome(),
                moment(rating.ended()),
                doubt(rating.ended()),
                rating.level(),
                rating.reason());
    }

    DeviceOut of(HallDevice device, Presence presence) {
        Presence.@Nullable Seen seen = presence.of(device.device()).orElse(null);
        return new DeviceOut(
                device.device(),
                device.stations().stream().map(Answers::station).toList(),
                seen != null && seen.online(),
                seen == null ? null : moment(seen.heard()),
                seen == null ? null : doubt(seen.heard()),
                moment(device.booted()),
                doubt(device.booted()),
                device.version(),
                device.fingerprint(),
                moment(device.added()),
                doubt(device.added()),
                device.faults().stream().map(this::fault).toList());
    }

    StaffOut of(StaffMember member) {
        return new StaffOut(
                member.staff(),
                member.name(),
                member.agency().agency(),
                member.agency().name(),
                member.post(),
                member.since(),
                member.counterSince(),
                member.lastDay(),
                moment(member.consented()),
                doubt(member.consented()),
                member.consentRecord(),
                member.hasPin(),
                moment(member.left()),
                doubt(member.left()));
    }

    EnrolmentOut of(Enrolment enrolment, @Nullable OrderProgress led, @Nullable String notTaken) {
        return new EnrolmentOut(
                enrolment.enrolment(),
                enrolment.finger(),
                enrolment.staff(),
                enrolment.device(),
                enrolment.position(),
                enrolment.stage(),
                moment(enrolment.withdrawn()),
                doubt(enrolment.withdrawn()),
                led == null ? null : led.step(),
                led == null ? notTaken : led.code());
    }

    OffsetDateTime at(Instant instant) {
        return instant.atZone(zone).toOffsetDateTime();
    }

    @Nullable
    OffsetDateTime moment(@Nullable TrueTime time) {
        return time == null || !time.isMoment() ? null : at(time.at());
    }

    @Nullable
    Doubt doubt(@Nullable TrueTime time) {
        return Doubt.of(time, zone);
    }

    @Nullable
    OffsetDateTime atOrNull(@Nullable Instant instant) {
        return instant == null ? null : at(instant);
    }

    private FaultOut fault(OpenFault fault) {
        return new FaultOut(fault.part(), fault.kind(), moment(fault.since()), doubt(fault.since()), fault.detail());
    }

    private static StationOut station(StationConfig station) {
        return switch (station) {
            case StationConfig.Kiosk kiosk -> new StationOut(kiosk.kind(), kiosk.id(), kiosk.series(), null);
            case StationConfig.Counter counter ->
                new StationOut(counter.kind(), counter.id(), null, counter.ratingWaitS());
            case StationConfig.Reader _, StationConfig.Board _, StationConfig.Vault _ ->
                new StationOut(station.kind(), station.id(), null, null);
        };
    }
}
