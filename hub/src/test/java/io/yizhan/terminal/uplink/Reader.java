package io.yizhan.terminal.uplink;

import io.yizhan.hub.HandClock;
import io.yizhan.hub.PaperTerminal;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.link.Published;
import io.yizhan.protocol.link.Received;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.journal.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One terminal's real journal and shipper; the wire is the test's. */
final class Reader implements Outlet, AutoCloseable {

    static final DeviceId DEVICE = new DeviceId("reader-1");
    private static final String SERIAL = "100000003d1d1c36";

    private final Path card;
    private final HallClock clock;
    private final Consumer<byte[]> wire;
    private Journal journal;
    private Shipper shipper;
    private boolean connected;

    Reader(Path folder, HandClock machine, Consumer<byte[]> wire) throws JournalException {
        this.card = folder.resolve("journal.db");
        this.clock = new HallClock(machine, PaperTerminal.ZONE);
        this.wire = wire;
        boot();
    }

    private void boot() throws JournalException {
        journal = Journal.open(card, SERIAL, clock);
        UplinkSettings settings = new UplinkSettings(new HallId("hall"), DEVICE, "h", 1, null, "1.0.0", SERIAL);
        shipper = new Shipper(journal, clock, settings, this, new Faults(journal));
        connected = false;
    }

    /** A person is told of it when this returns. */
    void punch(int number) throws JournalException {
        journal.append(punchOf(number));
    }

    static Fact punchOf(int number) {
        return new Punch(Punch.Method.PIN, new StaffId("p" + number), null, null, null);
    }

    boolean isConnected() {
        return connected;
    }

    void connect() {
        connected = true;
        shipper.connected();
    }

    void cut() {
        connected = false;
        shipper.disconnected();
    }

    void hubAppeared() {
        if (connected) {
            shipper.hubAppeared();
        }
    }

    /** Sends what is due. */
    long work() {
        return connected ? shipper.work() : Long.MAX_VALUE;
    }

    void acked(byte[] ack) {
        if (connected) {
            shipper.acked(new Received("ack", ack, false, null, null, clock.upMs()));
        }
    }

    void restart() throws JournalException {
        journal.close();
        boot();
    }

    /** Takes the card out, copies it, and puts it in again. */
    void imageTo(Path image) throws IOException, JournalException {
        journal.close();
        Files.copy(card, image, StandardCopyOption.REPLACE_EXISTING);
        boot();
    }

    /** An old image of the card is put in. */
    void rollBackTo(Path image) throws IOException, JournalException {
        journal.close();
        Files.copy(image, card, StandardCopyOption.REPLACE_EXISTING);
        boot();
    }

    List<byte[]> lines() throws JournalException {
        return journal.read(journal.oldest(), Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    Journal journal() {
        return journal;
    }

    @Override
    public CompletableFuture<Published> publish(Message message) {
        throw new IllegalStateException("a shipper tells what became of it on its own thread");
    }

    @Override
    public void send(Message message) {
        throw new IllegalStateException("a batch is never sent without a receipt");
    }

    /** The broker has it, and says so: that tells nothing of the hub. */
    @Override
    public void publish(Message message, Consumer<Published> told) {
        wire.accept(message.payload());
        told.accept(new Published.Delivered(true));
    }

    @Override
    public void close() throws JournalException {
        journal.close();
    }
}
