package io.yizhan.terminal.screen;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Dates and times as the screens say them. */
final class DayWords {

    private static final String WEEKDAYS = "一二三四五六日";
    private static final int MORNING = 5;
    private static final int NOON = 11;
    private static final int AFTERNOON = 13;
    private static final int EVENING = 18;

    private DayWords() {}

    /** 11月28日 星期六. */
    static String date(LocalDate day) {
        int weekday = day.getDayOfWeek().getValue();
        return "%d月%d日 星期%s"
                .formatted(day.getMonthValue(), day.getDayOfMonth(), WEEKDAYS.substring(weekday - 1, weekday));
    }

    /** 08:31. */
    static String time(OffsetDateTime at) {
        return "%02d:%02d".formatted(at.getHour(), at.getMinute());
    }

    /** 今天, 昨天, else the date. */
    static String day(LocalDate day, LocalDate today) {
        return switch (Math.clamp(ChronoUnit.DAYS.between(day, today), -1, 2)) {
            case 0 -> "今天";
            case 1 -> "昨天";
            default -> "%d月%d日".formatted(day.getMonthValue(), day.getDayOfMonth());
        };
    }

    static String greeting(int hour) {
        if (hour < MORNING || hour >= EVENING) {
            return "晚上好";
        }
        if (hour < NOON) {
            return "早上好";
        }
        return hour < AFTERNOON ? "中午好" : "下午好";
    }
}
