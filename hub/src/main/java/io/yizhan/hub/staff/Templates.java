package io.yizhan.hub.staff;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.devices.SensorSizes;
import io.yizhan.hub.store.Row;
import io.yizhan.hub.store.Rows;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.state.StationKind;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Templates of fingers: sealed where they rest, in no journal, and brought to every reader of the hall. An enrolment
 * lacks its template until its reader's journal says that it stands there.
 *
 * <pre>
 *   read out at one reader ─► kept ─► wanted at every other ─► ordered ─► finger-enrolled
 *                                                   ▲             └─ failed: again after a while
 *                                                   └─ finger-deleted, by a sensor that lost it
 * </pre>
 */
public final class Templates {

    /** A reader that could not take a template is not asked again sooner. */
    static final Duration AGAIN_AFTER_FAILURE = Duration.ofMinutes(1);

    /** A sensor that makes nothing of a template is of another kind, until somebody exchanges it. */
    static final Duration AGAIN_AFTER_MISFIT = Duration.ofHours(1);

    /** An order without any outcome is given up after this, and another one takes its place. */
    static final Duration ORDER_MAX = Duration.ofMinutes(10);

    /** What a reader answers whose sensor makes nothing of a template. */
    public static final String MISFIT = "bad-template";

    private static final String TEMPLATE = "template/";

    private final PersonKeys keys;
    private final Supplier<UUID> ids;

    public Templates(SecureRandom random, Supplier<UUID> ids) {
        this.keys = new PersonKeys(random);
        this.ids = ids;
    }

    /** An order {@code put-template} that is due. */
    public record Delivery(EnrolmentId enrolment, int position, CommandId command, String template) {

        @Override
        public String toString() {
            return "Delivery[enrolment=" + enrolment + ", position=" + position + ", command=" + command + "]";
        }
    }

    /**
     * Keeps what a reader read out, in place of an older one of this enrolment. One that came too late, for a finger
     * that is wanted no longer, is not kept.
     *
     * @param template see {@link io.yizhan.protocol.command.TemplateText}
     * @return whether it is kept
     */
    public boolean keep(Tx tx, Enrolment enrolment, String template, Instant now) throws SQLException {
        if (enrolment.withdrawn() != null) {
            return false;
        }
        tx.update(
                "INSERT INTO template (enrolment, finger, staff, template, kept_ms) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (enrolment) DO UPDATE SET template = excluded.template, kept_ms ="
                        + " excluded.kept_ms",
                enrolment.enrolment(),
                enrolment.finger(),
                enrolment.staff(),
                keys.seal(tx, enrolment.staff(), label(enrolment.enrolment()), template),
                now);
        tx.update("DELETE FROM template_delivery WHERE source = ?", enrolment.enrolment());
        return true;
    }

    /** The fingers of whom a template is kept. */
    public static List<EnrolmentId> kept(Rows rows, StaffId staff) throws SQLException {
        return rows.list(
                "SELECT DISTINCT finger FROM template WHERE staff = ?",
                row -> new EnrolmentId(row.text("finger")),
                staff);
    }

    /** Why this enrolment's reader could not take its template, when it was asked last; one of the protocol's words. */
    public static Optional<String> failure(Rows rows, EnrolmentId enrolment) throws SQLException {
        return rows
                .list(
                        "SELECT code FROM template_delivery WHERE enrolment = ? AND code IS NOT NULL"
                                + " ORDER BY failed_ms DESC LIMIT 1",
                        row -> row.text("code"),
                        enrolment)
                .stream()
                .findFirst();
    }

    /** A finger, and a reader at which it is not wanted yet. */
    public record Gap(EnrolmentId finger, StaffId staff, DeviceId device) {}

    /** Where fingers that could be brought have no place. */
    public static List<Gap> gaps(Rows rows) throws SQLException {
        return rows.list(
                "SELECT DISTINCT t.finger, t.staff, d.device FROM template t JOIN (SELECT DISTINCT device FROM station"
                        + " WHERE kind = ?) d ON NOT EXISTS (SELECT 1 FROM enrolment e WHERE e.device = d.device"
                        + " AND (e.enrolment = t.finger OR e.copy_of = t.finger) AND e.withdrawn_ms IS NULL)"
                        + " ORDER BY d.device, t.finger",
                row -> new Gap(
                        new EnrolmentId(row.text("finger")),
                        new StaffId(row.text("staff")),
                        new DeviceId(row.text("device"))),
                StationKind.READER);
    }

    /** Wants each finger at each reader, as far as there is room; a new reader so gets everybody's. */
    public void spread(Tx tx, Book book, SensorSizes sizes) throws SQLException {
        for (Gap gap : gaps(tx)) {
            if (Enrolments.lowestFree(tx, sizes, gap.device()).isEmpty()) {
                continue; // the page says so
            }
            try {
                EnrolmentId copy = new EnrolmentId(ids.get().toString());
                Enrolments.want(tx, book, sizes, copy, gap.staff(), gap.device(), gap.finger());
            } catch (RuleBrokenException e) {
                throw new IllegalStateException("a finger whose template is kept cannot be wanted elsewhere", e);
            }
        }
    }

    /** Whether {@link #spread} or {@link #order} has something to do. */
    public boolean ordersLack(Rows rows, SensorSizes sizes, Instant now) throws SQLException {
        for (Gap gap : gaps(rows)) {
            if (Enrolments.lowestFree(rows, sizes, gap.device()).isPresent()) {
                return true;
            }
        }
        return !lacking(rows).isEmpty() || !over(rows, now).isEmpty();
    }

    /**
     * Orders a template for each enrolment that lacks it and has none under way: the newest that its sensor has not
     * failed to take.
     */
    public void order(Tx tx, Instant now) throws SQLException {
        for (CommandId over : over(tx, now)) {
            tx.update("DELETE FROM template_delivery WHERE command = ?", over);
        }
        for (Lacking lacking : lacking(tx)) {
            tx.update(
                    "INSERT INTO template_delivery (enrolment, source, command, ordered_ms) VALUES (?, ?, ?, ?)",
                    lacking.enrolment(),
                    lacking.source(),
                    new CommandId(ids.get().toString()),
                    now);
        }
    }

    /** The first orders to this reader that have no outcome. */
    public List<Delivery> due(Rows rows, DeviceId device, int limit) throws SQLException {
        List<Delivery> due = new ArrayList<>();
        for (Sealed sealed : rows.list(
                "SELECT o.enrolment, o.source, o.command, e.position, t.staff, t.template FROM template_delivery o"
                        + " JOIN enrolment e ON e.enrolment = o.enrolment AND e.withdrawn_ms IS NULL"
                        + " JOIN template t ON t.enrolment = o.source"
                        + " WHERE e.device = ? AND o.code IS NULL ORDER BY o.ordered_ms, o.enrolment LIMIT ?",
                Sealed::of,
                device,
                limit)) {
            keys.open(rows, sealed.staff(), label(sealed.source()), sealed.template())
                    .ifPresent(text ->
                            due.add(new Delivery(sealed.enrolment(), sealed.position(), sealed.command(), text)));
        }
        return due;
    }

    /** Its reader could not; nothing where this is no order of ours. */
    public void failed(Tx tx, CommandId command, String code, Instant now) throws SQLException {
        tx.update(
                "UPDATE template_delivery SET code = ?, failed_ms = ? WHERE command = ? AND code IS NULL",
                code,
                now,
                command);
    }

    /** Brings nothing more to a reader that has left the hall. */
    public static void forget(Tx tx, DeviceId device) throws SQLException {
        tx.update(
                "DELETE FROM template_delivery WHERE enrolment IN (SELECT enrolment FROM enrolment WHERE device = ?)",
                device);
    }

    static String label(EnrolmentId enrolment) {
        return TEMPLATE + enrolment;
    }

    /**
     * Orders whose time is over: they succeeded, or are wanted no longer, or failed so long ago that another attempt is
     * due, or nothing was heard of them.
     */
    private static List<CommandId> over(Rows rows, Instant now) throws SQLException {
        return rows.list(
                "SELECT o.command FROM template_delivery o LEFT JOIN (" + Enrolments.STANDING + ") e"
                        + " ON e.enrolment = o.enrolment WHERE e.enrolment IS NULL OR e.withdrawn_ms IS NOT NULL"
                        + " OR e.standing = 1 OR (o.code IS NULL AND o.ordered_ms < ?)"
                        + " OR (o.code = ? AND o.failed_ms < ?) OR (o.code <> ? AND o.failed_ms < ?)",
                row -> new CommandId(row.text("command")),
                now.minus(ORDER_MAX),
                MISFIT,
                now.minus(AGAIN_AFTER_MISFIT),
                MISFIT,
                now.minus(AGAIN_AFTER_FAILURE));
    }

    private record Lacking(EnrolmentId enrolment, EnrolmentId source) {}

    /**
     * Enrolments that should stand and do not, and have no order under way. The one that was read out itself lacks it
     * only after its reader has said that it lost it.
     */
    private static List<Lacking> lacking(Rows rows) throws SQLException {
        return rows.list(
                "SELECT e.enrolment, (SELECT t.enrolment FROM template t WHERE t.finger = coalesce(e.copy_of,"
                        + " e.enrolment) AND (t.enrolment <> e.enrolment OR e.standing = 0) AND NOT EXISTS (SELECT 1"
                        + " FROM template_delivery o WHERE o.enrolment = e.enrolment AND o.source = t.enrolment)"
                        + " ORDER BY t.kept_ms DESC LIMIT 1) AS source"
                        + " FROM (" + Enrolments.STANDING + ") e JOIN device d ON d.device = e.device AND d.removed_ms"
                        + " IS NULL WHERE e.withdrawn_ms IS NULL AND (e.standing IS"
                        + " NULL OR e.standing = 0) AND source IS NOT NULL AND NOT"
                        + " EXISTS (SELECT 1 FROM template_delivery u WHERE"
                        + " u.enrolment = e.enrolment AND u.code IS NULL) ORDER BY"
                        + " e.enrolment",
                row -> new Lacking(new EnrolmentId(row.text("enrolment")), new EnrolmentId(row.text("source"))));
    }

    private record Sealed(
            EnrolmentId enrolment,
            EnrolmentId source,
            int position,
            CommandId command,
            StaffId staff,
            byte[] template) {

        static Sealed of(Row row) throws SQLException {
            return new Sealed(
                    new EnrolmentId(row.text("enrolment")),
                    new EnrolmentId(row.text("source")),
                    row.integer("position"),
                    new CommandId(row.text("command")),
                    new StaffId(row.text("staff")),
                    row.bytes("template"));
        }
    }
}
