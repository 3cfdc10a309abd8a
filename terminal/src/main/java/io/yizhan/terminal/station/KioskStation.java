package io.yizhan.terminal.station;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.keys.KeyEvent;
import io.yizhan.hardware.keys.Keypad;
import io.yizhan.hardware.printer.PrintOutcome;
import io.yizhan.hardware.printer.PrinterState;
import io.yizhan.hardware.printer.TicketPrinter;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.state.Services.Service;
import io.yizhan.protocol.state.StationConfig;
import io.yizhan.protocol.state.StationKind;
import io.yizhan.terminal.station.KioskWishes.Wish;
import io.yizhan.terminal.uplink.ReplyPath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A kiosk 取号机: a person chooses a service and takes a ticket. */
public final class KioskStation implements Station {

    /** How long an answer to a person stands. */
    static final Duration ANSWER = Duration.ofSeconds(6);

    /** People find out that the paper is gone before they have chosen. */
    static final Duration ASK_PRINTER_EVERY = Duration.ofSeconds(2);

    private static final Duration WAIT = Duration.ofMillis(200);

    private final StationId id;
    private final Surroundings place;
    private final Faults faults;
    private final Face face;
    private final PrinterWatch printer;
    private final KeyFeed keys;
    private final Recorder recorder;
    private final TicketLayout layout;
    private final TicketFace tickets;
    private final PeopleAhead people;
    private final TicketDesk desk;
    private final KioskWishes wishes = new KioskWishes();
    private volatile KioskOffer offer = KioskOffer.NOTHING;
    private KioskOffer known = KioskOffer.NOTHING;
    private @Nullable PrinterState printerState;
    private long askPrinterAtNanos;
    private long calmAtNanos;
    private long deafUntilNanos;

    public KioskStation(
            StationId id,
            Surroundings place,
            Attached.Opener<TicketPrinter> printer,
            TicketLayout layout,
            Attached.Opener<Keypad> keys) {
        this.id = id;
        this.place = place;
        this.faults = place.faultsOf(id);
        this.face = new Face(id.text());
        this.printer = new PrinterWatch(printer, faults);
        this.keys = new KeyFeed(new Attached<>("keys", keys, faults), faults, key -> wishes.add(new Wish.Key(key)));
        this.recorder = new Recorder(StationKind.KIOSK, place.journal(), faults, face);
        this.layout = layout;
        this.tickets = new TicketFace(face);
        this.people = new PeopleAhead(place.hall());
        this.desk = new TicketDesk(place, recorder, faults, this.printer, layout, face, tickets, people);
        this.askPrinterAtNanos = System.nanoTime();
        this.calmAtNanos = askPrinterAtNanos;
        this.deafUntilNanos = askPrinterAtNanos;
    }

    @Override
    public StationKind kind() {
        return StationKind.KIOSK;
    }

    @Override
    public StationId id() {
        return id;
    }

    @Override
    public Faults faults() {
        return faults;
    }

    @Override
    public List<Face> faces() {
        return List.of(face);
    }

    /** Where people stand. */
    public Face face() {
        return face;
    }

    /** Any thread. */
    public KioskOffer offer() {
        return offer;
    }

    /** The ticket that this sentence was said about, if it was about one; any thread. */
    public Optional<TicketId> ticketOf(Sentence sentence) {
        return tickets.ticketOf(sentence).map(Issued::ticket);
    }

    /** The service of that ticket, while it is offered here; any thread. */
    public Optional<Service> serviceOf(Sentence sentence) {
        return tickets.ticketOf(sentence)
                .flatMap(issued -> offered().stream()
                        .filter(service -> service.id().equals(issued.service()))
                        .findFirst());
    }

    /** What people may choose here, in the order of the keys; any thread. */
    public List<Service> offered() {
        List<SeriesId> series = place.hall()
                .config()
                .flatMap(config -> config.station(StationConfig.Kiosk.class, id))
                .map(StationConfig.Kiosk::series)
                .orElse(List.of());
        return place.hall().services().stream()
                .flatMap(services -> services.services().stream())
                .filter(service -> series.contains(service.series()))
                .limit(KioskKeys.SERVICES_MAX)
                .toList();
    }

    /** Somebody chose this; any thread. What comes of it, the face says. False when too many choices wait already. */
    public boolean choose(ServiceId service, Priority priority) {
        return isHeard(new Wish.Choice(service, priority));
    }

    /** Somebody's paper did not come out; any thread. False when too many choices wait already. */
    public boolean printAgain() {
        return isHeard(new Wish.Again());
    }

    /** Until it is obeyed nobody is offered anything: who sees nothing happen touches again. */
    private boolean isHeard(Wish wish) {
        boolean heard = wishes.add(wish);
        if (heard) {
            offer = offer.dead();
        }
        return heard;
    }

    /** Any thread. */
    public void testPrint(ReplyPath replies) {
        if (!wishes.add(new Wish.Test(replies))) {
            replies.failed("busy");
        }
    }

    @Override
    public void serve(Runnable serving) throws InterruptedException {
        keys.start("kiosk " + id + " keys");
        try {
            if (desk.settleAfterCrash()) {
                calmAtNanos = System.nanoTime() + ANSWER.toNanos();
            }
            serving.run();
            while (true) {
                watch();
                Wish wish = wishes.next(WAIT);
                if (wish != null) {
                    obey(wish);
                }
            }
        } finally {
            keys.close();
            printer.close();
            known = KioskOffer.NOTHING;
            offer = known;
            wishes.forget(); // whoever asked has gone by the time this station serves again
        }
    }

    /** Keeps the face true while nobody asks anything. */
    private void watch() throws InterruptedException {
        if (System.nanoTime() - askPrinterAtNanos >= 0) {
            printerState = printer.ask().orElse(null);
            askPrinterAtNanos = System.nanoTime() + ASK_PRINTER_EVERY.toNanos();
            known = new KioskOffer(
                    printerState != null && printerState.ready(), desk.unsure().isPresent(), people.ahead(offered()));
        }
        desk.settleWhatWaits();
        Optional<Sentence> trouble = recorder.trouble();
        offer = trouble.isEmpty() && !desk.isInDoubt() ? known : known.dead();
        Sentence idle = trouble.orElseGet(() -> idle(printerState));
        if (System.nanoTime() - calmAtNanos >= 0 && !face.now().equals(idle)) {
            face.say(idle);
        }
    }

    private Sentence idle(@Nullable PrinterState state) {
        if (state == null) {
            return Words.printerBroken();
        }
        if (!state.ready()) {
            return Words.printerNotReady(state);
        }
        if (desk.isInDoubt()) {
            return Words.kioskChecking();
        }
        return offered().isEmpty() ? Words.noServices() : Words.chooseService();
    }

    private void obey(Wish wish) throws InterruptedException {
        offer = known.dead();
        switch (wish) {
            case Wish.Choice(ServiceId service, Priority priority) ->
                chosen(
                        offered().stream()
                                .filter(offer -> offer.id().equals(service))
                                .findFirst(),
                        priority);
            case Wish.Key(KeyEvent key) -> pressed(key);
            case Wish.Again _ -> again();
            case Wish.Test(ReplyPath replies) -> test(replies);
        }
    }

    /** Who sees nothing happen presses again: that is the same wish, until its answer is there. */
    private void pressed(KeyEvent event) throws InterruptedException {
        if (!(event instanceof KeyEvent.Pressed(String key, long nanos)) || nanos - deafUntilNanos < 0) {
            return;
        }
        if (key.equals(KioskKeys.REPRINT)) {
            again();
            return;
        }
        List<Service> offered = offered();
        int place = KioskKeys.placeOf(key);
        chosen(place < offered.size() ? Optional.of(offered.get(place)) : Optional.empty(), Priority.NONE);
    }

    private void again() throws InterruptedException {
        desk.printAgain(this::serviceName);
        answered();
    }

    private void chosen(Optional<Service> service, Priority priority) throws InterruptedException {
        if (service.isEmpty()) {
            face.say(offered().isEmpty() ? Words.noServices() : Words.noSuchChoice());
        } else if (!service.get().open()) {
            face.say(Words.serviceClosed(nameOf(service.get())));
        } else {
            desk.issue(service.get(), nameOf(service.get()), priority);
        }
        answered();
    }

    private void answered() {
        deafUntilNanos = System.nanoTime();
        calmAtNanos = deafUntilNanos + ANSWER.toNanos();
        askPrinterAtNanos = deafUntilNanos;
    }

    private void test(ReplyPath replies) throws InterruptedException {
        TicketPrinter open = printer.printer().orElse(null);
        if (open == null) {
            replies.failed("printer");
            return;
        }
        try {
            PrintOutcome outcome =
                    open.print(layout.test(id.text(), place.clock().now()));
            switch (outcome) {
                case PrintOutcome.Printed _ -> replies.done();
                case PrintOutcome.NotPrinted(PrinterState state) -> {
                    printer.note(state);
                    replies.failed("printer");
                }
                case PrintOutcome.Unknown _ -> replies.failed("unknown");
            }
        } catch (LinkException e) {
            printer.broke(e);
            replies.failed("printer");
        }
    }

    private String serviceName(ServiceId service) {
        return offered().stream()
                .filter(offer -> offer.id().equals(service))
                .map(this::nameOf)
                .findFirst()
                .orElse(service.text());
    }

    private String nameOf(Service service) {
        return ServiceNames.of(service);
    }
}
