package io.yizhan.hub.page;

import io.yizhan.hub.attendance.here.HereNow;
import io.yizhan.hub.attendance.here.Whereabouts;
import io.yizhan.hub.attendance.reckoning.Seen;
import io.yizhan.hub.staff.Agency;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who is here, as the live parts show it.
 *
 * @param counters at which somebody signed in today; who is in none is not there
 */
public record HereView(
        Speech speech,
        HereNow now,
        Map<StaffId, StaffMember> members,
        Map<AgencyId, Agency> agencies,
        Map<StaffId, List<CounterId>> counters) {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm");

    /** An agency and its people. */
    public record Group(String name, List<HereNow.Person> people) {

        public long here() {
            return people.stream()
                    .filter(person -> person.where().state() == Whereabouts.State.HERE)
                    .count();
        }
    }

    public List<Group> groups() {
        Map<AgencyId, List<HereNow.Person>> byAgency = new LinkedHashMap<>();
        now.people()
                .forEach(person -> byAgency.computeIfAbsent(person.agency(), _ -> new ArrayList<>())
                        .add(person));
        return byAgency.entrySet().stream()
                .map(each -> new Group(agency(each.getKey()), each.getValue()))
                .toList();
    }

    /** The states that somebody is in. */
    public List<Whereabouts.State> states() {
        return Arrays.stream(Whereabouts.State.values())
                .filter(state -> now.count(state) > 0)
                .toList();
    }

    public String name(StaffId staff) {
        StaffMember member = members.get(staff);
        return member == null ? staff.text() : member.name();
    }

    public String post(StaffId staff) {
        StaffMember member = members.get(staff);
        return member == null || member.post() == null ? "" : member.post();
    }

    /** Where the roster has somebody, in words; empty where no roster was set. */
    public String place(HereNow.Person person) {
        return switch (person.place()) {
            case FRONT -> speech.say("here.front");
            case BACK -> speech.say("here.back");
            case ANYWHERE -> "";
        };
    }

    /** In words, 2 before 10; none for who is signed in nowhere. */
    public List<String> counters(StaffId staff) {
        return counters.getOrDefault(staff, List.of()).stream()
                .map(counter -> speech.say("plate.counter", counter.text()))
                .toList();
    }

    private String agency(AgencyId id) {
        Agency agency = agencies.get(id);
        return agency == null ? id.text() : speech.name(agency);
    }

    /** The word of a state. */
    public static String key(Whereabouts.State state) {
        return "here.state." + Json.wireName(state);
    }

    /** How a state looks: one of the four meanings, or none. */
    public static String meaning(Whereabouts.State state) {
        return switch (state) {
            case HERE -> "well";
            case NOT_SEEN -> "look";
            case PENDING -> "pending";
            case GONE, BUSINESS, LEAVE, NOT_ASKED -> "off";
        };
    }

    /** Where somebody is, in words. */
    public String where(Whereabouts where) {
        return switch (where.state()) {
            case HERE -> speech.say("here.here-since", since(where.seen()));
            case GONE -> speech.say("here.gone-since", since(where.seen()));
            case LEAVE, BUSINESS ->
                where.leave() == null
                        ? speech.say(key(where.state()))
                        : speech.say(key(where.state())) + " · "
                                + speech.say("leave.type." + Json.wireName(where.leave()));
            case PENDING ->
                where.reader() == null
                        ? speech.say("here.pending.other")
                        : speech.say("here.pending.reader", where.reader().text());
            case NOT_SEEN, NOT_ASKED -> speech.say(key(where.state()));
        };
    }

    private String since(@Nullable Seen seen) {
        if (seen == null) {
            return Speech.NOTHING;
        }
        String earliest = MINUTE.format(seen.earliest());
        return seen.isExact()
                ? earliest
                : speech.say("time.between", earliest, MINUTE.format(seen.latest())) + " "
                        + speech.say("time.uncertain");
    }

    /** An alarm in one sentence. */
    public String alarm(HereNow.Alarm alarm) {
        return switch (alarm) {
            case HereNow.Alarm.Unmanned unmanned -> speech.say("here.unmanned", agency(unmanned.agency()));
            case HereNow.Alarm.Uncovered uncovered ->
                speech.say("here.uncovered", agency(uncovered.agency()), name(uncovered.a()), name(uncovered.b()));
        };
    }

    /** What to do about it. */
    public String remedy(HereNow.Alarm alarm) {
        return switch (alarm) {
            case HereNow.Alarm.Unmanned unmanned -> unmannedRemedy(unmanned);
            case HereNow.Alarm.Uncovered uncovered ->
                speech.say("here.uncovered.do", where(uncovered.where()), name(uncovered.b()));
        };
    }

    private String unmannedRemedy(HereNow.Alarm.Unmanned unmanned) {
        if (unmanned.front().isEmpty()) {
            return speech.say("here.unmanned.left");
        }
        String names = unmanned.front().stream().map(this::name).collect(Collectors.joining(speech.say("list.comma")));
        DeviceId reader = unmanned.reader();
        return speech.say("here.unmanned.do", names)
                + (reader == null ? "" : speech.say("here.unmanned.reader", reader.text()));
    }

    /** One sentence for those who listen; it changes only with the alarms. */
    public String spoken() {
        if (now.people().isEmpty()) {
            return "";
        }
        return now.alarms().isEmpty()
                ? speech.say("here.spoken.fine")
                : speech.say(
                        "here.spoken.alarms",
                        now.alarms().size(),
                        alarm(now.alarms().getFirst()));
    }
}
