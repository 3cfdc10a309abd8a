package io.yizhan.hub.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hub.sheet.FoundTable.FoundRow;
import io.yizhan.hub.sheet.UnreadableSheetException.Why;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SheetTest {

    private static final List<Column> COLUMNS =
            List.of(Column.text("工号"), Column.number("次数"), Column.day("日期"), Column.moment("时间"));
    private static final LocalDateTime AT = LocalDateTime.of(2026, 11, 23, 8, 31, 4);

    @ParameterizedTest
    @EnumSource(Format.class)
    void what_is_written_is_read_again(Format format) throws Exception {
        List<String> texts = List.of(
                "0012",
                "=1+1",
                "@A1",
                "-2",
                "+86",
                "逗号，,\"引号\"",
                "两\n行",
                "𠮷𡈽😀",
                "'quoted",
                "'=1",
                "<b>&amp;",
                "长".repeat(300));
        byte[] file = written(
                format,
                texts.stream()
                        .map(text ->
                                List.of(Cell.of(text), Cell.of(-3), Cell.of(LocalDate.of(2026, 2, 28)), Cell.of(AT)))
                        .toList());

        FoundTable table = only(file);

        assertThat(table.rows().getFirst().cells()).extracting(Cell::shown).containsExactly("工号", "次数", "日期", "时间");
        assertThat(table.rows().stream().skip(1).map(row -> row.cell(0).shown()))
                .containsExactlyElementsOf(texts);
        assertThat(table.rows().get(1).cells())
                .extracting(Cell::shown)
                .containsExactly("0012", "-3", "2026-02-28", "2026-11-23 08:31:04");
    }

    @Test
    void in_a_workbook_a_day_is_a_day_a_number_a_number_and_a_text_that_looks_reckoned_a_text() throws Exception {
        byte[] file = written(
                Format.XLSX,
                List.of(List.of(Cell.of("=1+1"), Cell.of(7), Cell.of(LocalDate.of(2026, 2, 28)), Cell.of(AT))));

        assertThat(only(file).rows().get(1).cells())
                .containsExactly(
                        new Cell.Text("=1+1"),
                        new Cell.Figure(new BigDecimal(7)),
                        new Cell.Day(LocalDate.of(2026, 2, 28)),
                        new Cell.Moment(AT));
    }

    @Test
    void a_long_table_is_written_whole_and_a_second_one_stands_on_its_own_sheet() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SheetWriter file = SheetWriter.open(Format.XLSX, out)) {
            file.table("一", List.of(Column.number("n")));
            for (int i = 1; i < SheetReader.ROWS_MAX; i++) {
                file.row(List.of(Cell.of(i)));
            }
            file.table("二", List.of(Column.text("x")));
            file.row(List.of(Cell.of("y")));
        }

        List<FoundTable> tables = SheetReader.read(out.toByteArray());

        assertThat(tables).extracting(FoundTable::name).containsExactly("一", "二");
        assertThat(tables.getFirst().rows()).hasSize(SheetReader.ROWS_MAX);
        assertThat(tables.getFirst().rows().getLast().number()).isEqualTo(SheetReader.ROWS_MAX);
    }

    @Test
    void a_csv_takes_no_second_table_and_no_table_has_a_row_before_its_head() throws Exception {
        try (SheetWriter csv = SheetWriter.open(Format.CSV, new ByteArrayOutputStream())) {
            csv.table("一", COLUMNS);
            assertThatThrownBy(() -> csv.table("二", COLUMNS)).hasMessageContaining("the second");
        }
        SheetWriter book = SheetWriter.open(Format.XLSX, new ByteArrayOutputStream());
        assertThatThrownBy(() -> book.row(List.of())).hasMessageContaining("before its table");
    }

    @ParameterizedTest
    @ValueSource(strings = {"工号,姓名\r\ns1,赵明\r\n", "工号\t姓名\ns1\t赵明", "工号;姓名\n\n \ns1;\"赵明\"\n"})
    void a_csv_is_read_as_programs_in_china_write_it(String text) throws Exception {
        for (byte[] file : List.of(
                text.getBytes(UTF_8), ("\uFEFF" + text).getBytes(UTF_8), text.getBytes(Charset.forName("GB18030")))) {
            FoundTable table = only(file);
            assertThat(table.rows()).hasSize(2);
            assertThat(table.rows().getLast().cells()).containsExactly(new Cell.Text("s1"), new Cell.Text("赵明"));
        }
    }

    @Test
    void blank_rows_are_left_out_and_the_others_keep_their_numbers() throws Exception {
        assertThat(only("工号\n\n,,\ns1\n".getBytes(UTF_8)).rows())
                .extracting(FoundRow::number)
                .containsExactly(1, 4);
    }

    @Test
    void formulas_errors_and_days_of_other_programs_are_known_as_such() throws Exception {
        byte[] file =
                RawWorkbook.of("<row r=\"3\"><c r=\"A3\"><f>B1+1</f><v>7</v></c><c r=\"B3\" t=\"e\"><v>#REF!</v></c>"
                        + "<c r=\"C3\" s=\"1\"><v>46204</v></c><c r=\"D3\" s=\"2\"><v>46204</v></c>"
                        + "<c r=\"E3\"><v>20260701</v></c>"
                        + "<c r=\"F3\" t=\"str\"><v>算出</v></c><c r=\"H3\" t=\"b\"><v>1</v></c></row>");

        FoundRow row = only(file).rows().getFirst();

        assertThat(row.number()).isEqualTo(3);
        assertThat(row.cells())
                .containsExactly(
                        new Cell.Formula("B1+1"),
                        new Cell.Fault("#REF!"),
                        new Cell.Day(LocalDate.of(2026, 7, 1)),
                        new Cell.Day(LocalDate.of(2026, 7, 1)),
                        new Cell.Figure(new BigDecimal("20260701")),
                        new Cell.Text("算出"),
                        Cell.none(),
                        new Cell.Text("TRUE"));
    }

    @Test
    void what_is_no_table_is_refused_and_says_what_to_do() {
        refused(Why.EMPTY, new byte[0]);
        refused(Why.EMPTY, "\r\n , \r\n".getBytes(UTF_8));
        refused(Why.TOO_LARGE, new byte[SheetReader.BYTES_MAX + 1]);
        refused(Why.OLD_OR_LOCKED, new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0});
        refused(Why.NO_SPREADSHEET, new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0});
        refused(Why.NO_SPREADSHEET, new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff});
        refused(Why.TOO_LARGE, "s\n".repeat(SheetReader.ROWS_MAX + 1).getBytes(UTF_8));
        refused(Why.TOO_LARGE, ",".repeat(99).concat("x").getBytes(UTF_8));
    }

    @Test
    void a_broken_workbook_is_refused() {
        byte[] whole = RawWorkbook.of("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
        refused(Why.BROKEN, Arrays.copyOf(whole, whole.length / 2));
        refused(Why.BROKEN, new byte[] {'P', 'K', 3, 4});
        refused(Why.BROKEN, RawWorkbook.zip(Map.of("readme.txt", "no workbook")));
        refused(Why.BROKEN, RawWorkbook.of("<row r=\"1\"><c r=\"A1\"><v>1</v></row>"));
    }

    @Test
    void a_workbook_that_claims_too_much_room_is_refused_before_it_takes_it() {
        refused(Why.BROKEN, RawWorkbook.of("<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>"));
        refused(Why.BROKEN, RawWorkbook.of("<row r=\"1\"><c r = '&#90;&#90;&#90;&#90;&#90;&#90;1'><v>1</v></c></row>"));
        byte[] bomb = RawWorkbook.of("<row r=\"1\"/>" + " ".repeat(20 * 1024 * 1024));
        assertThat(bomb.length).isLessThan(100_000);
        refused(Why.TOO_LARGE, bomb);
        refused(Why.TOO_LARGE, RawWorkbook.of("<row><c><v>1</v></c></row>".repeat(SheetReader.ROWS_MAX + 1)));
    }

    @Test
    void a_workbook_has_no_entities_of_its_own() {
        byte[] file = RawWorkbook.of("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&x;</t></is></c></row>");
        refused(Why.BROKEN, file);
    }

    private static void refused(Why why, byte[] file) {
        assertThatThrownBy(() -> SheetReader.read(file))
                .isInstanceOfSatisfying(
                        UnreadableSheetException.class, e -> assertThat(e.why()).isEqualTo(why))
                .hasMessageContaining(":");
    }

    private static FoundTable only(byte[] file) throws UnreadableSheetException {
        List<FoundTable> tables = SheetReader.read(file);
        assertThat(tables).hasSize(1);
        return tables.getFirst();
    }

    private static byte[] written(Format format, List<List<Cell>> rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SheetWriter file = SheetWriter.open(format, out)) {
            file.table("表", COLUMNS);
            for (List<Cell> row : rows) {
                file.row(row);
            }
        }
        return out.toByteArray();
    }
}
