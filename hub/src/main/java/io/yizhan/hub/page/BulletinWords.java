package io.yizhan.hub.page;

import io.yizhan.hub.report.BulletinRow;
import io.yizhan.hub.report.Change;
import io.yizhan.hub.report.Draft;
import io.yizhan.protocol.Json;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a bulletin says beside its figures. */
final class BulletinWords {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd");

    private BulletinWords() {}

    /** A day that was not all on time: {@code 11-04 上午签到 迟到 5 分钟}. */
    static String day(Speech speech, BulletinRow.Day day) {
        return day.outcomes().stream()
                .filter(outcome -> !Json.wireName(outcome.mark()).equals("on-time"))
                .map(outcome -> outcome.slot() + " " + outcome(speech, outcome))
                .collect(Collectors.joining(speech.say("list.comma"), DAY.format(day.day()) + " ", ""));
    }

    private static String outcome(Speech speech, BulletinRow.Outcome outcome) {
        String word = speech.say(AttendancePage.word(outcome.mark()));
        String counted = outcome.minutes() > 0 ? speech.say("attendance.mark.by", word, outcome.minutes()) : word;
        return outcome.absence() ? speech.say("attendance.mark.counted", counted) : counted;
    }

    /** What a later version says otherwise, in one sentence. */
    static String change(Speech speech, Change change) {
        String before = orNothing(change.before());
        String after = orNothing(change.after());
        if (change.day() != null) {
            return speech.say(
                    "bulletin.change.day",
                    change.name(),
                    change.day().toString(),
                    marks(speech, change.before()),
                    marks(speech, change.after()));
        }
        if (change.figure().equals("row")) {
            return speech.say(change.after() == null ? "bulletin.change.gone" : "bulletin.change.come", change.name());
        }
        return speech.say("bulletin.change.figure", change.name(), figure(speech, change.figure()), before, after);
    }

    private static String figure(Speech speech, String figure) {
        if (!figure.startsWith("late-by-")) {
            return speech.say("bulletin.figure." + figure);
        }
        String step = figure.substring("late-by-".length());
        return step.equals("0")
                ? speech.say("bulletin.figure.late-most")
                : speech.say("bulletin.figure.late-by", Integer.parseInt(step));
    }

    /** {@code on-time,late 5} in words; a day that was not listed was all on time. */
    private static String marks(Speech speech, @Nullable String marks) {
        if (marks == null) {
            return speech.say("bulletin.all-on-time");
        }
        return Arrays.stream(marks.split(",", -1))
                .map(mark -> {
                    String[] parts = mark.split(" ", -1);
                    String word = speech.say("attendance.mark." + parts[0]);
                    return parts.length == 1
                            ? word
                            : speech.say("attendance.mark.by", word, Integer.parseInt(parts[1]));
                })
                .collect(Collectors.joining(speech.say("list.comma")));
    }

    /** What a pending slot waits for. */
    static String waits(Speech speech, Draft.Pending pending) {
        return pending.waits().stream()
                .map(wait -> speech.say(
                        "attendance.wait." + Json.wireName(wait.reason()),
                        wait.device() == null ? "" : wait.device().text()))
                .collect(Collectors.joining(" "));
    }

    private static String orNothing(@Nullable String text) {
        return text == null ? Speech.NOTHING : text;
    }
}
