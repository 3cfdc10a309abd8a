package io.yizhan.protocol.fact;

/**
 * What happened at a terminal. Each record is the {@code data} of one entry type; the type's name is the record's, in
 * lower case with dashes: {@code TicketIssued} is {@code ticket-issued}. A record refuses what its type's rules forbid.
 */
public sealed interface Fact
        permits Booted,
                Called,
                CalledLocally,
                CommandDone,
                CounterClosed,
                CounterOpened,
                CounterPaused,
                FaultCleared,
                FaultRaised,
                FingerDeleted,
                FingerEnrolled,
                Finished,
                NoShow,
                Punch,
                PunchUnknown,
                RatingGiven,
                RatingMissed,
                RatingOpened,
                RatingVoid,
                Recalled,
                SignedIn,
                SignedOut,
                TicketIssued,
                TicketPrinted,
                TicketVoided {}
