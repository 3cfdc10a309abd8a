package io.yizhan.hub.staff.register;

import io.yizhan.hub.sheet.Cell;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days as people write them in spreadsheets: always year, month, day; never a year of two figures. */
final class Days {

    private static final Pattern DIVIDED =
            Pattern.compile("(\\d{4})\\s*[-/.年]\\s*(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})\\s*日?(?:[ T]0?0:00(?::00)?)?");
    private static final Pattern TOGETHER = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");

    private Days() {}

    /** Empty where no day can be read. */
    static Optional<LocalDate> read(Cell cell) {
        return switch (cell) {
            case Cell.Day(LocalDate day) -> Optional.of(day);
            case Cell.Moment(LocalDateTime moment) -> Optional.of(moment.toLocalDate());
            case Cell.Text _ -> read(cell.shown());
            case Cell.Figure(BigDecimal _) -> read(cell.shown());
            case Cell.Empty _, Cell.Formula _, Cell.Fault _ -> Optional.empty();
        };
    }

    private static Optional<LocalDate> read(String text) {
        for (Pattern pattern : new Pattern[] {DIVIDED, TOGETHER}) {
            Matcher day = pattern.matcher(text);
            if (day.matches()) {
                try {
                    return Optional.of(LocalDate.of(
                            Integer.parseInt(day.group(1)),
                            Integer.parseInt(day.group(2)),
                            Integer.parseInt(day.group(3))));
                } catch (DateTimeException impossible) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
