package io.yizhan.protocol.id;

/** A validated name; on the wire a string. */
public sealed interface Id
        permits AgencyId,
                BootId,
                CallId,
                CommandId,
                ConnectionId,
                CounterId,
                DeviceId,
                EnrolmentId,
                HallId,
                Hash,
                JournalId,
                SeriesId,
                ServiceId,
                SessionId,
                StaffId,
                StationId,
                StoreId,
                TicketId {

    /** The name as it stands on the wire. */
    String text();
}
