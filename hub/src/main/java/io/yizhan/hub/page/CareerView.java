package io.yizhan.hub.page;

import io.yizhan.hub.staff.Agency;
import io.yizhan.hub.staff.Assignment;
import io.yizhan.hub.staff.Careers;
import io.yizhan.hub.staff.Chief;
import io.yizhan.hub.staff.Particulars;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.hub.staff.StandIn;
import io.yizhan.hub.staff.Tenure;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.Id;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A person's time in the hall, in words.
 *
 * @param lines what was from when to when, the newest first
 * @param agencies to which the person may move
 * @param colleagues who may stand in
 * @param chief the naming as chief representative that holds now or is to come; null where there is none
 * @param standIn who stands in for this person, now or from a day to come; null for nobody
 */
public record CareerView(
        Speech speech,
        StaffMember member,
        List<Line> lines,
        List<Agency> agencies,
        List<StaffMember> colleagues,
        @Nullable Chief chief,
        @Nullable StandIn standIn) {

    /** So long the page offers to say that a new person has not come; a program may say so later, too. */
    private static final int NEW_DAYS = 31;

    public CareerView {
        lines = List.copyOf(lines);
        agencies = List.copyOf(agencies);
        colleagues = List.copyOf(colleagues);
    }

    /**
     * A stretch of time.
     *
     * @param key of the words for what it is
     * @param to null while it goes on
     */
    public record Line(LocalDate from, @Nullable LocalDate to, String key, String text) {}

    static CareerView of(Rows rows, Speech speech, StaffMember member) throws SQLException {
        Careers.Career career = Careers.of(rows, member.staff());
        Map<AgencyId, String> agencies = new HashMap<>();
        People.everyAgency(rows).forEach(agency -> agencies.put(agency.agency(), speech.name(agency)));
        List<StaffMember> people = People.all(rows);
        Map<StaffId, String> names = new HashMap<>();
        people.forEach(each -> names.put(each.staff(), each.name() + " " + each.staff()));
        AgencyId at = member.agency().agency();
        return new CareerView(
                speech,
                member,
                lines(career, member.staff(), agencies, names),
                People.agencies(rows).stream()
                        .filter(agency -> !agency.agency().equals(at))
                        .toList(),
                people.stream()
                        .filter(each -> each.isHere() && each.agency().agency().equals(at))
                        .filter(each -> !each.staff().equals(member.staff()))
                        .toList(),
                career.chiefs().stream()
                        .filter(chief -> chief.to() == null)
                        .findFirst()
                        .orElse(null),
                career.standIns().stream()
                        .filter(each -> each.a().equals(member.staff()) && each.to() == null)
                        .findFirst()
                        .orElse(null));
    }

    private static List<Line> lines(
            Careers.Career career, StaffId staff, Map<AgencyId, String> agencies, Map<StaffId, String> names) {
        List<Line> lines = new ArrayList<>();
        for (Assignment assignment : career.assignments()) {
            lines.add(new Line(
                    assignment.from(), assignment.to(), "career.line.agency", name(agencies, assignment.agency())));
        }
        List<Particulars> particulars = career.particulars();
        for (int i = 0; i < particulars.size(); i++) {
            Particulars now = particulars.get(i);
            LocalDate to =
                    i + 1 < particulars.size() ? particulars.get(i + 1).from().minusDays(1) : null;
            String post = now.post() == null ? "" : " · " + now.post();
            lines.add(new Line(now.from(), to, "career.line.name", now.name() + post));
        }
        for (Chief chief : career.chiefs()) {
            lines.add(new Line(chief.from(), chief.to(), "career.line.chief", name(agencies, chief.agency())));
        }
        for (StandIn standIn : career.standIns()) {
            boolean isA = standIn.a().equals(staff);
            lines.add(new Line(
                    standIn.from(),
                    standIn.to(),
                    isA ? "career.line.b" : "career.line.for",
                    name(names, isA ? standIn.b() : standIn.a())));
        }
        lines.sort(Comparator.comparing(Line::from).reversed());
        return lines;
    }

    private static <I extends Id> String name(Map<I, String> names, I id) {
        return names.getOrDefault(id, id.text());
    }

    public String say(String key, Object... arguments) {
        return speech.say(key, arguments);
    }

    public Tenure.Watch watch() {
        return Tenure.on(speech.today(), member.counterSince(), chief == null ? null : chief.from());
    }

    /** The words of what is to be watched; empty where nothing is, and for who has left. */
    public String watchKey() {
        return member.isHere() && watch() != Tenure.Watch.NOTHING ? watchKey(watch()) : "";
    }

    static String watchKey(Tenure.Watch watch) {
        return "tenure." + Json.wireName(watch);
    }

    static String watchMark(Tenure.Watch watch) {
        return switch (watch) {
            case LONG, LONG_CHIEF -> "look";
            case AHEAD, SHORT -> "pending";
            case NOTHING -> "off";
        };
    }

    public String watchMark() {
        return watchMark(watch());
    }

    public boolean isStandIn(StaffMember other) {
        return standIn != null && Objects.equals(standIn.b(), other.staff());
    }

    /** Whether the first day is still to come. */
    public boolean isExpected() {
        return member.isHere() && member.since().isAfter(speech.today());
    }

    /** Whether it is a new person, of whom it may turn out that nobody came. */
    public boolean isNew() {
        return member.isHere() && member.since().isAfter(speech.today().minusDays(NEW_DAYS));
    }

    /** The first day of a return that undoes the leaving. */
    public LocalDate dayAfterLast() {
        LocalDate lastDay = member.lastDay();
        return lastDay == null ? speech.today() : lastDay.plusDays(1);
    }
}
