package io.yizhan.hub.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.yizhan.hub.book.Fate;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.devices.DeviceAdded;
import io.yizhan.hub.queue.CallMade;
import io.yizhan.hub.queue.CallReason;
import io.yizhan.hub.queue.ServiceAdded;
import io.yizhan.hub.staff.AgencyAdded;
import io.yizhan.hub.staff.StaffAdded;
import io.yizhan.protocol.clock.ClockTrust;
import io.yizhan.protocol.fact.Booted;
import io.yizhan.protocol.fact.Called;
import io.yizhan.protocol.fact.CounterOpened;
import io.yizhan.protocol.fact.CounterPaused;
import io.yizhan.protocol.fact.FaultRaised;
import io.yizhan.protocol.fact.Finished;
import io.yizhan.protocol.fact.NoShow;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.fact.PunchUnknown;
import io.yizhan.protocol.fact.RatingGiven;
import io.yizhan.protocol.fact.RatingMissed;
import io.yizhan.protocol.fact.RatingOpened;
import io.yizhan.protocol.fact.SignedIn;
import io.yizhan.protocol.fact.TicketIssued;
import io.yizhan.protocol.fact.TicketPrinted;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.SessionId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.state.StationConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A morning in a hall of six agencies; names are made up, and some are long. */
final class Morning {

    static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    static final Instant EIGHT = Instant.parse("2026-11-23T00:00:00Z");

    private static final List<String> AGENCIES = List.of(
            "gongan 公安局（户籍科） Public_Security_(household_register)",
            "shebao 社保局 Social_Insurance",
            "shuiwu 国税局 State_Tax",
            "zhujian 住房和城乡建设局 Housing_and_Urban-Rural_Development",
            "renshe 人力资源和社会保障局 Human_Resources_and_Social_Security",
            "jiaoyu 教育局 Education");

    private static final List<String> PEOPLE = List.of(
            "赵明",
            "钱慧敏",
            "孙丽",
            "李建国",
            "周海燕",
            "吴志强",
            "郑晓东",
            "王秀兰",
            "冯洁",
            "陈伟",
            "褚雨桐",
            "卫国平",
            "阿卜杜热合曼·买买提依明江",
            "沈佳怡",
            "韩雪",
            "杨帆",
            "朱文静",
            "秦川",
            "尤敏",
            "许文",
            "何晨",
            "吕思远",
            "施琪",
            "张子涵");

    private final PaperHall hall;

    Morning(PaperHall hall) {
        this.hall = hall;
    }

    /** People, services and devices, and nothing has happened. */
    void prepare() {
        for (String agency : AGENCIES) {
            String[] words = agency.split(" ", -1);
            hall.decide(new AgencyAdded(new AgencyId(words[0]), words[1], words[2].replace('_', ' ')));
        }
        for (int i = 0; i < PEOPLE.size(); i++) {
            String agency = AGENCIES.get(i % AGENCIES.size()).split(" ", -1)[0];
            String post = i == 12 ? "不动产登记与住房公积金综合受理岗" : null;
            hall.decide(new StaffAdded(staff(i), PEOPLE.get(i), new AgencyId(agency), post));
        }
        hall.decide(new DeviceAdded(
                new DeviceId("reader-1"), List.of(new StationConfig.Reader(new StationId("reader-1"))), null));
        hall.decide(new DeviceAdded(
                new DeviceId("kiosk-1"),
                List.of(new StationConfig.Kiosk(
                        new StationId("kiosk-1"), List.of(new SeriesId("A"), new SeriesId("B")))),
                null));
        List<StationConfig> counters = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            counters.add(new StationConfig.Counter(new StationId(String.valueOf(i)), 20));
        }
        hall.decide(new DeviceAdded(new DeviceId("counters"), counters, null));
        hall.decide(new DeviceAdded(
                new DeviceId("board-1"), List.of(new StationConfig.Board(new StationId("hall"))), null));
        List<CounterId> all = counters.stream()
                .map(counter -> new CounterId(counter.id().text()))
                .toList();
        hall.decide(new ServiceAdded(
                new ServiceId("hukou"), new SeriesId("A"), "户口登记", "Household register", new AgencyId("gongan"), all));
        hall.decide(new ServiceAdded(
                new ServiceId("fang"),
                new SeriesId("B"),
                "不动产首次登记及商品房预售合同备案",
                "First registration of real estate and filing of pre-sale contracts",
                new AgencyId("zhujian"),
                all));
        for (String device : List.of("reader-1", "kiosk-1", "counters")) {
            hall.tell(device, EIGHT.minus(Duration.ofHours(1)), new Booted("1.0.0", ClockTrust.SYNCED));
            hall.online(device);
        }
    }

    void punch(int person, Instant at) {
        hall.tell("reader-1", at, byFinger(person));
    }

    /** What a usual morning leaves behind. */
    void live() {
        for (int i = 0; i < 18; i++) {
            punch(i, EIGHT.plus(Duration.ofSeconds(900 + 137L * i)));
        }
        Instant early = EIGHT.plus(Duration.ofMinutes(20));
        hall.tell(
                "reader-1",
                new TrueTime(
                        early.plus(Duration.ofMinutes(11)),
                        early,
                        early.plus(Duration.ofMinutes(22)),
                        TrueTime.Source.UNCERTAIN,
                        false),
                byFinger(20));
        hall.tell("reader-1", at(153), new PunchUnknown(PunchUnknown.Reason.NO_MATCH));
        for (int counter = 1; counter <= 4; counter++) {
            hall.tell("counters", at(50 + counter), new SignedIn(counter(counter), sits(counter)));
            hall.tell("counters", at(58), new CounterOpened(counter(counter)));
        }
        for (int i = 1; i <= 26; i++) {
            TicketId ticket = ticket(i);
            hall.tell(
                    "kiosk-1",
                    at(62 + 3 * i),
                    new TicketIssued(ticket, new ServiceId(i % 3 == 0 ? "fang" : "hukou"), Priority.NONE, null, i % 4));
            hall.tell("kiosk-1", at(62 + 3 * i), new TicketPrinted(ticket, TicketPrinted.Outcome.PRINTED));
        }
        for (int i = 1; i <= 19; i++) {
            serve(i);
        }
        hall.tell("counters", at(158), new CounterPaused(counter(4)));
        hall.tell("kiosk-1", at(157), new FaultRaised("kiosk-1/printer", "paper-low", "have a new roll ready"));
        hall.tell("reader-1", at(159), new FaultRaised("reader-1/sensor", "silent", "no answer within 1000 ms"));
        for (String device : List.of("reader-1", "kiosk-1", "counters")) {
            hall.online(device);
        }
        asides();
    }

    /** Entries that an admin has to look at. */
    private void asides() {
        TrueTime sometime = new TrueTime(at(40), at(10), at(100), TrueTime.Source.UNCERTAIN, false);
        hall.garbage(
                "kiosk-1",
                sometime,
                "{\"v\":1,\"type\":\"ticket-issued\",\"at\":\"2063-".getBytes(UTF_8),
                "it ends in the middle of a text");
        hall.setAside(
                "reader-1",
                TrueTime.exactly(at(70)),
                new SignedIn(counter(1), sits(1)),
                Fate.QUARANTINED,
                "counter 1 is not at device reader-1: it may not speak for it");
        hall.setAside(
                "counters",
                TrueTime.exactly(at(80)),
                new RatingMissed(new SessionId(PaperHall.uuid())),
                Fate.UNPROJECTED,
                "the session was never opened in this journal of counters: only where it was opened is it rated");
    }

    private void serve(int i) {
        int counter = 1 + i % 3;
        CallId call = new CallId(PaperHall.uuid());
        Instant called = at(66 + 5 * i - (i > 17 ? 3 : 0));
        hall.decide(called, new CallMade(call, ticket(i), counter(counter), sits(counter), CallReason.ARRIVAL));
        hall.tell("counters", called, new Called(call, ticket(i)));
        if (i > 17) {
            return; // still there
        }
        if (i % 8 == 0) {
            hall.tell("counters", called.plusSeconds(60), new NoShow(call));
            return;
        }
        SessionId session = new SessionId(PaperHall.uuid());
        hall.tell(
                "counters", called.plusSeconds(200), new RatingOpened(session, call, counter(counter), sits(counter)));
        hall.tell(
                "counters",
                called.plusSeconds(215),
                i % 5 == 0 ? new RatingMissed(session) : new RatingGiven(session, i == 7 ? 2 : 3 + i % 3));
        hall.tell("counters", called.plusSeconds(230), new Finished(call));
    }

    static String name(int person) {
        return PEOPLE.get(person);
    }

    static StaffId staff(int person) {
        return new StaffId("s%04d".formatted(101 + person));
    }

    private static Punch byFinger(int person) {
        return new Punch(
                Punch.Method.FINGER, staff(person), person, new EnrolmentId(PaperHall.uuid()), 90 + 7 * person);
    }

    private static StaffId sits(int counter) {
        return staff(counter == 3 ? 12 : counter);
    }

    private static CounterId counter(int number) {
        return new CounterId(String.valueOf(number));
    }

    private static TicketId ticket(int number) {
        return new TicketId(DAY, new SeriesId(number % 3 == 0 ? "B" : "A"), number);
    }

    /** Minutes after eight. */
    private static Instant at(int minutes) {
        return EIGHT.plus(Duration.ofMinutes(minutes));
    }
}
