package io.yizhan.hub;

import io.yizhan.hub.access.AccessProjection;
import io.yizhan.hub.attendance.AttendanceProjection;
import io.yizhan.hub.book.AlarmProjection;
import io.yizhan.hub.book.AlarmRaised;
import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.Projection;
import io.yizhan.hub.devices.DevicesProjection;
import io.yizhan.hub.evaluation.EvaluationProjection;
import io.yizhan.hub.follower.BatchTimed;
import io.yizhan.hub.queue.QueueProjection;
import io.yizhan.hub.staff.StaffProjection;
import io.yizhan.hub.store.Database;
import io.yizhan.protocol.clock.MachineClock;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The hall's database and the book over it, with every domain that has a part in it. */
record HallRecords(Database database, Book book) implements AutoCloseable {

    static HallRecords open(Path file, MachineClock clock, ZoneId zone) {
        Database database = Database.open(file);
        return new HallRecords(database, new Book(database, clock, zone, projections(zone), facts()));
    }

    private static List<Projection> projections(ZoneId zone) {
        return List.of(
                new AlarmProjection(),
                new AccessProjection(),
                new DevicesProjection(),
                new StaffProjection(),
                new QueueProjection(),
                new AttendanceProjection(zone),
                new EvaluationProjection(zone));
    }

    /** Everything that the hub's own journal may say. */
    private static List<Class<? extends HubFact>> facts() {
        List<Class<? extends HubFact>> facts = new ArrayList<>(List.of(AlarmRaised.class, BatchTimed.class));
        facts.addAll(AccessProjection.FACTS);
        facts.addAll(DevicesProjection.FACTS);
        facts.addAll(StaffProjection.FACTS);
        facts.addAll(QueueProjection.FACTS);
        facts.addAll(AttendanceProjection.FACTS);
        facts.addAll(EvaluationProjection.FACTS);
        return List.copyOf(facts);
    }

    @Override
    public void close() {
        database.close();
    }
}
