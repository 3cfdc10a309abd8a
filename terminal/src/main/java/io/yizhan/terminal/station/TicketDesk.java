package io.yizhan.terminal.station;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.printer.PrintOutcome;
import io.yizhan.hardware.printer.PrinterState;
import io.yizhan.hardware.printer.Receipt;
import io.yizhan.hardware.printer.TicketPrinter;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.fact.TicketIssued;
import io.yizhan.protocol.fact.TicketPrinted;
import io.yizhan.protocol.fact.TicketVoided;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.state.DeviceConfig;
import io.yizhan.protocol.state.Services.Service;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.journal.JournalException;
import io.yizhan.terminal.journal.Note;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives numbers and puts them on paper. A ticket is in the journal before the printer hears of it, and what became of
 * the paper after.
 *
 * <pre>
 *   journal takes nothing, printer not ready, or no lease ──► nothing is issued
 *   ready ──► ticket-issued ──┬──► printed ───────► ticket-printed printed
 *                             ├──► nobody knows ──► ticket-printed unknown ──► (again, marked) ticket-printed printed
 *                             ├──► surely not ────► ticket-voided
 *                             └──► a crash ───────► ticket-printed unknown, at the next start
 * </pre>
 */
final class TicketDesk {

    private static final String PENDING = "kiosk/pending";
    private static final String UNKNOWN = "kiosk/unknown";

    /** How long after a start the hub is awaited, if it is there to say that this journal is the one it knows. */
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(TicketDesk.class);

    private final Surroundings place;
    private final Recorder recorder;
    private final Faults faults;
    private final PrinterWatch printer;
    private final TicketLayout layout;
    private final Face face;
    private final TicketNumbers numbers;
    private final TicketFace tickets;
    private final PeopleAhead people;
    private final long heardByNanos;
    private boolean crashSettled;

    /** What became of paper, in its order, while the journal takes nothing; a crash makes it unknown. */
    private final Queue<BooleanSupplier> waiting = new ArrayDeque<>();

    TicketDesk(
            Surroundings place,
            Recorder recorder,
            Faults faults,
            PrinterWatch printer,
            TicketLayout layout,
            Face face,
            TicketFace tickets,
            PeopleAhead people) {
        this.place = place;
        this.recorder = recorder;
        this.faults = faults;
        this.printer = printer;
        this.layout = layout;
        this.face = face;
        this.tickets = tickets;
        this.people = people;
        this.numbers = new TicketNumbers(place.journal());
        this.heardByNanos = System.nanoTime() + HEARD_WITHIN.toNanos();
    }

    /**
     * Records what is not known of a ticket that was issued before a crash; whether there was one. Where that cannot be
     * read it is tried again before the next number is given, which would write over it.
     */
    boolean settleAfterCrash() {
        Optional<Issued> issued;
        try {
            issued = place.journal().note(PENDING).flatMap(Issued::ofNote);
        } catch (JournalException e) {
            recorder.refuse(e);
            return false;
        }
        crashSettled = true;
        if (issued.isPresent() && recordUnknown(issued.get())) {
            tickets.tell(issued.get(), Words.printingUnknown(issued.get().ticket()));
        }
        return issued.isPresent();
    }

    /** Records what the journal did not take when it happened, as soon as it does. To be called often. */
    void settleWhatWaits() {
        while (!waiting.isEmpty()
                && recorder.trouble().isEmpty()
                && waiting.element().getAsBoolean()) {
            waiting.remove();
        }
    }

    /**
     * Whether this kiosk may not know which numbers it gave: its card may be a copy, or have been put back to an older
     * image, which only the hub can tell.
     */
    boolean isInDoubt() {
        Journal journal = place.journal();
        return journal.isForked() || (!journal.isHeard() && System.nanoTime() - heardByNanos < 0);
    }

    /** Issues and prints a ticket, or says why not. */
    void issue(Service service, String name, Priority priority) throws InterruptedException {
        if (!isRecording()) {
            return;
        }
        if (isInDoubt()) {
            face.say(Words.kioskChecking());
            return;
        }
        TicketPrinter ready = readyPrinter().orElse(null);
        if (ready == null) {
            return;
        }
        OffsetDateTime now = place.clock().byHub();
        TicketId ticket;
        try {
            ticket = nextNumber(service.series(), now.toLocalDate()).orElse(null);
        } catch (JournalException e) {
            recorder.refuse(e);
            return;
        }
        if (ticket == null) {
            face.say(Words.noLease());
            return;
        }
        Issued issued = new Issued(
                ticket,
                service.id(),
                people.ahead(service.series()),
                now,
                !place.clock().byHubIsSure());
        face.say(Words.printing());
        TicketIssued fact = new TicketIssued(ticket, service.id(), priority, null, issued.ahead());
        if (!recorder.record(fact, TicketNumbers.taken(ticket), new Note(PENDING, issued.asNote()))) {
            return;
        }
        people.joined(issued);
        print(ready, issued, name);
    }

    /** The last ticket of today whose paper nobody is sure of. */
    Optional<Issued> unsure() {
        return recorder.note(UNKNOWN)
                .flatMap(Issued::ofNote)
                .filter(old -> old.ticket().day().equals(place.clock().byHub().toLocalDate()));
    }

    /** Prints the last ticket again whose paper nobody is sure of. */
    void printAgain(Function<ServiceId, String> nameOf) throws InterruptedException {
        if (!isRecording()) {
            return;
        }
        Issued issued = unsure().orElse(null);
        if (issued == null) {
            face.say(Words.nothingToReprint());
            return;
        }
        TicketPrinter ready = readyPrinter().orElse(null);
        if (ready == null) {
            return;
        }
        face.say(Words.printing());
        try {
            PrintOutcome outcome = ready.print(receipt(issued, nameOf.apply(issued.service()), true));
            switch (outcome) {
                case PrintOutcome.Printed _ -> {
                    TicketPrinted fact = new TicketPrinted(issued.ticket(), TicketPrinted.Outcome.PRINTED);
                    tickets.tell(
                            issued,
                            settled(fact, Note.forget(UNKNOWN))
                                    ? Words.reprinted(issued.ticket())
                                    : Words.printedNotRecorded(issued.ticket()));
                }
                case PrintOutcome.NotPrinted(PrinterState state) -> {
                    printer.note(state);
                    face.say(Words.printerNotReady(state));
                }
                case PrintOutcome.Unknown _ -> tickets.tell(issued, Words.printingUnknown(issued.ticket()));
            }
        } catch (LinkException e) {
            printer.broke(e);
            face.say(Words.printerBroken());
        }
    }

    private void print(TicketPrinter ready, Issued issued, String name) {
        TicketId ticket = issued.ticket();
        try {
            PrintOutcome outcome = ready.print(receipt(issued, name, false));
            switch (outcome) {
                case PrintOutcome.Printed _ -> {
                    TicketPrinted fact = new TicketPrinted(ticket, TicketPrinted.Outcome.PRINTED);
                    tickets.tell(
                            issued,
                            settled(fact, Note.forget(PENDING))
                                    ? Words.takeTicket(ticket, issued.ahead())
                                    : Words.printedNotRecorded(ticket));
                }
                case PrintOutcome.NotPrinted(PrinterState state) -> {
                    printer.note(state);
                    voided(ticket, "printer-not-ready");
                }
                case PrintOutcome.Unknown(String why) -> {
                    LOG.atWarn().addKeyValue("ticket", ticket).log("nobody knows whether a ticket came out: {}", why);
                    if (recordUnknown(issued)) {
                        tickets.tell(issued, Words.printingUnknown(ticket));
                    }
                }
            }
        } catch (LinkException e) {
            printer.broke(e);
            voided(ticket, "printer-" + e.kind().name().toLowerCase(Locale.ROOT));
        }
    }

    private void voided(TicketId ticket, String reason) {
        if (settled(new TicketVoided(ticket, reason), Note.forget(PENDING))) {
            face.say(Words.notIssued());
        }
        people.left(ticket);
    }

    private boolean recordUnknown(Issued issued) {
        return settled(
                new TicketPrinted(issued.ticket(), TicketPrinted.Outcome.UNKNOWN),
                Note.forget(PENDING),
                new Note(UNKNOWN, issued.asNote()));
    }

    /** Whether what became of a ticket is on disk now; if not, it will be once there is room. */
    private boolean settled(Fact fact, Note... notes) {
        if (recorder.record(fact, notes)) {
            return true;
        }
        waiting.add(() -> recorder.record(fact, notes));
        return false;
    }

    /** While nothing can be recorded no number is given: says so. */
    private boolean isRecording() {
        settleWhatWaits();
        if (!crashSettled) {
            settleAfterCrash();
        }
        return crashSettled && recorder.isReady();
    }

    /** Asks before a number is given, so that none is wasted; says what keeps it from printing. */
    private Optional<TicketPrinter> readyPrinter() throws InterruptedException {
        PrinterState state = printer.ask().orElse(null);
        if (state == null) {
            face.say(Words.printerBroken());
            return Optional.empty();
        }
        if (!state.ready()) {
            face.say(Words.printerNotReady(state));
            return Optional.empty();
        }
        return printer.printer();
    }

    private Optional<TicketId> nextNumber(SeriesId series, LocalDate day) throws JournalException {
        List<DeviceConfig.Lease> leases =
                place.hall().config().map(DeviceConfig::leases).orElse(List.of());
        Optional<TicketId> next = numbers.next(leases, day, series);
        String part = "numbers " + series;
        if (next.isEmpty()) {
            faults.raise(part, "no-lease", "the hub has granted no numbers of " + series + " for " + day);
        } else {
            faults.clear(part, "no-lease");
        }
        return next;
    }

    private Receipt receipt(Issued issued, String name, boolean again) {
        String hall = place.hall().config().map(config -> config.hall().name()).orElse("");
        Optional<String> papers = ServiceNames.papers(issued.service(), place.hall());
        return layout.ticket(
                hall, issued, name, papers, people.queue(issued.ticket().series()), again);
    }
}
