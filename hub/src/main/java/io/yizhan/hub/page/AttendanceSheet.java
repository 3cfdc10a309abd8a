package io.yizhan.hub.page;

import io.yizhan.hub.attendance.reckoning.PersonDay;
import io.yizhan.hub.page.AttendancePage.DayColumn;
import io.yizhan.hub.page.AttendancePage.Line;
import io.yizhan.hub.page.AttendancePage.View;
import io.yizhan.hub.sheet.Cell;
import io.yizhan.hub.sheet.Column;
import io.yizhan.hub.sheet.SheetWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The month as it is filtered, as a table: a person a row, a day a column with its outcomes in words, and the sums. */
final class AttendanceSheet {

    private static final int DAY_CHARACTERS = 14;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private AttendanceSheet() {}

    static void write(View view, SheetWriter sheet) throws IOException {
        Speech speech = view.frame().speech();
        List<Column> columns = new ArrayList<>();
        columns.add(Column.text(speech.say("punches.staff")));
        columns.add(Column.text(speech.say("attendance.person")));
        columns.add(Column.text(speech.say("filter.agency")));
        for (String sum : List.of("due", "present", "late", "missed", "absent", "pending")) {
            columns.add(Column.number(speech.say("attendance.sum." + sum)));
        }
        for (DayColumn day : view.days()) {
            columns.add(Column.text(day.day().toString(), DAY_CHARACTERS));
        }
        sheet.table(speech.say("tab.attendance") + " " + view.month(), columns);
        for (Line line : view.lines()) {
            sheet.row(row(view, line));
        }
    }

    private static List<Cell> row(View view, Line line) {
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.of(line.staff().text()),
                Cell.of(line.name()),
                Cell.of(view.frame().speech().name(line.agency())),
                days(line.sum().gross()),
                days(line.sum().present()),
                Cell.of(line.sum().lateMin().size()),
                Cell.of(line.sum().missed()),
                days(line.sum().absent()),
                Cell.of(line.sum().pendingDays())));
        for (PersonDay day : line.cells()) {
            cells.add(day == null ? Cell.none() : Cell.of(view.inWords(day)));
        }
        return cells;
    }

    private static Cell days(int halfDays) {
        return new Cell.Figure(BigDecimal.valueOf(halfDays).divide(TWO));
    }
}
