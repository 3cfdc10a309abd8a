package io.yizhan.hub.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.access.Account;
import io.yizhan.hub.access.AccountName;
import io.yizhan.hub.access.Outcome;
import io.yizhan.hub.access.Role;
import io.yizhan.hub.access.Standing;
import io.yizhan.hub.attendance.rules.AttendanceRulesSet;
import io.yizhan.hub.attendance.rules.HolidaysAnnounced;
import io.yizhan.hub.attendance.rules.Shipped;
import io.yizhan.hub.devices.DeviceAdded;
import io.yizhan.hub.report.BulletinPart;
import io.yizhan.hub.report.BulletinPublished;
import io.yizhan.hub.staff.AgencyAdded;
import io.yizhan.hub.staff.ChiefNamed;
import io.yizhan.hub.staff.ConsentGiven;
import io.yizhan.hub.staff.EnrolmentWanted;
import io.yizhan.hub.staff.StaffAdded;
import io.yizhan.protocol.fact.FingerEnrolled;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.state.StationConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hall in which leave is asked for and decided, on Monday 2026-11-23 at 10:40: the police with its chief s1, and s2 and
 * s3; the tax office with its chief t1. Accounts and tokens of every role; two readers; rules and holidays.
 */
public final class LeaveOffice {

    static final AgencyId POLICE = new AgencyId("police");
    static final AgencyId TAX = new AgencyId("tax");
    private static final LocalDate SINCE = LocalDate.of(2026, 10, 1);

    private final PaperHall hall;
    private final Map<String, Standing> standings = Map.of(
            "chief", Standing.of(Role.CHIEF_REPRESENTATIVE, new StaffId("s1")),
            "clerk", Standing.of(Role.CLERK, new StaffId("s2")),
            "leader", Standing.of(Role.AGENCY_LEADER, POLICE),
            "foreign", Standing.of(Role.CHIEF_REPRESENTATIVE, new StaffId("t1")),
            "centre", Standing.of(Role.CENTRE_LEADER),
            "audit", Standing.of(Role.AUDITOR));

    public LeaveOffice(PaperHall hall) {
        this.hall = hall;
    }

    public void furnish() {
        hall.decide(new AgencyAdded(POLICE, "公安局", "Public Security"));
        hall.decide(new AgencyAdded(TAX, "住房和城乡建设局行政审批服务科", "Housing and Urban-Rural Development, Approvals"));
        person("s1", "赵明", POLICE);
        person("s2", "钱慧敏", POLICE);
        person("s3", "阿卜杜热合曼·买买提依明江·阿不力克木", POLICE);
        person("t1", "孙丽", TAX);
        hall.decide(new ChiefNamed(POLICE, new StaffId("s1"), SINCE, "admin"));
        hall.decide(new ChiefNamed(TAX, new StaffId("t1"), SINCE, "admin"));
        for (String reader : List.of("reader-1", "reader-2")) {
            hall.decide(
                    new DeviceAdded(new DeviceId(reader), List.of(new StationConfig.Reader(new StationId("r"))), null));
        }
        hall.decide(new AttendanceRulesSet(Shipped.example(), "admin"));
        Shipped.holidays().forEach(year -> hall.decide(new HolidaysAnnounced(year, "admin")));
        standings.forEach((name, standing) ->
                hall.accounts.add(new Account(new AccountName(name), standing), PaperHall.PASSWORD, "admin"));
    }

    private void person(String staff, String name, AgencyId agency) {
        hall.decide(new StaffAdded(new StaffId(staff), name, agency, "综合受理", SINCE, null, "admin"));
    }

    /** Both readers have a finger of s2, the first one of s3 too. */
    public void enrol() {
        enrol("s2", "reader-1", 1);
        enrol("s2", "reader-2", 2);
        enrol("s3", "reader-1", 3);
    }

    private void enrol(String staff, String reader, int number) {
        if (number != 2) {
            hall.decide(new ConsentGiven(new StaffId(staff), "file " + number));
        }
        EnrolmentId finger = new EnrolmentId("00000000-0000-4000-8000-%012d".formatted(number));
        Instant yesterday = PaperHall.NOW.minusSeconds(86_400);
        hall.decide(
                yesterday,
                new EnrolmentWanted(
                        finger,
                        new StaffId(staff),
                        new DeviceId(reader),
                        number,
                        number == 2 ? new EnrolmentId("00000000-0000-4000-8000-000000000001") : null));
        hall.tell(reader, yesterday, new FingerEnrolled(finger, number));
    }

    /** The police's month is closed. */
    public void publish(YearMonth month) throws NoSuchAlgorithmException {
        hall.decide(new BulletinPart("b1", 1, "{}"));
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest("{}".getBytes(StandardCharsets.UTF_8)));
        hall.decide(new BulletinPublished("b1", POLICE, month, 7, 1, 1, hash, "admin"));
    }

    /** Somebody at a browser. */
    public Browserless as(String account) throws Exception {
        Browserless browser = hall.as(account);
        return browser;
    }

    /** A program's token. */
    public String token(String name) {
        Outcome made = hall.tokens.make(name, Objects.requireNonNull(standings.get(name)), "admin");
        return ((Outcome.Made) made).secret();
    }

    /** The first id in an address of this kind: {@code /leave/ID/approve}. */
    static String id(String page, String before, String after) {
        Matcher found = Pattern.compile(Pattern.quote(before) + "([0-9a-f-]{36})" + Pattern.quote(after))
                .matcher(page);
        assertThat(found.find()).as(before + "…" + after).isTrue();
        return found.group(1);
    }
}
