package io.yizhan.hub.page;

import io.yizhan.hub.access.Program;
import io.yizhan.hub.book.Span;
import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.queue.HallService;
import io.yizhan.hub.staff.Agency;
import io.yizhan.protocol.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How one page speaks: in these words, of a hall in this zone, at this moment.
 *
 * @param now what ages are counted to
 */
public record Speech(Words words, ZoneId zone, Instant now) {

    /** What stands where there is nothing to say. */
    public static final String NOTHING = "—";

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAY_AND_CLOCK = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter DAY_AND_MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    /** Bounds that are closer are written with their seconds. */
    private static final Duration SECONDS_MAX = Duration.ofMinutes(10);

    /** Makes the later bound a whole minute that is not before it. */
    private static final Duration ALMOST_A_MINUTE = Duration.ofMillis(59_999);

    private static final Duration JUST_NOW = Duration.ofSeconds(5);

    public String say(String key, Object... arguments) {
        return words.say(key, arguments);
    }

    /** {@code 08:31:04} in the hall's zone. */
    public String clock(Instant at) {
        return CLOCK.format(at.atZone(zone));
    }

    /** {@code 08:31} in the hall's zone. */
    public String minute(Instant at) {
        return MINUTE.format(at.atZone(zone));
    }

    /** {@code 2026-11-23 08:31:04} in the hall's zone. */
    public String dayAndClock(Instant at) {
        return DAY_AND_CLOCK.format(at.atZone(zone));
    }

    /** The clock alone today, with its day otherwise. */
    public String near(Instant at) {
        return LocalDate.ofInstant(at, zone).equals(today()) ? clock(at) : dayAndClock(at);
    }

    /** How a moment is written where it is one. */
    public enum Look {
        CLOCK,
        MINUTE,
        NEAR
    }

    /** A moment, with as much of its day and its seconds as this look has. */
    public String write(Instant at, Look look) {
        return switch (look) {
            case CLOCK -> clock(at);
            case MINUTE -> minute(at);
            case NEAR -> near(at);
        };
    }

    public LocalDate today() {
        return LocalDate.ofInstant(now, zone);
    }

    /** The day as it is written in this language, with its weekday. */
    public String day(LocalDate day) {
        String pattern = words.tag().startsWith("zh") ? "uuuu年M月d日 EEEE" : "EEEE d MMMM uuuu";
        return DateTimeFormatter.ofPattern(pattern, words.locale()).format(day);
    }

    /** The day without its weekday, as a document has it. */
    public String date(LocalDate day) {
        String pattern = words.tag().startsWith("zh") ? "uuuu年M月d日" : "d MMMM uuuu";
        return DateTimeFormatter.ofPattern(pattern, words.locale()).format(day);
    }

    /** The month as it is written in this language. */
    public String month(YearMonth month) {
        String pattern = words.tag().startsWith("zh") ? "uuuu年M月" : "MMMM uuuu";
        return DateTimeFormatter.ofPattern(pattern, words.locale()).format(month);
    }

    /** The weekday in one sign, or as few as this language needs. */
    public String weekday(LocalDate day) {
        return day.getDayOfWeek().getDisplayName(TextStyle.NARROW, words.locale());
    }

    /** How long ago, in words. */
    public String age(Instant at) {
        Duration age = Duration.between(at, now);
        if (age.compareTo(JUST_NOW) < 0) {
            return say("age.now");
        }
        if (age.toMinutes() < 1) {
            return say("age.seconds", age.toSeconds());
        }
        if (age.toHours() < 1) {
            return say("age.minutes", age.toMinutes());
        }
        return age.toDays() < 1 ? say("age.hours", age.toHours()) : say("age.days", age.toDays());
    }

    /** How long, in words; never below zero. */
    public String span(Duration length) {
        Duration span = length.isNegative() ? Duration.ZERO : length;
        if (span.toMinutes() < 1) {
            return say("span.seconds", span.toSeconds());
        }
        return span.toHours() < 1
                ? say("span.minutes", span.toMinutes())
                : say("span.hours", span.toHours(), span.toMinutesPart());
    }

    /** {@code 96%}; 0/0 is a dash. */
    public String percent(OptionalDouble share) {
        return share.isPresent() ? Math.round(share.getAsDouble() * 100) + "%" : NOTHING;
    }

    /** A time by its bounds, as far as they are known: what is uncertain never stands as a single moment. */
    public String between(TrueTime time) {
        Span span = time.span();
        Instant from = span.earliest();
        Instant to = span.latest();
        if (from == null && to == null) {
            return say("time.unknown");
        }
        if (from == null) {
            return say("time.until", near(time.latest()));
        }
        if (to == null) {
            return say("time.since", near(from));
        }
        boolean oneDay = LocalDate.ofInstant(from, zone).equals(LocalDate.ofInstant(to, zone));
        if (Duration.between(from, to).compareTo(SECONDS_MAX) < 0) {
            return say("time.between", oneDay ? clock(from) : dayAndClock(from), clock(to));
        }
        Instant whole = to.plus(ALMOST_A_MINUTE);
        return say(
                "time.between",
                oneDay ? minute(from) : dayAndMinute(from),
                oneDay ? minute(whole) : dayAndMinute(whole));
    }

    public boolean isCertain(TrueTime time) {
        return time.isMoment();
    }

    /** With its day; what is no moment by its bounds, and with a word that says so. */
    public String full(TrueTime time) {
        return time.isMoment() ? dayAndClock(time.at()) : say("time.uncertain") + " " + between(time);
    }

    /** With its day; a dash where nothing is known. */
    public String known(@Nullable Instant at) {
        return at == null ? NOTHING : dayAndClock(at);
    }

    private String dayAndMinute(Instant at) {
        return DAY_AND_MINUTE.format(at.atZone(zone));
    }

    public String source(TrueTime.Source source) {
        return say("time.source." + Json.wireName(source));
    }

    /** Who did something: an account by its name, a program in words. */
    public String doer(String by) {
        return by.startsWith(Program.SIGNED) ? say("program", by.substring(Program.SIGNED.length())) : by;
    }

    /** In this language where it has a name in it. */
    public String name(HallService service) {
        return inEnglish(service.nameEn(), service.name());
    }

    /** In this language where it has a name in it. */
    public String name(Agency agency) {
        return inEnglish(agency.nameEn(), agency.name());
    }

    private String inEnglish(@Nullable String english, String chinese) {
        return english != null && words.tag().startsWith("en") ? english : chinese;
    }
}
