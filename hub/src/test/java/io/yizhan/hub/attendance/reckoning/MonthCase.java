package io.yizhan.hub.attendance.reckoning;

import io.yizhan.hub.attendance.leave.Leave;
import io.yizhan.hub.attendance.rules.DayKind;
import io.yizhan.hub.staff.Assignment;
import io.yizhan.hub.staff.StandIn;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One case of {@code months.toml}, whose head says what each part means. */
record MonthCase(
        String title,
        String why,
        @Nullable String rules,
        List<String> people,
        List<String> everyday,
        List<String> days,
        List<String> leave,
        List<String> pairs,
        List<String> readers,
        List<String> expect) {

    static final YearMonth MONTH = YearMonth.of(2026, 10);
    private static final LocalDateTime NOW = LocalDate.of(2026, 12, 1).atTime(9, 0);
    private static final Map<String, String> IDS = Map.of("甲", "s1", "乙", "s2");

    /** The file. */
    record Cases(List<MonthCase> months) {}

    /** As {@code expect} has it, a line for each person and agency. */
    List<String> reckoned() {
        List<Assignment> assignments =
                people.stream().map(MonthCase::assignment).toList();
        Set<StaffId> staff = new LinkedHashSet<>();
        assignments.forEach(each -> staff.add(each.staff()));
        KnownOfHall hall = hall();
        List<KnownOfPerson> known =
                staff.stream().map(each -> person(hall, each)).toList();
        List<StandIn> standIns = pairs.stream()
                .map(pair -> pair.split(" ", -1))
                .map(pair -> new StandIn(id(pair[0]), id(pair[1]), LocalDate.of(2026, 1, 1), null))
                .toList();
        return new MonthReckoning(hall, known, assignments, standIns)
                .reckon(MONTH.atDay(1), MONTH.atEndOfMonth()).stream()
                        .map(MonthCase::words)
                        .toList();
    }

    private KnownOfHall hall() {
        Map<DeviceId, List<Covered>> covered = new HashMap<>();
        List<String> complete = readers.isEmpty() ? List.of("1 2026-11-30 00:00", "2 2026-11-30 00:00") : readers;
        for (String reader : complete) {
            LocalDateTime to = LocalDateTime.parse(reader.substring(2).replace(' ', 'T'));
            covered.put(
                    new DeviceId("reader-" + reader.charAt(0)),
                    List.of(new Covered(LocalDate.of(2026, 1, 1).atStartOfDay(), to)));
        }
        return new KnownOfHall(
                ExampleRules.of(rules == null ? "三次" : rules), ExampleRules.calendar(), covered, List.of(), NOW);
    }

    private KnownOfPerson person(KnownOfHall hall, StaffId staff) {
        Map<LocalDate, String> said = new HashMap<>();
        for (String line : days) {
            String[] parts = line.split(" ", 3);
            if (id(parts[0]).equals(staff)) {
                said.put(LocalDate.parse(parts[1]), parts[2]);
            }
        }
        String usual = everyday.stream()
                .filter(line -> id(line.split(" ", 2)[0]).equals(staff))
                .map(line -> line.split(" ", 2)[1])
                .findFirst()
                .orElse("-");
        List<Seen> seen = new ArrayList<>();
        for (LocalDate day = MONTH.atDay(1); !day.isAfter(MONTH.atEndOfMonth()); day = day.plusDays(1)) {
            DayKind kind =
                    hall.calendar().kind(day, hall.rules().on(day).orElseThrow().weekdays());
            String punches = said.getOrDefault(day, kind.isWorked() ? usual : "-");
            if (!punches.equals("-")) {
                for (String time : punches.split(" ", -1)) {
                    LocalDateTime at = day.atTime(LocalTime.parse(time));
                    seen.add(new Seen(staff + " " + at, new DeviceId("reader-1"), at, at));
                }
            }
        }
        List<Leave> leaves = new ArrayList<>();
        for (String line : leave) {
            String[] parts = line.split(" ", 3);
            if (id(parts[0]).equals(staff)) {
                leaves.add(leave(hall, "l" + leaves.size(), parts[1], parts[2]));
            }
        }
        List<Usable> readers = hall.covered().keySet().stream()
                .map(reader -> new Usable(reader, LocalDate.of(2026, 1, 1).atStartOfDay(), null, true))
                .toList();
        return new KnownOfPerson(staff, seen, leaves, readers);
    }

    private static Leave leave(KnownOfHall hall, String id, String type, String span) {
        if (span.contains("~")) {
            return DayCase.leaveOfHalves(id, type, span);
        }
        String[] parts = span.split(" ", -1);
        return DayCase.leaveOfSlot(hall.rules(), id, type, LocalDate.parse(parts[0]), parts[1])
                .orElseThrow();
    }

    private static Assignment assignment(String text) {
        String[] parts = text.split(" ", -1);
        String[] days = parts[2].split("~", -1);
        return new Assignment(
                id(parts[0]),
                new AgencyId(parts[1]),
                LocalDate.parse(days[0]),
                days[1].isEmpty() ? null : LocalDate.parse(days[1]));
    }

    private static StaffId id(String name) {
        return new StaffId(IDS.getOrDefault(name, "unknown"));
    }

    private static String words(PersonMonth month) {
        Tally sum = month.sum();
        StringBuilder words = new StringBuilder();
        words.append(month.staff().text().equals("s1") ? "甲 " : "乙 ").append(month.agency());
        words.append(" 应").append(sum.gross()).append(" 净").append(sum.net());
        words.append(" 到").append(sum.present()).append(" 旷").append(sum.absent());
        counted(words, " 迟", sum.lateMin());
        counted(words, " 退", sum.earlyMin());
        append(words, " 缺", sum.missed());
        int business = 0;
        int leave = 0;
        for (var each : sum.leaves().entrySet()) {
            business += each.getKey().isBusiness() ? each.getValue().halfDays() : 0;
            leave += each.getKey().isBusiness() ? 0 : each.getValue().halfDays();
        }
        append(words, " 假", leave);
        append(words, " 公", business);
        append(words, " 顶", sum.standIns());
        append(words, " 待", sum.pendingDays());
        return words.toString();
    }

    private static void append(StringBuilder words, String word, int count) {
        if (count > 0) {
            words.append(word).append(count);
        }
    }

    private static void counted(StringBuilder words, String word, List<Integer> minutes) {
        if (!minutes.isEmpty()) {
            int total = minutes.stream().mapToInt(Integer::intValue).sum();
            words.append(word).append(minutes.size()).append('/').append(total);
        }
    }
}
