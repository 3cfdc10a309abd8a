package io.yizhan.hub.attendance.reckoning;

import io.yizhan.hub.attendance.leave.Leave;
import io.yizhan.hub.attendance.leave.LeaveType;
import io.yizhan.hub.attendance.leave.Waiver;
import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.hub.attendance.rules.RuleBook;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One case of {@code days.toml}, whose head says what each part means. */
record DayCase(
        String title,
        String why,
        @Nullable String rules,
        @Nullable LocalDate day,
        List<String> punches,
        List<String> leave,
        List<String> fixes,
        List<String> waivers,
        List<String> readers,
        List<String> enrolled,
        @Nullable String now,
        List<String> expect,
        List<String> outside,
        List<String> taken,
        String halves) {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 4);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final Map<String, LeaveType> LEAVES = Map.of(
            "事假", LeaveType.PERSONAL,
            "病假", LeaveType.SICK,
            "年休假", LeaveType.ANNUAL,
            "公出", LeaveType.OFFICIAL,
            "踏勘", LeaveType.SITE_VISIT);

    /** The file. */
    record Cases(List<DayCase> cases) {}

    LocalDate date() {
        return day == null ? DAY : day;
    }

    PersonDay reckoned() {
        return new DayReckoning(hall()).reckon(person(), date());
    }

    KnownOfHall hall() {
        Map<DeviceId, List<Covered>> complete = new HashMap<>();
        if (readers.isEmpty()) {
            complete.put(reader("1"), until(date().plusDays(7).atStartOfDay()));
            complete.put(reader("2"), until(date().plusDays(7).atStartOfDay()));
        }
        for (String reader : readers) {
            if (!reader.equals("不能")) {
                complete.put(reader(reader.substring(0, 1)), until(LocalDateTime.parse(reader.substring(2), MOMENT)));
            }
        }
        List<Waiver> dead = new ArrayList<>();
        for (String waiver : waivers) {
            String[] span = waiver.substring(2).split("~", -1);
            dead.add(new Waiver("w" + dead.size(), reader(waiver.substring(0, 1)), moment(span[0]), moment(span[1])));
        }
        LocalDateTime reckonedAt = now == null ? date().plusDays(7).atTime(12, 0) : LocalDateTime.parse(now, MOMENT);
        return new KnownOfHall(
                ExampleRules.of(rules == null ? "三次" : rules), ExampleRules.calendar(), complete, dead, reckonedAt);
    }

    KnownOfPerson person() {
        List<Seen> seen = new ArrayList<>();
        for (String punch : punches) {
            String[] bounds = punch.split("~", -1);
            // the same punch twice is the same entry, not another one
            seen.add(new Seen("punch " + punch, reader("1"), moment(bounds[0]), moment(bounds[bounds.length - 1])));
        }
        for (String fix : fixes) {
            seen.add(Seen.correction("fix " + fix, moment(fix)));
        }
        return new KnownOfPerson(new StaffId("s1"), seen, leaves(), usable());
    }

    private List<Usable> usable() {
        List<Usable> usable = new ArrayList<>();
        for (String finger : enrolled) {
            boolean sure = !finger.endsWith("未录成");
            LocalDateTime from = sure ? moment(finger.substring(2)) : date().atStartOfDay();
            usable.add(new Usable(reader(finger.substring(0, 1)), from, null, sure));
        }
        if (enrolled.isEmpty() && !readers.equals(List.of("不能"))) {
            usable.add(new Usable(reader("1"), ExampleRules.FIRST_DAY.atStartOfDay(), null, true));
            if (readers.size() != 1) {
                usable.add(new Usable(reader("2"), ExampleRules.FIRST_DAY.atStartOfDay(), null, true));
            }
        }
        return usable;
    }

    private List<Leave> leaves() {
        List<Leave> leaves = new ArrayList<>();
        for (String text : leave) {
            String[] parts = text.split(" ", 2);
            leaves.add(leave("l" + leaves.size(), parts[0], parts[1]));
        }
        return leaves;
    }

    private Leave leave(String id, String type, String span) {
        Optional<Leave> ofSlot = leaveOfSlot(hall().rules(), id, type, date(), span);
        if (ofSlot.isPresent()) {
            return ofSlot.get();
        }
        String[] ends = span.split("~", -1);
        return new Leave(id, type(type), half(ends[0]), half(ends[ends.length - 1]), List.of());
    }

    /** Of a single slot, where one of the day's rules has this name. */
    static Optional<Leave> leaveOfSlot(RuleBook rules, String id, String type, LocalDate day, String name) {
        return rules.on(day).stream()
                .flatMap(each -> each.hours().stream())
                .flatMap(each -> each.slots().stream())
                .filter(slot -> slot.name().equals(name))
                .findFirst()
                .map(slot -> {
                    HalfDay half = new HalfDay(day, slot.half());
                    return new Leave(id, type(type), half, half, List.of(slot.id()));
                });
    }

    /** Of whole half-days, whose ends name their days. */
    static Leave leaveOfHalves(String id, String type, String span) {
        String[] ends = span.split("~", -1);
        return new Leave(id, type(type), half(ends[0], DAY), half(ends[1], DAY), List.of());
    }

    private static LeaveType type(String name) {
        LeaveType type = LEAVES.get(name);
        if (type == null) {
            throw new IllegalArgumentException(name + " is no leave of the cases");
        }
        return type;
    }

    private HalfDay half(String text) {
        return half(text, date());
    }

    private static HalfDay half(String text, LocalDate usually) {
        String[] parts = text.split(" ", -1);
        Half half = switch (parts[parts.length - 1]) {
            case "上午" -> Half.MORNING;
            case "下午" -> Half.AFTERNOON;
            default -> throw new IllegalArgumentException(text + " is no half-day");
        };
        return new HalfDay(parts.length == 1 ? usually : LocalDate.parse(parts[0]), half);
    }

    private LocalDateTime moment(String text) {
        return text.length() == 5 ? date().atTime(LocalTime.parse(text)) : LocalDateTime.parse(text, MOMENT);
    }

    private static List<Covered> until(LocalDateTime to) {
        return List.of(new Covered(ExampleRules.FIRST_DAY.atStartOfDay(), to));
    }

    private static DeviceId reader(String number) {
        return new DeviceId("reader-" + number);
    }
}
