package io.yizhan.hub.staff.register;

import io.yizhan.hub.sheet.Cell;
import io.yizhan.hub.sheet.FoundTable;
import io.yizhan.hub.sheet.FoundTable.FoundRow;
import io.yizhan.hub.staff.HallDays;
import io.yizhan.hub.staff.register.Flaw.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A table of a file whose heads are known, and its rows.
 *
 * @param heads which place each column has
 * @param unread heads that are no column of the register: nothing below them is read
 */
record RegisterTable(String sheet, Map<Field, Integer> heads, List<String> unread, List<FoundRow> rows) {

    /** A title may stand above the heads, and a note. */
    private static final int HEAD_ROWS_MAX = 6;

    /** Empty where no row has heads that belong together; whatever else is wrong with the heads is told. */
    static Optional<RegisterTable> of(FoundTable table, List<Flaw> flaws) {
        for (int i = 0; i < Math.min(HEAD_ROWS_MAX, table.rows().size()); i++) {
            FoundRow row = table.rows().get(i);
            List<Field> fields = row.cells().stream()
                    .flatMap(cell -> Field.of(cell.shown()).stream())
                    .toList();
            if (isHead(fields)) {
                RegisterTable found = new RegisterTable(
                        table.name(),
                        heads(table.name(), row, flaws),
                        row.cells().stream()
                                .map(Cell::shown)
                                .filter(head ->
                                        !head.isBlank() && Field.of(head).isEmpty())
                                .toList(),
                        table.rows().subList(i + 1, table.rows().size()));
                if (found.rows.isEmpty()) {
                    flaws.add(new Flaw(table.name(), row.number(), null, "", Kind.NO_ROWS, ""));
                }
                found.checkHeads(row.number(), flaws);
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static boolean isHead(List<Field> fields) {
        return fields.contains(Field.STAFF)
                || fields.contains(Field.NAME)
                || (fields.contains(Field.AGENCY) && fields.contains(Field.AGENCY_NAME));
    }

    private static Map<Field, Integer> heads(String sheet, FoundRow row, List<Flaw> flaws) {
        Map<Field, Integer> heads = new EnumMap<>(Field.class);
        for (int place = 0; place < row.cells().size(); place++) {
            int here = place;
            Field.of(row.cell(place).shown()).ifPresent(field -> {
                if (heads.putIfAbsent(field, here) != null) {
                    flaws.add(
                            new Flaw(sheet, row.number(), field, row.cell(here).shown(), Kind.COLUMN_TWICE, ""));
                }
            });
        }
        return heads;
    }

    private void checkHeads(int row, List<Flaw> flaws) {
        List<Field> needed = new ArrayList<>();
        if (isOfPeople()) {
            needed.addAll(List.of(Field.STAFF, Field.NAME));
            if (!heads.containsKey(Field.AGENCY_NAME)) {
                needed.add(Field.AGENCY);
            }
        }
        needed.removeIf(heads::containsKey);
        needed.forEach(field -> flaws.add(new Flaw(sheet, row, field, "", Kind.COLUMN_MISSING, "")));
    }

    /** Whether its rows are people; else they are agencies. */
    boolean isOfPeople() {
        return heads.containsKey(Field.STAFF) || heads.containsKey(Field.NAME);
    }

    boolean has(Field field) {
        return heads.containsKey(field);
    }

    /** What a row says; whatever is wrong with it is told. */
    Reading reading(FoundRow row, List<Flaw> flaws) {
        return new Reading(this, row, flaws);
    }

    /** Reads the cells of one row. */
    record Reading(RegisterTable table, FoundRow row, List<Flaw> flaws) {

        /** Empty where nothing stands, or nothing that has a value. */
        String text(Field field) {
            Cell cell = cell(field);
            return switch (cell) {
                case Cell.Formula _ -> {
                    wrong(field, Kind.FORMULA, "");
                    yield "";
                }
                case Cell.Fault _ -> {
                    wrong(field, Kind.ERROR_CELL, "");
                    yield "";
                }
                case Cell.Empty _, Cell.Text _, Cell.Figure _, Cell.Day _, Cell.Moment _ -> cell.shown();
            };
        }

        /** Null where nothing stands, or nothing that can be read. */
        <T> @Nullable T value(Field field, Kind malformed, Function<String, T> read) {
            String text = text(field);
            if (text.isEmpty()) {
                return null;
            }
            try {
                return read.apply(text);
            } catch (IllegalArgumentException e) {
                wrong(field, malformed, "");
                return null;
            }
        }

        /** Null where nothing stands, or no day. */
        @Nullable
        LocalDate day(Field field) {
            if (text(field).isEmpty()) {
                return null;
            }
            LocalDate day = Days.read(cell(field)).orElse(null);
            if (day == null) {
                wrong(field, Kind.DAY_UNREADABLE, "");
            } else if (!HallDays.canBeMeant(day)) {
                wrong(field, Kind.DAY_IMPOSSIBLE, "");
                return null;
            }
            return day;
        }

        void wrong(Field field, Kind kind, String detail) {
            flaws.add(new Flaw(table.sheet, row.number(), field, cell(field).shown(), kind, detail));
        }

        private Cell cell(Field field) {
            Integer place = table.heads.get(field);
            return place == null ? Cell.none() : row.cell(place);
        }
    }
}
