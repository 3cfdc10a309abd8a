package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.access.Visitor;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.desk.TestPage;
import io.yizhan.hub.desk.TestPrints;
import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.devices.HallDevice;
import io.yizhan.hub.devices.OpenFault;
import io.yizhan.hub.devices.Presence;
import io.yizhan.hub.http.Gate;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.clock.ClockKeeper;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.state.DeviceStatus;
import io.yizhan.protocol.state.StationConfig;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** 设备: who is there, how far their journals are, what does not work, and the alarms; live. */
public final class DevicesPage {

    private final Site site;
    private final Live live;
    private final Presence presence;
    private final TestPrints prints;
    private final HubClock clock;

    DevicesPage(Site site, Live live, Presence presence, TestPrints prints, HubClock clock) {
        this.site = site;
        this.live = live;
        this.presence = presence;
        this.prints = prints;
        this.clock = clock;
    }

    /** What the template shows. */
    public record View(Frame frame, Parts parts) {}

    /**
     * What the template's live parts show.
     *
     * @param mayPrint whether who looks may order a test page
     */
    public record Parts(
            Speech speech,
            ClockKeeper hub,
            @Nullable Trouble alarm,
            List<Line> lines,
            List<Trouble.Alarm> alarms,
            String formWord,
            boolean mayPrint) {

        public long online() {
            return lines.stream().filter(Line::online).count();
        }

        public String stations(Line line) {
            return line.device.stations().stream().map(this::station).collect(Collectors.joining(" · "));
        }

        /** What keeps the hub's own clock right. */
        public String keeper() {
            return speech.say("devices.hub-clock." + Json.wireName(hub.kind()));
        }

        public boolean kept() {
            return hub.trust() == ClockTrust.SYNCED;
        }

        public String clock(ClockTrust trust) {
            return speech.say("devices.clock." + Json.wireName(trust));
        }

        /** What came of a test page. */
        public String outcome(TestPage page) {
            String stem = "devices.test." + Json.wireName(page.outcome());
            String code = page.code();
            String key = code != null && speech.words().has(stem + "." + code) ? stem + "." + code : stem;
            return speech.say(key, speech.age(page.at()));
        }

        /** How to mark it. */
        public String mark(TestPage page) {
            return switch (page.outcome()) {
                case AWAITED -> "pending";
                case PRINTED -> "well";
                case FAILED, NO_ANSWER -> "bad";
            };
        }

        public Trouble trouble(OpenFault fault) {
            return new Trouble.Fault(fault);
        }

        private String station(StationConfig station) {
            String word = speech.say(
                    "station." + Json.wireName(station.kind()), station.id().text());
            return switch (station) {
                case StationConfig.Counter _ -> word;
                case StationConfig.Reader _, StationConfig.Kiosk _, StationConfig.Board _, StationConfig.Vault _ ->
                    word + " " + station.id();
            };
        }
    }

    /**
     * A device as the page shows it.
     *
     * @param faults those in the book, and those that its journal cannot tell
     * @param status what it said last; null when nothing was heard since the hub started
     * @param heard when that was, by the hub's clock
     * @param received how many entries of its present journal are in the book; null when that journal is not known
     * @param testPage the newest of its kiosk's printer; null when none was ordered since the hub started
     */
    public record Line(
            HallDevice device,
            List<OpenFault> faults,
            @Nullable DeviceStatus status,
            @Nullable TrueTime heard,
            @Nullable Long received,
            @Nullable TestPage testPage) {

        public boolean online() {
            return status != null && status.online();
        }

        public boolean hasKiosk() {
            return !device.stations(StationConfig.Kiosk.class).isEmpty();
        }

        /** Whether a test page can be ordered now. */
        public boolean canPrint() {
            return online() && (testPage == null || testPage.outcome() != TestPage.Outcome.AWAITED);
        }

        public boolean never() {
            return status == null && device.booted() == null;
        }

        public DeviceStatus.@Nullable JournalStatus journal() {
            return status == null ? null : status.journal();
        }

        /** Entries of its present journal that the hub has. */
        public long inBook() {
            DeviceStatus.JournalStatus journal = journal();
            return received != null ? received : journal == null ? 0 : journal.acked();
        }

        /** Entries that it has written, as far as anybody knows: a status is older than a batch. */
        public long written() {
            DeviceStatus.JournalStatus journal = journal();
            return Math.max(inBook(), journal == null ? 0 : journal.last());
        }

        public @Nullable ClockTrust clock() {
            return status == null ? null : status.clock();
        }

        public @Nullable String version() {
            return status != null && status.version() != null ? status.version() : device.version();
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get(Tab.DEVICES.path(), Right.SEE_DEVICES, this::show),
                Route.post("/devices/test-print", Right.KEEP_DEVICES, this::testPrint),
                Route.get("/devices/live", Right.SEE_DEVICES, this::live));
    }

    private void show(Context ctx) {
        Frame frame = site.frame(ctx, Tab.DEVICES);
        site.show(
                ctx,
                "devices",
                new View(frame, parts(frame.speech(), Gate.presentVisitor(ctx), frame.may(Right.KEEP_DEVICES))));
    }

    /** Whatever came of it stands on the page, also for who asked twice. */
    private void testPrint(Context ctx) {
        DeviceId device;
        try {
            device = new DeviceId(String.valueOf(ctx.formParam("device")));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.BAD_REQUEST, "device: " + e.getMessage());
        }
        if (prints.order(device) instanceof TestPrints.Start.Refused(TestPrints.Why why, String say)
                && why != TestPrints.Why.UNDER_WAY) {
            throw new RefusedException(
                    why == TestPrints.Why.NO_KIOSK ? Refusal.NOT_FOUND : Refusal.CONFLICT,
                    site.words(ctx).say("devices.test." + Json.wireName(why)));
        }
        ctx.redirect(Tab.DEVICES.path() + "#" + device, HttpStatus.SEE_OTHER);
    }

    private void live(Context ctx) throws Exception {
        Visitor visitor = Gate.presentVisitor(ctx);
        boolean mayPrint = Gate.reach(ctx, Right.KEEP_DEVICES).isPresent();
        String name = "devices/" + visitor.formWord(); // the forms are of this session: nobody else's drawing
        live.serve(ctx, name, site.words(ctx), words -> {
            Map<String, String> drawn = new LinkedHashMap<>();
            drawn.put("devices", site.render("devices/list", parts(site.speech(words), visitor, mayPrint)));
            return drawn;
        });
    }

    private Parts parts(Speech speech, Visitor visitor, boolean mayPrint) {
        return site.read(rows -> new Parts(
                speech,
                clock.kept(),
                site.trouble().orElse(null),
                lines(rows),
                Troubles.alarms(rows, Instant.EPOCH),
                visitor.formWord(),
                mayPrint));
    }

    private List<Line> lines(Rows rows) throws SQLException {
        List<Line> lines = new ArrayList<>();
        for (HallDevice device : Devices.all(rows)) {
            Presence.@Nullable Seen seen = presence.of(device.device()).orElse(null);
            DeviceStatus status = seen == null ? null : seen.status();
            List<OpenFault> faults = new ArrayList<>(Troubles.untold(device, Optional.ofNullable(seen)));
            faults.addAll(device.faults());
            lines.add(new Line(
                    device,
                    faults,
                    status,
                    seen == null ? null : seen.heard(),
                    received(rows, device, status),
                    prints.newest(device.device()).orElse(null)));
        }
        return lines;
    }

    private static @Nullable Long received(Rows rows, HallDevice device, @Nullable DeviceStatus status)
            throws SQLException {
        if (status == null || status.journal() == null) {
            return null;
        }
        return rows.number(
                "SELECT through FROM journal WHERE device = ? AND journal = ?",
                device.device(),
                status.journal().id());
    }
}
