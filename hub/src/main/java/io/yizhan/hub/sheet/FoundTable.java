package io.yizhan.hub.sheet;

import java.util.List;

/**
 * A table that was read.
 *
 * @param name of its sheet; empty in a CSV
 * @param rows those in which something stands
 */
public record FoundTable(String name, List<FoundRow> rows) {

    public FoundTable {
        rows = List.copyOf(rows);
    }

    /**
     * One row.
     *
     * @param number as the spreadsheet program shows it, from 1
     */
    public record FoundRow(int number, List<Cell> cells) {

        public FoundRow {
            cells = List.copyOf(cells);
        }

        /** @param place from 0; beyond the row's end it is empty */
        public Cell cell(int place) {
            return place < cells.size() ? cells.get(place) : Cell.none();
        }

        boolean isBlank() {
            return cells.stream().allMatch(cell -> cell.shown().isEmpty());
        }
    }
}
