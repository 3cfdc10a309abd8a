package io.yizhan.hub.desk;

import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.follower.Rights;
import io.yizhan.hub.queue.HallCalls;
import io.yizhan.hub.queue.Leases;
import io.yizhan.hub.queue.TicketCall;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.fact.Booted;
import io.yizhan.protocol.fact.Called;
import io.yizhan.protocol.fact.CalledLocally;
import io.yizhan.protocol.fact.CommandDone;
import io.yizhan.protocol.fact.CounterClosed;
import io.yizhan.protocol.fact.CounterOpened;
import io.yizhan.protocol.fact.CounterPaused;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.fact.FaultCleared;
import io.yizhan.protocol.fact.FaultRaised;
import io.yizhan.protocol.fact.FingerDeleted;
import io.yizhan.protocol.fact.FingerEnrolled;
import io.yizhan.protocol.fact.Finished;
import io.yizhan.protocol.fact.NoShow;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.fact.PunchUnknown;
import io.yizhan.protocol.fact.RatingGiven;
import io.yizhan.protocol.fact.RatingMissed;
import io.yizhan.protocol.fact.RatingOpened;
import io.yizhan.protocol.fact.RatingVoid;
import io.yizhan.protocol.fact.Recalled;
import io.yizhan.protocol.fact.SignedIn;
import io.yizhan.protocol.fact.SignedOut;
import io.yizhan.protocol.fact.TicketIssued;
import io.yizhan.protocol.fact.TicketPrinted;
import io.yizhan.protocol.fact.TicketVoided;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.state.StationConfig;
import io.yizhan.protocol.state.StationKind;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What a device may say, by what its stations are. What cannot be known yet, such as whose call it is when the entry
 * that tells it is still on its way, is no objection.
 */
public final class DeviceRights implements Rights {

    /** What this device may say, asked of its stations once. */
    @Override
    public Rights.Says of(Rows rows, DeviceId device) throws SQLException {
        return new Says(rows, device, Devices.stations(rows, device));
    }

    private record Says(Rows rows, DeviceId device, List<StationConfig> stations) implements Rights.Says {

        @Override
        public Optional<String> objection(Fact fact) throws SQLException {
            if (fact instanceof FingerDeleted && Devices.removed(rows).contains(device)) {
                return Optional.empty(); // a reader that has left is to forget everybody, and the hall wants to know
            }
            if (stations.isEmpty()) {
                return Optional.of(
                        "device " + device + " is not in the hall: add it, then apply what was set aside once more");
            }
            return switch (fact) {
                case Booted _, FaultRaised _, FaultCleared _, CommandDone _ -> Optional.empty();
                case Punch _, PunchUnknown _, FingerEnrolled _, FingerDeleted _ -> asOneWith(StationKind.READER);
                case TicketIssued issued -> ofTicket(issued.ticket());
                case TicketPrinted printed -> ofTicket(printed.ticket());
                case TicketVoided voided -> ofTicket(voided.ticket());
                case SignedIn in -> ofCounter(in.counter());
                case SignedOut out -> ofCounter(out.counter());
                case CounterOpened opened -> ofCounter(opened.counter());
                case CounterPaused paused -> ofCounter(paused.counter());
                case CounterClosed closed -> ofCounter(closed.counter());
                case Called called -> ofCall(called.call());
                case CalledLocally called -> ofCall(called.call());
                case Recalled recalled -> ofCall(recalled.call());
                case NoShow noShow -> ofCall(noShow.call());
                case Finished finished -> ofCall(finished.call());
                case RatingOpened opened -> ofCounter(opened.counter());
                case RatingGiven _, RatingMissed _, RatingVoid _ -> asOneWith(StationKind.COUNTER);
            };
        }

        Optional<String> asOneWith(StationKind kind) {
            return stations.stream().anyMatch(station -> station.kind() == kind)
                    ? Optional.empty()
                    : Optional.of("device " + device + " has no " + word(kind) + ": only one that has may say this");
        }

        Optional<String> ofCounter(CounterId counter) {
            boolean own = stations.stream()
                    .anyMatch(station -> station instanceof StationConfig.Counter
                            && station.id().text().equals(counter.text()));
            return own
                    ? Optional.empty()
                    : Optional.of("counter " + counter + " is not at device " + device + ": it may not speak for it");
        }

        Optional<String> ofCall(CallId call) throws SQLException {
            CounterId counter =
                    HallCalls.find(rows, call).map(TicketCall::counter).orElse(null);
            return counter == null ? asOneWith(StationKind.COUNTER) : ofCounter(counter);
        }

        /** A series that was taken from the kiosk since is still its own as far as its leases go. */
        Optional<String> ofTicket(TicketId ticket) throws SQLException {
            Optional<String> noKiosk = asOneWith(StationKind.KIOSK);
            if (noKiosk.isPresent()) {
                return noKiosk;
            }
            boolean ownSeries = stations.stream()
                    .anyMatch(station -> station instanceof StationConfig.Kiosk kiosk
                            && kiosk.series().contains(ticket.series()));
            return ownSeries || Leases.covers(rows, device, ticket)
                    ? Optional.empty()
                    : Optional.of("series " + ticket.series() + " is not given out by " + device
                            + ", and none of its leases holds " + ticket);
        }

        private static String word(StationKind kind) {
            return Json.wireName(kind);
        }
    }
}
