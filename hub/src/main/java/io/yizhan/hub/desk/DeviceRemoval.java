package io.yizhan.hub.desk;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.devices.DeviceRemoved;
import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.devices.NumberPads;
import io.yizhan.hub.devices.Presence;
import io.yizhan.hub.staff.Enrolment;
import io.yizhan.hub.staff.EnrolmentWithdrawn;
import io.yizhan.hub.staff.Enrolments;
import io.yizhan.hub.staff.PinPlaces;
import io.yizhan.hub.staff.Pins;
import io.yizhan.hub.staff.Templates;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.state.DeviceStatus;
import java.sql.SQLException;
import java.time.InstantSource;

/**
 * Takes a device out of the hall. What it recorded stays, and so do the fingers that its sensor holds, until its
 * journal says that they are gone; what was only on its way there ends in the same commit. For any thread.
 */
public final class DeviceRemoval {

    /** A reason fits into an entry, and onto a line. */
    public static final int REASON_MAX = 200;

    private final Book book;
    private final Presence presence;
    private final InstantSource clock;

    public DeviceRemoval(Book book, Presence presence, InstantSource clock) {
        this.book = book;
        this.presence = presence;
        this.clock = clock;
    }

    /** How it ends when a device is to go. */
    public sealed interface End {}

    /**
     * It is out.
     *
     * @param already before it was asked for, and nothing was recorded anew: a second request is no mistake, for who
     *     asks may not have heard the answer to the first
     */
    public record Out(boolean already) implements End {}

    /** @param why it stays, and what to do */
    public record Stays(String why) implements End {}

    /**
     * Takes it out.
     *
     * @param reason not blank, {@value #REASON_MAX} characters at most
     * @param anyway also when it is known to hold entries that the book has not, which nobody can bring then
     */
    public End remove(DeviceId device, String reason, boolean anyway) {
        if (reason.isBlank() || reason.length() > REASON_MAX) {
            return new Stays("a reason has 1 to " + REASON_MAX + " characters: say why " + device + " goes");
        }
        return book.database().writeAndWait(tx -> {
            if (Devices.removed(tx).contains(device)) {
                return new Out(true);
            }
            long unsent = anyway ? 0 : unsent(tx, device);
            if (unsent > 0) {
                return new Stays("the hub has not got " + unsent + " of the entries of device " + device
                        + ", and they would be lost: leave it connected until the page"
                        + " 设备 · devices has the same two numbers beside it, or say that it goes anyway (--anyway)");
            }
            try {
                book.decide(tx, new DeviceRemoved(device, reason));
                endEnrolments(tx, device);
            } catch (RuleBrokenException e) {
                return new Stays(String.valueOf(e.getMessage()));
            }
            Templates.forget(tx, device);
            Pins.forget(tx, device);
            PinPlaces.tell(tx, book, NumberPads.UNKNOWN, clock.instant());
            return new Out(false);
        });
    }

    private long unsent(Tx tx, DeviceId device) throws SQLException {
        DeviceStatus status = presence.of(device).map(Presence.Seen::status).orElse(null);
        return Devices.knows(tx, device) ? Devices.unsent(tx, device, status == null ? null : status.journal()) : 0;
    }

    /** Those of which the reader has said nothing yet; another that is wanted there stands in its sensor. */
    private void endEnrolments(Tx tx, DeviceId device) throws SQLException, RuleBrokenException {
        for (Enrolment enrolment : Enrolments.wantedAt(tx, device)) {
            if (enrolment.word() == Enrolment.Word.NONE) {
                book.decide(tx, new EnrolmentWithdrawn(enrolment.enrolment(), "reader removed"));
            }
        }
    }
}
