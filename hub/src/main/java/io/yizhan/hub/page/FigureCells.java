package io.yizhan.hub.page;

import io.yizhan.hub.report.Figure;
import io.yizhan.hub.sheet.Cell;
import io.yizhan.hub.sheet.Column;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The figures of attendance as columns of a spreadsheet, days as numbers with a half. */
final class FigureCells {

    private static final BigDecimal HALF_DAYS_OF_A_DAY = BigDecimal.valueOf(2);

    private FigureCells() {}

    static List<Column> columns(Speech speech, List<Figure> figures) {
        List<Column> columns = new ArrayList<>();
        figures.forEach(figure -> columns.add(Column.number(head(speech, figure, figures))));
        return columns;
    }

    static Cell cell(Figure figure) {
        BigDecimal value = BigDecimal.valueOf(figure.value());
        return new Cell.Figure(figure.unit() == Figure.Unit.HALF_DAYS ? value.divide(HALF_DAYS_OF_A_DAY) : value);
    }

    /**
     * The word over a figure's column.
     *
     * @param all of its row: beyond the last step of lateness stands which that is
     */
    static String head(Speech speech, Figure figure, List<Figure> all) {
        if (figure.step() == null) {
            return speech.say("bulletin.figure." + figure.name());
        }
        if (figure.step() > 0) {
            return speech.say("bulletin.figure.late-by", figure.step());
        }
        int last = all.stream()
                .filter(each -> each.step() != null)
                .mapToInt(each -> each.step())
                .max()
                .orElse(0);
        return speech.say("bulletin.figure.late-beyond", last);
    }
}
