package io.yizhan.hub.page;

import io.yizhan.hub.attendance.rules.AttendanceRules;
import io.yizhan.hub.attendance.rules.Direction;
import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.hub.attendance.rules.Hours;
import io.yizhan.hub.attendance.rules.Slot;
import io.yizhan.protocol.Json;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Rules as somebody types them: nothing is lost of what cannot be understood. {@link RulesTyped} reads them. */
public record RulesForm(
        String from,
        String source,
        Set<DayOfWeek> weekdays,
        List<HoursForm> hours,
        String lateMin,
        String earlyMin,
        String missedSlots,
        String steps) {

    private static final int ID_MAX = 32;

    public RulesForm {
        weekdays = Set.copyOf(weekdays);
        hours = List.copyOf(hours);
    }

    /** A kind of hours; a season's ends as {@code 05-01}. */
    public record HoursForm(
            String name,
            String seasonFrom,
            String seasonTo,
            Set<DayOfWeek> weekdays,
            boolean makeUp,
            List<SlotForm> slots) {

        public HoursForm {
            weekdays = Set.copyOf(weekdays);
            slots = List.copyOf(slots);
        }

        private HoursForm with(List<SlotForm> others) {
            return new HoursForm(name, seasonFrom, seasonTo, weekdays, makeUp, others);
        }
    }

    /** A slot; {@code id} is carried along unseen, since leave of single slots names it. */
    public record SlotForm(
            String id,
            String name,
            String nameEn,
            Direction direction,
            Half half,
            String opens,
            String due,
            String closes,
            String grace) {}

    /** A field of the form as it is sent. */
    public record Field(String name, String value) {}

    static RulesForm of(AttendanceRules rules, LocalDate from) {
        return new RulesForm(
                from.toString(),
                rules.source(),
                Set.copyOf(rules.weekdays()),
                rules.hours().stream().map(RulesForm::of).toList(),
                text(rules.absence().lateMin()),
                text(rules.absence().earlyMin()),
                Integer.toString(rules.absence().missedSlots()),
                String.join(
                        " ",
                        rules.lateBucketsMin().stream().map(String::valueOf).toList()));
    }

    private static HoursForm of(Hours hours) {
        return new HoursForm(
                hours.name(),
                hours.season() == null ? "" : hours.season().from().toString().substring(2),
                hours.season() == null ? "" : hours.season().to().toString().substring(2),
                Set.copyOf(hours.weekdays()),
                hours.makeUp(),
                hours.slots().stream().map(RulesForm::of).toList());
    }

    private static SlotForm of(Slot slot) {
        return new SlotForm(
                slot.id(),
                slot.name(),
                slot.nameEn() == null ? "" : slot.nameEn(),
                slot.direction(),
                slot.half(),
                slot.opens().toString(),
                slot.due().toString(),
                slot.closes().toString(),
                Integer.toString(slot.graceMin()));
    }

    private static String text(@Nullable Integer number) {
        return number == null ? "" : number.toString();
    }

    /** @param sent what was sent under a name; empty where nothing was */
    static RulesForm sent(UnaryOperator<String> sent) {
        List<HoursForm> hours = new ArrayList<>();
        for (int i = 0; i < AttendanceRules.HOURS_MAX && isSent(sent, "h" + i + ".there"); i++) {
            hours.add(sentHours(sent, "h" + i + "."));
        }
        return new RulesForm(
                sent.apply("from"),
                sent.apply("source"),
                sentDays(sent, "weekday."),
                hours,
                sent.apply("late"),
                sent.apply("early"),
                sent.apply("missed"),
                sent.apply("steps"));
    }

    private static HoursForm sentHours(UnaryOperator<String> sent, String at) {
        List<SlotForm> slots = new ArrayList<>();
        for (int i = 0; i < Hours.SLOTS_MAX && isSent(sent, at + "s" + i + ".id"); i++) {
            String slot = at + "s" + i + ".";
            slots.add(new SlotForm(
                    sent.apply(slot + "id"),
                    sent.apply(slot + "name"),
                    sent.apply(slot + "english"),
                    sent.apply(slot + "direction").equals("out") ? Direction.OUT : Direction.IN,
                    sent.apply(slot + "half").equals("afternoon") ? Half.AFTERNOON : Half.MORNING,
                    sent.apply(slot + "opens"),
                    sent.apply(slot + "due"),
                    sent.apply(slot + "closes"),
                    sent.apply(slot + "grace")));
        }
        return new HoursForm(
                sent.apply(at + "name"),
                sent.apply(at + "season-from"),
                sent.apply(at + "season-to"),
                sentDays(sent, at + "weekday."),
                isSent(sent, at + "make-up"),
                slots);
    }

    private static Set<DayOfWeek> sentDays(UnaryOperator<String> sent, String at) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (isSent(sent, at + day.getValue())) {
                days.add(day);
            }
        }
        return days;
    }

    private static boolean isSent(UnaryOperator<String> sent, String name) {
        return !sent.apply(name).isEmpty();
    }

    /** The same form as hidden fields. */
    public List<Field> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("from", from);
        fields.put("source", source);
        fields.put("late", lateMin);
        fields.put("early", earlyMin);
        fields.put("missed", missedSlots);
        fields.put("steps", steps);
        weekdays.forEach(day -> fields.put("weekday." + day.getValue(), "on"));
        for (int i = 0; i < hours.size(); i++) {
            put(fields, "h" + i + ".", hours.get(i));
        }
        return fields.entrySet().stream()
                .map(each -> new Field(each.getKey(), each.getValue()))
                .toList();
    }

    private static void put(Map<String, String> fields, String at, HoursForm hours) {
        fields.put(at + "there", "on");
        fields.put(at + "name", hours.name);
        fields.put(at + "season-from", hours.seasonFrom);
        fields.put(at + "season-to", hours.seasonTo);
        hours.weekdays.forEach(day -> fields.put(at + "weekday." + day.getValue(), "on"));
        if (hours.makeUp) {
            fields.put(at + "make-up", "on");
        }
        for (int i = 0; i < hours.slots.size(); i++) {
            SlotForm slot = hours.slots.get(i);
            String of = at + "s" + i + ".";
            fields.put(of + "id", slot.id);
            fields.put(of + "name", slot.name);
            fields.put(of + "english", slot.nameEn);
            fields.put(of + "direction", Json.wireName(slot.direction));
            fields.put(of + "half", Json.wireName(slot.half));
            fields.put(of + "opens", slot.opens);
            fields.put(of + "due", slot.due);
            fields.put(of + "closes", slot.closes);
            fields.put(of + "grace", slot.grace);
        }
    }

    /** One more kind of hours: the last again, to be changed. */
    RulesForm withHours() {
        List<HoursForm> more = new ArrayList<>(hours);
        HoursForm last = hours.isEmpty() ? new HoursForm("", "", "", Set.of(), false, List.of()) : hours.getLast();
        more.addFirst(new HoursForm("", "", "", Set.of(), false, last.slots)); // the first that fit count
        return with(more);
    }

    /** Nothing happens where there are none of this number. */
    RulesForm withoutHours(int index) {
        List<HoursForm> fewer = new ArrayList<>(hours);
        if (index < fewer.size()) {
            fewer.remove(index);
        }
        return with(fewer);
    }

    /** One more slot at the end. */
    RulesForm withSlot(int index) {
        if (index >= hours.size()) {
            return this;
        }
        List<SlotForm> slots = new ArrayList<>(hours.get(index).slots);
        String opens = slots.isEmpty() ? "" : slots.getLast().closes;
        slots.add(new SlotForm(freeId(slots), "", "", Direction.OUT, Half.AFTERNOON, opens, "", "", "0"));
        return with(index, slots);
    }

    RulesForm withoutSlot(int index, int slot) {
        if (index >= hours.size() || slot >= hours.get(index).slots.size()) {
            return this;
        }
        List<SlotForm> slots = new ArrayList<>(hours.get(index).slots);
        slots.remove(slot);
        return with(index, slots);
    }

    private static String freeId(List<SlotForm> slots) {
        for (int i = 1; i < ID_MAX; i++) {
            String id = "slot-" + i;
            if (slots.stream().noneMatch(slot -> slot.id.equals(id))) {
                return id;
            }
        }
        throw new IllegalStateException("a day has more slots than the form takes");
    }

    private RulesForm with(int index, List<SlotForm> slots) {
        List<HoursForm> others = new ArrayList<>(hours);
        others.set(index, hours.get(index).with(slots));
        return with(others);
    }

    private RulesForm with(List<HoursForm> others) {
        return new RulesForm(from, source, weekdays, others, lateMin, earlyMin, missedSlots, steps);
    }
}
