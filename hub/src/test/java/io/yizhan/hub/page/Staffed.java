package io.yizhan.hub.page;

import io.yizhan.hub.access.Account;
import io.yizhan.hub.access.AccountName;
import io.yizhan.hub.access.Outcome;
import io.yizhan.hub.access.Role;
import io.yizhan.hub.access.Standing;
import io.yizhan.hub.attendance.leave.Capacity;
import io.yizhan.hub.attendance.leave.CorrectionAsked;
import io.yizhan.hub.attendance.leave.LeaveAsked;
import io.yizhan.hub.attendance.leave.LeaveType;
import io.yizhan.hub.attendance.leave.WaiverGranted;
import io.yizhan.hub.attendance.roster.RosterSet;
import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.hub.staff.ConsentGiven;
import io.yizhan.hub.staff.EnrolmentWanted;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The hall of a {@link Morning} with an account and a token of every role. What is not of the whole hall is of the
 * agency {@link #OWN}: the chief representative {@link #CHIEF}, and the clerk {@link #CLERK}.
 */
final class Staffed implements AutoCloseable {

    static final String OWN = "gongan";
    static final String FOREIGN = "shebao";
    static final StaffId CHIEF = Morning.staff(0);
    static final StaffId CLERK = Morning.staff(6);

    /** One of the same agency, whose matters tests change. */
    static final StaffId OTHER = Morning.staff(12);

    /** Of the agency {@link #FOREIGN}. */
    static final StaffId FOREIGNER = Morning.staff(1);

    static final String PASSWORD = "seven-warm-noodles";

    /** Of a finger, a leave, a correction of the clerk's, and of a dead reader's time. */
    static final EnrolmentId FINGER = new EnrolmentId("00000000-0000-4000-8000-0000000000f1");

    /** A finger of the foreigner's. */
    static final EnrolmentId FOREIGN_FINGER = new EnrolmentId("00000000-0000-4000-8000-0000000000f2");

    private static final int PEOPLE = 24;
    private static final int AGENCIES = 6;

    final PaperHall hall;
    private final Map<Role, String> tokens = new EnumMap<>(Role.class);

    Staffed(PaperHall hall) {
        this.hall = hall;
        Morning morning = new Morning(hall);
        morning.prepare();
        morning.live();
        hall.decide(new ConsentGiven(CLERK, "file 1"));
        hall.decide(new ConsentGiven(FOREIGNER, "file 2"));
        hall.decide(new EnrolmentWanted(FINGER, CLERK, new DeviceId("reader-1"), 7, null));
        hall.decide(new EnrolmentWanted(FOREIGN_FINGER, FOREIGNER, new DeviceId("reader-1"), 8, null));
        ask();
        for (Role role : Role.values()) {
            hall.accounts.add(new Account(new AccountName(name(role)), standing(role)), PASSWORD, "init");
            if (hall.tokens.make(name(role), standing(role), "init") instanceof Outcome.Made(String token)) {
                tokens.put(role, token);
            }
        }
    }

    /** What somebody has to decide, and who is at the front today. */
    private void ask() {
        AgencyId own = new AgencyId(OWN);
        LocalDate day = Morning.DAY.plusDays(1);
        hall.decide(new LeaveAsked(
                FINGER.text(),
                CLERK,
                own,
                LeaveType.ANNUAL,
                new HalfDay(day, Half.MORNING),
                new HalfDay(day, Half.AFTERNOON),
                List.of(),
                "家里有事",
                List.of(Capacity.CHIEF),
                name(Role.CLERK)));
        hall.decide(new CorrectionAsked(
                FINGER.text(), CLERK, own, Morning.DAY.atTime(8, 40), "忘了打卡", "登记本第 3 页", name(Role.CLERK)));
        hall.decide(new WaiverGranted(
                FINGER.text(),
                new DeviceId("reader-1"),
                Morning.DAY.atTime(7, 0),
                Morning.DAY.atTime(7, 30),
                "停电",
                "值班日志",
                name(Role.ADMIN)));
        hall.decide(new RosterSet(
                own,
                Morning.DAY,
                List.of(CHIEF, CLERK, OTHER),
                List.of(CLERK, OTHER),
                name(Role.CHIEF_REPRESENTATIVE)));
        hall.decide(new RosterSet(
                new AgencyId(FOREIGN), Morning.DAY, List.of(FOREIGNER), List.of(FOREIGNER), name(Role.ADMIN)));
    }

    static String name(Role role) {
        return "as-" + Json.wireName(role);
    }

    private static Standing standing(Role role) {
        return switch (role) {
            case ADMIN, CENTRE_LEADER, AUDITOR -> Standing.of(role);
            case AGENCY_LEADER -> Standing.of(role, new AgencyId(OWN));
            case CHIEF_REPRESENTATIVE -> Standing.of(role, CHIEF);
            case CLERK -> Standing.of(role, CLERK);
        };
    }

    /** Signed in with the role's account. */
    Browserless as(Role role) throws Exception {
        Browserless somebody = new Browserless(hall);
        somebody.signIn(name(role), PASSWORD);
        return somebody;
    }

    /** The header of a program of this role. */
    String[] program(Role role) {
        return new String[] {"Authorization", "Bearer " + tokens.get(role)};
    }

    String token(Role role) {
        return String.valueOf(tokens.get(role));
    }

    /** Names and numbers of everybody who is not of the agency {@link #OWN}. */
    static List<String> foreigners() {
        return named(IntStream.range(0, PEOPLE).filter(person -> person % AGENCIES != 0));
    }

    /** Names and numbers of everybody but the clerk. */
    static List<String> others() {
        return named(IntStream.range(0, PEOPLE)
                .filter(person -> !Morning.staff(person).equals(CLERK)));
    }

    private static List<String> named(IntStream people) {
        return people.boxed()
                .flatMap(person ->
                        List.of(Morning.name(person), Morning.staff(person).text()).stream())
                .toList();
    }

    @Override
    public void close() {
        hall.close();
    }
}
