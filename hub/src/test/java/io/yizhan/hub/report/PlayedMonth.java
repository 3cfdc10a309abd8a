package io.yizhan.hub.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.attendance.rules.AttendanceRulesSet;
import io.yizhan.hub.attendance.rules.Calendar;
import io.yizhan.hub.attendance.rules.DayKind;
import io.yizhan.hub.attendance.rules.HolidaysAnnounced;
import io.yizhan.hub.attendance.rules.Shipped;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.devices.DeviceAdded;
import io.yizhan.hub.page.PaperHall;
import io.yizhan.hub.staff.AgencyAdded;
import io.yizhan.hub.staff.ConsentGiven;
import io.yizhan.hub.staff.EnrolmentWanted;
import io.yizhan.hub.staff.PinConfirmed;
import io.yizhan.hub.staff.StaffAdded;
import io.yizhan.protocol.fact.Fact;
import io.yizhan.protocol.fact.FingerEnrolled;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.state.StationConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** October 2026 of a hall with two agencies, five people and two readers; the example's rules. Names are made up. */
public final class PlayedMonth {

    public static final YearMonth MONTH = YearMonth.of(2026, 10);
    public static final AgencyId POLICE = new AgencyId("gongan");
    public static final AgencyId TAX = new AgencyId("shuiwu");
    public static final StaffId WANG = new StaffId("s1");
    public static final StaffId LI = new StaffId("s2");
    public static final StaffId ZHAO = new StaffId("s3");
    public static final StaffId LONG_NAME = new StaffId("s4");

    private static final LocalDate JOINED = LocalDate.of(2026, 9, 1);

    private final PaperHall hall;
    private final Map<StaffId, EnrolmentId> fingers = new HashMap<>();

    public PlayedMonth(PaperHall hall) {
        this.hall = hall;
    }

    /** The month with all that comes of it, and nothing missing. */
    public static PlayedMonth whole(PaperHall hall) {
        PlayedMonth month = new PlayedMonth(hall);
        month.furnish();
        month.everybodyComes();
        month.bothComplete();
        return month;
    }

    /** Agencies, people, readers, rules and holidays. */
    public void furnish() {
        Instant start = at(JOINED, "07:00");
        hall.decide(start, new AgencyAdded(POLICE, "公安局（户籍科）", "Public Security (household register)"));
        hall.decide(start, new AgencyAdded(TAX, "国税局", "State Tax"));
        for (String reader : List.of("reader-1", "reader-2")) {
            hall.decide(
                    start,
                    new DeviceAdded(
                            new DeviceId(reader), List.of(new StationConfig.Reader(new StationId(reader))), null));
        }
        join(WANG, "示范王一", POLICE);
        join(LI, "示范李二", POLICE);
        join(ZHAO, "示范赵三", TAX);
        join(LONG_NAME, "阿依古丽·买买提艾力·吐尔逊", POLICE);
        hall.decide(start, new AttendanceRulesSet(Shipped.example(), "admin"));
        Shipped.holidays().forEach(year -> hall.decide(start, new HolidaysAnnounced(year, "admin")));
    }

    private void join(StaffId staff, String name, AgencyId agency) {
        Instant start = at(JOINED, "07:00");
        hall.decide(start, new StaffAdded(staff, name, agency, "综合受理", JOINED, null, "admin"));
        hall.decide(start, new ConsentGiven(staff, "示范档案"));
        EnrolmentId first = null;
        for (String reader : List.of("reader-1", "reader-2")) {
            EnrolmentId finger = new EnrolmentId(UUID.randomUUID().toString());
            int position = fingers.size() + 1;
            hall.decide(start, new EnrolmentWanted(finger, staff, new DeviceId(reader), position, first));
            tell(reader, start, new FingerEnrolled(finger, position));
            first = first == null ? finger : first;
        }
        fingers.put(staff, first);
    }

    /** Somebody without a finger or a PIN joins the police, and never comes. */
    public void joinUnproven(StaffId staff) {
        hall.decide(at(JOINED, "07:00"), new StaffAdded(staff, "示范孙五", POLICE, "综合受理", JOINED, null, "admin"));
    }

    /** Before the day's first slot. */
    public void setPin(StaffId staff, LocalDate day) {
        earlier(at(day, "06:00"), () -> hall.people.setPin(staff, "4711", "admin"));
    }

    /** A reader has taken it before the day's first slot. */
    public void confirmPin(StaffId staff, String reader, LocalDate day) {
        Instant taken = at(day, "06:01");
        hall.decide(taken, new PinConfirmed(staff, new DeviceId(reader), taken));
    }

    /** After the day's last slot. */
    public void leaves(StaffId staff, LocalDate day) {
        earlier(at(day, "23:00"), () -> hall.people.leave(staff, day, "admin"));
    }

    private void earlier(Instant then, Supplier<Optional<RuleBrokenException>> decision) {
        Duration back = Duration.between(hall.clock.now(), then);
        hall.clock.step(back);
        assertThat(decision.get()).isEmpty();
        hall.clock.step(back.negated());
    }

    /** Everybody is on time all month, but for what the tests tell. */
    public void everybodyComes() {
        Calendar calendar = new Calendar(Shipped.holidays());
        for (LocalDate day = MONTH.atDay(1); !day.isAfter(MONTH.atEndOfMonth()); day = day.plusDays(1)) {
            DayKind kind = calendar.kind(day, Shipped.example().weekdays());
            if (kind.isWorked()) {
                punch("reader-1", WANG, day, day.getDayOfMonth() == 15 ? "09:12" : "08:50", "13:55", "17:03");
                punch("reader-1", ZHAO, day, "08:40", "13:40", "17:30");
                punch("reader-1", LONG_NAME, day, "08:58", "13:59", "17:01");
                if (day.getDayOfMonth() != 20) {
                    punch("reader-2", LI, day, "08:55", "13:50", "17:00");
                }
            }
        }
    }

    public void punch(String reader, StaffId staff, LocalDate day, String... times) {
        for (String time : times) {
            tell(reader, at(day, time), new Punch(Punch.Method.FINGER, staff, 1, fingers.get(staff), 142));
        }
    }

    private void tell(String reader, Instant at, Fact fact) {
        Duration back = Duration.between(hall.clock.now(), at);
        hall.clock.step(back); // the terminal's line has this time too, as a rebuild reads it
        hall.tell(reader, at, fact);
        hall.clock.step(back.negated());
    }

    /** The reader's headers said that nothing before this moment is missing. */
    public void complete(String reader, Instant to) {
        hall.database.writeAndWait(tx -> tx.update("UPDATE journal SET complete_ms = ? WHERE device = ?", to, reader));
    }

    public void bothComplete() {
        complete("reader-1", PaperHall.NOW);
        complete("reader-2", PaperHall.NOW);
    }

    public static Instant at(LocalDate day, String time) {
        return day.atTime(LocalTime.parse(time)).atZone(PaperHall.ZONE).toInstant();
    }
}
