package io.yizhan.hub;

import io.yizhan.hub.access.AccessProjection;
import io.yizhan.hub.attendance.AttendanceProjection;
import io.yizhan.hub.attendance.leave.CorrectionProjection;
import io.yizhan.hub.attendance.leave.LeaveProjection;
import io.yizhan.hub.attendance.leave.WaiverProjection;
import io.yizhan.hub.attendance.roster.RosterProjection;
import io.yizhan.hub.attendance.rules.RulesProjection;
import io.yizhan.hub.book.AlarmProjection;
import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.BookBrokenException;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.Projection;
import io.yizhan.hub.book.Rebuild;
import io.yizhan.hub.book.TimesProjection;
import io.yizhan.hub.devices.DevicesProjection;
import io.yizhan.hub.evaluation.EvaluationProjection;
import io.yizhan.hub.queue.QueueProjection;
import io.yizhan.hub.report.BulletinProjection;
import io.yizhan.hub.staff.StaffProjection;
import io.yizhan.hub.store.Database;
import io.yizhan.hub.store.StoreException;
import io.yizhan.hub.store.Tx;
import io.yizhan.hub.vault.KitProjection;
import io.yizhan.protocol.clock.MachineClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The hall's database and the book over it, with every domain that has a part in it. */
record HallRecords(Database database, Book book) implements AutoCloseable {

    /** The tables that are no fold of the journals, and why; a rebuild leaves them as they are. */
    static final Map<String, String> KEPT = Map.ofEntries(
            Map.entry("migration", "how the tables were made"),
            Map.entry("store", "which database this is, and which journal its hub writes"),
            Map.entry("fold", "of which version the records are"),
            Map.entry("entry", "the journals themselves"),
            Map.entry("journal", "how far they are in the book; oldest, last and complete_ms are what headers said"),
            Map.entry("exchange", "what exchanges with terminals said of their clocks"),
            Map.entry("hub_span", "when this machine's clock was trusted"),
            Map.entry("account_password", "secrets stand in no journal"),
            Map.entry("session", "who is signed in at the page now"),
            Map.entry("api_token_hash", "secrets stand in no journal"),
            Map.entry("person_key", "destroying a key must erase what it seals"),
            Map.entry("pin", "secrets stand in no journal"),
            Map.entry("pin_delivery", "orders on their way"),
            Map.entry("template", "secrets stand in no journal"),
            Map.entry("template_delivery", "orders on their way"));

    /** Of a hall that is there: an empty book in the place of one that is lost would be taken for the hall's. */
    static HallRecords open(Path file, MachineClock clock, ZoneId zone) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) == 0) {
                throw new StoreException(
                        "the hall's database " + file
                                + " is not there, or empty, and none is begun in its place: put it back, or restore"
                                + " the newest backup (scripts/hub restore); the terminals send the rest",
                        null);
            }
        } catch (IOException e) {
            throw new StoreException("the database " + file + " cannot be looked at: " + e, e);
        }
        return create(file, clock, zone);
    }

    /** Of a new hall, or of one that is there. */
    static HallRecords create(Path file, MachineClock clock, ZoneId zone) {
        Database database = Database.open(file);
        boolean opened = false;
        try {
            database.writeAndWait(tx -> bringUp(tx, file, zone));
            Book book = new Book(database, clock, zone, projections(zone), facts());
            opened = true;
            return new HallRecords(database, book);
        } finally {
            if (!opened) {
                database.close();
            }
        }
    }

    private static boolean bringUp(Tx tx, Path file, ZoneId zone) throws SQLException {
        try {
            return new Rebuild(projections(zone), facts()).rebuildIfOutdated(tx);
        } catch (BookBrokenException e) {
            throw new StoreException(
                    "an earlier version made the records in " + file + ", and they cannot be made anew: "
                            + e.getMessage() + "\nNothing was changed: start that version, or restore a backup",
                    e);
        }
    }

    static List<Projection> projections(ZoneId zone) {
        List<Projection> domains = List.of(
                new AlarmProjection(),
                new AccessProjection(),
                new KitProjection(),
                new DevicesProjection(),
                new StaffProjection(zone),
                new QueueProjection(),
                new AttendanceProjection(zone),
                new LeaveProjection(),
                new CorrectionProjection(),
                new WaiverProjection(),
                new RosterProjection(),
                new RulesProjection(),
                new EvaluationProjection(zone),
                new BulletinProjection());
        List<Projection> all = new ArrayList<>(domains);
        all.add(new TimesProjection(domains));
        return List.copyOf(all);
    }

    /** Everything that the hub's own journal may say. */
    static List<Class<? extends HubFact>> facts() {
        List<Class<? extends HubFact>> facts = new ArrayList<>(TimesProjection.FACTS);
        facts.addAll(AlarmProjection.FACTS);
        facts.addAll(AccessProjection.FACTS);
        facts.addAll(KitProjection.FACTS);
        facts.addAll(DevicesProjection.FACTS);
        facts.addAll(StaffProjection.FACTS);
        facts.addAll(QueueProjection.FACTS);
        facts.addAll(AttendanceProjection.FACTS);
        facts.addAll(LeaveProjection.FACTS);
        facts.addAll(CorrectionProjection.FACTS);
        facts.addAll(WaiverProjection.FACTS);
        facts.addAll(RosterProjection.FACTS);
        facts.addAll(RulesProjection.FACTS);
        facts.addAll(EvaluationProjection.FACTS);
        facts.addAll(BulletinProjection.FACTS);
        return List.copyOf(facts);
    }

    @Override
    public void close() {
        database.close();
    }
}
