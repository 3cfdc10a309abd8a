package io.yizhan.terminal.panel;

import io.yizhan.hardware.matrix.Bitmap;
import io.yizhan.hardware.simulated.PrintedTicket;
import io.yizhan.hardware.simulated.SimulatedLamps;
import io.yizhan.hardware.simulated.SimulatedMatrix;
import io.yizhan.hardware.simulated.SimulatedSpeaker;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.state.DeviceConfig;
import io.yizhan.protocol.state.Services.Service;
import io.yizhan.terminal.panel.PanelState.Choice;
import io.yizhan.terminal.panel.PanelState.Leds;
import io.yizhan.terminal.panel.PanelState.Person;
import io.yizhan.terminal.panel.PanelState.StationState;
import io.yizhan.terminal.panel.PanelState.Ticket;
import io.yizhan.terminal.station.AttendanceStation;
import io.yizhan.terminal.station.CounterKeys;
import io.yizhan.terminal.station.CounterStation;
import io.yizhan.terminal.station.Face;
import io.yizhan.terminal.station.KioskKeys;
import io.yizhan.terminal.station.Sentence;
import io.yizhan.terminal.uplink.HallState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks at the far ends of the devices, and hears what changes there. Thread-safe. */
final class PanelView {

    /** Tickets that hang at the kiosk; the oldest goes. */
    static final int TICKETS_MAX = 12;

    private static final int LOG_SHOWN = 60;
    private static final double NANOS_PER_MS = 1e6;

    private final DeviceId device;
    private final Map<String, String> others;
    private final List<Bench> benches;
    private final HallState hall;
    private final Hands hands;
    private final PanelLog log;
    private final Map<Long, PrintedTicket> tickets = new TreeMap<>();
    private long ticketsSoFar;

    PanelView(
            DeviceId device,
            Map<String, String> others,
            List<Bench> benches,
            HallState hall,
            Hands hands,
            PanelLog log) {
        this.device = device;
        this.others = others;
        this.benches = List.copyOf(benches);
        this.hall = hall;
        this.hands = hands;
        this.log = log;
        hall.onChange(log::change);
        benches.forEach(this::listen);
    }

    PanelState state() {
        List<PanelLog.Told> told = log.after(0);
        return new PanelState(
                device.text(),
                hall.config().map(config -> config.hall().name()).orElse(""),
                hall.hubOnline(),
                hall.config().map(DeviceConfig::revision).orElse(0L),
                others,
                benches.stream().map(this::station).toList(),
                told.isEmpty() ? 0 : told.getLast().seq(),
                told.subList(Math.max(0, told.size() - LOG_SHOWN), told.size()));
    }

    List<Leds> leds() {
        List<Leds> leds = new ArrayList<>();
        for (Bench bench : benches) {
            SimulatedMatrix matrix = switch (bench) {
                case Bench.Counter counter -> counter.strip();
                case Bench.Board board -> board.matrix();
                case Bench.Reader _, Bench.Kiosk _ -> null;
            };
            if (matrix != null) {
                Bitmap dots = matrix.dots();
                leds.add(new Leds(bench.station().id().text(), dots.width(), dots.height(), rows(dots)));
            }
        }
        return leds;
    }

    synchronized Optional<PrintedTicket> ticket(long no) {
        return Optional.ofNullable(tickets.get(no));
    }

    private void listen(Bench bench) {
        bench.station().faces().forEach(face -> face.onChange(this::said));
        switch (bench) {
            case Bench.Reader reader -> {
                reader.lamps().onChange((_, _) -> log.change());
                hear(bench, reader.speaker());
            }
            case Bench.Kiosk kiosk -> kiosk.printer().onTicket(ticket -> printed(kiosk, ticket));
            case Bench.Counter counter -> {
                counter.lamps().onChange((_, _) -> log.change());
                see(counter.strip());
            }
            case Bench.Board board -> {
                see(board.matrix());
                hear(bench, board.speaker());
            }
        }
    }

    private void hear(Bench bench, @Nullable SimulatedSpeaker speaker) {
        if (speaker != null) {
            speaker.onSaid((text, _) -> log.tell(bench.station().id().text(), "spoken", "", text, ""));
        }
    }

    private void see(@Nullable SimulatedMatrix matrix) {
        if (matrix != null) {
            matrix.onPicture(_ -> log.change());
        }
    }

    private void said(String spot, Sentence sentence) {
        log.tell(spot, "face", tone(sentence), sentence.zh(), sentence.en());
    }

    private synchronized void printed(Bench.Kiosk kiosk, PrintedTicket ticket) {
        ticketsSoFar++;
        tickets.put(ticketsSoFar, ticket);
        tickets.remove(ticketsSoFar - TICKETS_MAX);
        log.tell(kiosk.station().id().text(), "ticket", "", ticket.number(), "");
    }

    private StationState station(Bench bench) {
        String id = bench.station().id().text();
        return new StationState(
                bench.station().kind(),
                id,
                bench.station().faults().now(),
                bench.station().faces().stream().map(PanelView::face).toList(),
                hands.faults(id),
                bench instanceof Bench.Reader reader ? reader(reader, id) : null,
                bench instanceof Bench.Kiosk kiosk ? kiosk(kiosk) : null,
                bench instanceof Bench.Counter counter ? counter(counter) : null,
                bench instanceof Bench.Board board ? new PanelState.BoardState(board.speaker() != null) : null);
    }

    private PanelState.ReaderState reader(Bench.Reader reader, String id) {
        List<Person> people = new ArrayList<>();
        reader.module()
                .library()
                .forEach((position, finger) -> people.add(new Person(finger, position, name(position))));
        return new PanelState.ReaderState(
                hands.finger(id).orElse(null),
                lamps(reader.lamps(), AttendanceStation.LAMPS),
                people,
                reader.pad() != null);
    }

    private String name(int position) {
        return hall.config().stream()
                .map(DeviceConfig::enrolments)
                .flatMap(List::stream)
                .filter(enrolment -> enrolment.position() == position)
                .map(DeviceConfig.Enrolment::name)
                .findFirst()
                .orElse("");
    }

    private PanelState.KioskState kiosk(Bench.Kiosk kiosk) {
        List<Choice> choices = new ArrayList<>();
        for (Service service : kiosk.station().offered()) {
            choices.add(new Choice(
                    service.id().text(),
                    service.series().text(),
                    KioskKeys.service(choices.size() + 1),
                    service.name().getOrDefault("zh-CN", service.id().text()),
                    service.name().getOrDefault("en", ""),
                    service.open()));
        }
        return new PanelState.KioskState(choices, kiosk.keys() != null, hanging());
    }

    private synchronized List<Ticket> hanging() {
        return tickets.entrySet().stream()
                .map(ticket -> new Ticket(
                        ticket.getKey(),
                        ticket.getValue().number(),
                        ticket.getValue().lines(),
                        "/api/tickets/" + ticket.getKey() + ".png"))
                .toList();
    }

    private static PanelState.CounterState counter(Bench.Counter counter) {
        return new PanelState.CounterState(
                counter.clerk() != null, lamps(counter.lamps(), CounterKeys.EVALUATOR), millis(counter.station()));
    }

    private static List<Double> millis(CounterStation counter) {
        return counter.roundTrips().newestLast().stream()
                .map(took -> took.toNanos() / NANOS_PER_MS)
                .toList();
    }

    private static Map<String, Boolean> lamps(SimulatedLamps lamps, List<String> names) {
        Map<String, Boolean> lit = new LinkedHashMap<>();
        names.forEach(name -> lit.put(name, lamps.lit(name)));
        return lit;
    }

    private static PanelState.FaceState face(Face face) {
        Sentence now = face.now();
        return new PanelState.FaceState(face.spot(), tone(now), now.zh(), now.en());
    }

    private static String tone(Sentence sentence) {
        return sentence.tone().name().toLowerCase(Locale.ROOT);
    }

    private static List<String> rows(Bitmap dots) {
        List<String> rows = new ArrayList<>();
        for (int y = 0; y < dots.height(); y++) {
            StringBuilder row = new StringBuilder();
            for (int x = 0; x < dots.width(); x += 4) {
                int digit = 0;
                for (int bit = 0; bit < 4; bit++) {
                    digit = digit << 1 | (dots.lit(x + bit, y) ? 1 : 0);
                }
                row.append(Character.forDigit(digit, 16));
            }
            rows.add(row.toString());
        }
        return rows;
    }
}
