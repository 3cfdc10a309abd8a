package io.yizhan.terminal.station;

import io.yizhan.protocol.clock.LinuxClock;
import io.yizhan.protocol.id.StationId;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.journal.JournalException;
import java.nio.file.Path;
import java.time.ZoneId;

/** What a station alone needs of its terminal: a journal on a real disk, and a clock that nobody vouches for. */
record StationJournal(HallClock clock, Journal journal) implements AutoCloseable {

    static StationJournal in(Path folder) throws JournalException {
        HallClock clock = new HallClock(new LinuxClock(LinuxClock.BOOT_ID, false), ZoneId.of("Asia/Shanghai"));
        return new StationJournal(clock, Journal.open(folder.resolve("journal.db"), "1", clock));
    }

    /** As they are remembered now. */
    Faults faults(String station) {
        return new Faults(new StationId(station), journal, clock, () -> {});
    }

    @Override
    public void close() throws JournalException {
        journal.close();
    }
}
