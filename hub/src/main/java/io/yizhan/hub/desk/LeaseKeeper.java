package io.yizhan.hub.desk;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.Entry;
import io.yizhan.hub.devices.DeviceAdded;
import io.yizhan.hub.devices.Presence;
import io.yizhan.hub.devices.StationsChanged;
import io.yizhan.hub.queue.LeaseGranted;
import io.yizhan.hub.queue.Leases;
import io.yizhan.protocol.fact.TicketIssued;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.state.DeviceStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that every kiosk's journal has numbers for today and the next days: at its first word, when a lease runs
 * low, and as the days go by. The config that tells the kiosk follows from the entry.
 */
public final class LeaseKeeper implements AutoCloseable {

    /** Days go by and stations change: so often every kiosk is looked at. */
    static final Duration LOOK = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

    private final Book book;
    private final ZoneId zone;
    private final InstantSource clock;
    private final Chores chores = new Chores("hub-leases");
    private final Map<DeviceId, JournalId> journals = new ConcurrentHashMap<>();

    public LeaseKeeper(Book book, Presence presence, ZoneId zone, InstantSource clock) {
        this.book = book;
        this.zone = zone;
        this.clock = clock;
        book.onEntry(this::entered);
        presence.onChange(device -> presence.of(device)
                .map(Presence.Seen::status)
                .map(DeviceStatus::journal)
                .ifPresent(journal -> heard(device, journal.id())));
        chores.every(LOOK, "look", () -> journals.forEach(this::lookAt));
    }

    /** A batch, a hello or a status of this journal came; for a callback. */
    public void heard(DeviceId device, JournalId journal) {
        if (!journal.equals(journals.put(device, journal))) {
            look(device, journal);
        }
    }

    @Override
    public void close() {
        chores.close();
    }

    private void entered(Entry entry) {
        if (entry.device().isHub()) {
            if (changesKiosks(entry)) {
                journals.forEach(this::look);
            }
            return;
        }
        heard(entry.device(), entry.journal());
        if (entry.fact() instanceof TicketIssued) {
            look(entry.device(), entry.journal());
        }
    }

    private static boolean changesKiosks(Entry entry) {
        return entry.fact() instanceof DeviceAdded || entry.fact() instanceof StationsChanged;
    }

    private void look(DeviceId device, JournalId journal) {
        chores.soon(journal, () -> lookAt(device, journal));
    }

    private void lookAt(DeviceId device, JournalId journal) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        if (!book.database().read(rows -> Leases.wanted(rows, device, journal, today))) {
            return;
        }
        List<LeaseGranted> granted = book.database().writeAndWait(tx -> Leases.grant(tx, book, device, journal, today));
        LOG.atInfo()
                .addKeyValue("device", device)
                .addKeyValue("journal", journal)
                .addKeyValue("leases", granted.size())
                .log("numbers granted");
    }
}
