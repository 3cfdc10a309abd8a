package io.yizhan.hub.page;

import io.yizhan.hub.attendance.leave.Leave;
import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.hub.attendance.rules.HalfDay;
import io.yizhan.hub.attendance.rules.RuleBook;
import io.yizhan.hub.attendance.rules.Slot;
import io.yizhan.protocol.Json;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How half-days, slots and leave are written. */
record LeaveWords(Speech speech, RuleBook rules) {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm");

    /** {@code 2026-11-27 周五}. */
    static String day(Speech speech, LocalDate day) {
        return day + " "
                + day.getDayOfWeek()
                        .getDisplayName(TextStyle.SHORT, speech.words().locale());
    }

    String day(LocalDate day) {
        return day(speech, day);
    }

    /** {@code 2026-11-27 周五 08:31}. */
    String minute(LocalDateTime at) {
        return day(at.toLocalDate()) + " " + MINUTE.format(at);
    }

    String half(HalfDay half) {
        return day(half.day()) + " " + half(half.half());
    }

    private String half(Half half) {
        return speech.say("leave.half." + Json.wireName(half));
    }

    /** Its days as short as they can be said. */
    String when(Leave leave) {
        HalfDay from = leave.from();
        HalfDay to = leave.to();
        if (!leave.slots().isEmpty()) {
            return day(from.day()) + " "
                    + leave.slots().stream()
                            .map(id -> slot(from.day(), id))
                            .collect(Collectors.joining(speech.say("list.comma")));
        }
        if (from.equals(to)) {
            return half(from);
        }
        if (from.day().equals(to.day())) {
            return day(from.day()) + " " + speech.say("leave.half.both");
        }
        boolean wholeDays = from.half() == Half.MORNING && to.half() == Half.AFTERNOON;
        return wholeDays
                ? speech.say("leave.span", day(from.day()), day(to.day()))
                : speech.say("leave.span", half(from), half(to));
    }

    private String slot(LocalDate day, String id) {
        return slots(rules, day).stream()
                .filter(slot -> slot.id().equals(id))
                .findFirst()
                .map(slot -> name(speech, slot))
                .orElse(id);
    }

    /** All that a day may have, each id once, whatever kind of day it is. */
    static List<Slot> slots(RuleBook rules, LocalDate day) {
        Map<String, Slot> byId = new LinkedHashMap<>();
        rules.on(day)
                .ifPresent(held -> held.hours()
                        .forEach(hours -> hours.slots().forEach(slot -> byId.putIfAbsent(slot.id(), slot))));
        return List.copyOf(byId.values());
    }

    static String name(Speech speech, Slot slot) {
        String english = slot.nameEn();
        return english != null && speech.words().tag().startsWith("en") ? english : slot.name();
    }
}
