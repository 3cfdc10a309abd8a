package io.yizhan.hub.staff.register;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.desk.Commands;
import io.yizhan.hub.desk.Deliveries;
import io.yizhan.hub.desk.PeopleDesk;
import io.yizhan.hub.desk.RegisterDesk;
import io.yizhan.hub.devices.Presence;
import io.yizhan.hub.sheet.Cell;
import io.yizhan.hub.sheet.Column;
import io.yizhan.hub.sheet.Format;
import io.yizhan.hub.sheet.RawWorkbook;
import io.yizhan.hub.sheet.SheetWriter;
import io.yizhan.hub.sheet.UnreadableSheetException;
import io.yizhan.hub.staff.AgencyAdded;
import io.yizhan.hub.staff.Assignment;
import io.yizhan.hub.staff.Careers;
import io.yizhan.hub.staff.Chief;
import io.yizhan.hub.staff.ChiefNamed;
import io.yizhan.hub.staff.ConsentGiven;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.PersonFingers;
import io.yizhan.hub.staff.Pins;
import io.yizhan.hub.staff.StaffLeft;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.hub.staff.StandIn;
import io.yizhan.hub.staff.StandInNamed;
import io.yizhan.hub.staff.Templates;
import io.yizhan.hub.staff.TenureCorrected;
import io.yizhan.hub.staff.register.Flaw.Kind;
import io.yizhan.hub.staff.register.Plan.Outcome;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.id.StaffId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StaffImportTest {

    private static final String HEAD = "工号,姓名,机构编号,机构名称,岗位,首席代表,B岗工号,进驻日期,到窗口日期,离开日期,变动日期\n";
    private static final LocalDate JANUARY_5 = LocalDate.of(2026, 1, 5);
    private static final AgencyId POLICE = new AgencyId("police");
    private static final AgencyId TAX = new AgencyId("tax");
    private static final StaffId S1 = new StaffId("s1");
    private static final StaffId S2 = new StaffId("s2");

    @TempDir
    Path folder;

    private TestHall hall;
    private Deliveries deliveries;
    private RegisterDesk desk;

    @BeforeEach
    void open() throws RuleBrokenException {
        hall = new TestHall(folder);
        hall.furnish();
        hall.decide(new AgencyAdded(TAX, "税务局", "Tax"));
        for (String staff : List.of("s1", "s2", "s3")) {
            hall.decide(new TenureCorrected(new StaffId(staff), JANUARY_5, JANUARY_5, "admin"));
        }
        SecureRandom random = new SecureRandom();
        Deliveries.Secrets secrets = new Deliveries.Secrets(
                new Pins(random, hall.ids), new Templates(random, hall.ids), new PersonFingers(random, hall.ids));
        Commands commands = new Commands(
                new Commands.Place(new Topics(new HallId("demo")), TestHall.ZONE, hall.time, hall.ids), message -> {});
        deliveries = new Deliveries(hall.book, secrets, new Presence(), commands, hall.time);
        desk = new PeopleDesk(hall.book, secrets, deliveries, random, hall.time).register();
    }

    @AfterEach
    void close() {
        deliveries.close();
        hall.close();
    }

    @Test
    void a_file_adds_moves_changes_names_and_lets_leave_at_one_stroke() throws Exception {
        byte[] file = csv("""
            s1,示范s1,police,,综合,是,s7,,,,
            s2,示范s2,tax,,,否,,,,,2026/6/1
            s3,示范s3,police,公安局,,,,2026-01-05,2026年2月1日,2026-10-31,
            s7,新人,,公安局,受理,,s1,20260301,,,
            """);

        Plan plan = preview(file, "admin");
        assertThat(plan.flaws()).isEmpty();
        assertThat(plan.lines())
                .extracting(Plan.Line::number, Plan.Line::outcome)
                .containsExactly(
                        tuple("s1", Outcome.CHANGED),
                        tuple("s2", Outcome.CHANGED),
                        tuple("s3", Outcome.LEAVES),
                        tuple("s7", Outcome.ADDED));
        assertThat(people()).hasSize(3);

        assertThat(carryOut(file, plan.word(), "admin").done()).isTrue();

        assertThat(assignments("s2"))
                .containsExactly(
                        new Assignment(S2, POLICE, JANUARY_5, LocalDate.of(2026, 5, 31)),
                        new Assignment(S2, TAX, LocalDate.of(2026, 6, 1), null));
        assertThat(member("s3").lastDay()).isEqualTo(LocalDate.of(2026, 10, 31));
        assertThat(member("s3").counterSince()).isEqualTo(LocalDate.of(2026, 2, 1));
        assertThat(member("s7").since()).isEqualTo(LocalDate.of(2026, 3, 1));
        assertThat(member("s1").post()).isEqualTo("综合");
        List<Chief> chiefs = hall.read(rows -> Careers.chiefs(rows, TestHall.TODAY, TestHall.TODAY));
        assertThat(chiefs).containsExactly(new Chief(POLICE, S1, TestHall.TODAY, null));
        List<StandIn> standIns = hall.read(rows -> Careers.standIns(rows, TestHall.TODAY, TestHall.TODAY));
        assertThat(standIns)
                .extracting(StandIn::a, StandIn::b)
                .containsExactly(tuple(S1, new StaffId("s7")), tuple(new StaffId("s7"), S1));
    }

    @Test
    void the_same_file_again_changes_nothing() throws Exception {
        byte[] file =
                csv("s1,示范s1,tax,,综合,是,s2,,,,\ns2,示范s2,tax,,,,s1,,,,\ns9,离人,police,,,,,2020-01-01,,2021-01-01,\n");
        assertThat(carryOut(file, preview(file, "admin").word(), "admin").done())
                .isTrue();
        long entries = hall.count("entry");

        Plan again = preview(file, "admin");

        assertThat(again.flaws()).isEmpty();
        assertThat(again.isEmpty()).isTrue();
        assertThat(again.count(Outcome.UNCHANGED)).isEqualTo(3);
        assertThat(hall.count("entry")).isEqualTo(entries);
        assertThat(again.absent()).isEqualTo(1);
        assertThat(member("s3").isHere()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void what_is_exported_comes_in_again_and_changes_nothing(Format format) throws Exception {
        hall.decide(new ConsentGiven(S1, "柜三第十二号"));
        hall.decide(new ChiefNamed(POLICE, S1, JANUARY_5, "admin"));
        hall.decide(new StandInNamed(S1, S2, JANUARY_5, "admin"));
        hall.decide(new StaffLeft(new StaffId("s3"), TestHall.TODAY, "admin"));
        for (boolean chinese : List.of(true, false)) {
            byte[] file = exported(format, chinese);

            Plan plan = preview(file, "admin");

            assertThat(plan.flaws()).isEmpty();
            assertThat(plan.isEmpty()).isTrue();
            assertThat(plan.count(Outcome.UNCHANGED)).isEqualTo(format == Format.XLSX ? 3 : 2);
            assertThat(plan.absent()).isZero();
            assertThat(new String(file, UTF_8)).doesNotContain("柜三");
        }
    }

    @Test
    void agencies_come_on_a_sheet_of_their_own_or_alone_and_people_may_be_theirs_at_once() throws Exception {
        byte[] alone = "机构编号,机构名称,英文名称\ntax,国家税务局,Tax\nwater,自来水公司,Water\n".getBytes(UTF_8);
        Plan plan = preview(alone, "admin");
        assertThat(plan.lines())
                .extracting(Plan.Line::number, Plan.Line::outcome)
                .containsExactly(tuple("tax", Outcome.CHANGED), tuple("water", Outcome.ADDED));
        byte[] both = RawWorkbook.of("<row><c t=\"inlineStr\"><is><t>x</t></is></c></row>");
        assertThat(preview(both, "admin").flaws()).extracting(Flaw::kind).containsExactly(Kind.NO_HEAD);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SheetWriter book = SheetWriter.open(Format.XLSX, out)) {
            table(book, "人员", List.of("工号", "姓名", "机构名称"), List.of("s8", "水工", "自来水公司"));
            table(book, "机构", List.of("机构编号", "机构名称"), List.of("water", "自来水公司"));
        }

        Plan together = preview(out.toByteArray(), "admin");

        assertThat(together.flaws()).isEmpty();
        assertThat(together.count(Outcome.ADDED)).isEqualTo(2);
        assertThat(carryOut(out.toByteArray(), together.word(), "admin").done()).isTrue();
        assertThat(member("s8").agency().name()).isEqualTo("自来水公司");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",示范,police,,,,,,,, | NUMBER_MISSING | STAFF",
                "工一,示范,police,,,,,,,, | NUMBER_MALFORMED | STAFF",
                "s7,,police,,,,,,,, | NAME_MISSING | NAME",
                "s7,一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一,police,,,,,,,, | NAME_WRONG | NAME",
                "s7,示范,,,,,,,,, | AGENCY_MISSING | AGENCY",
                "s7,示范,Police!,,,,,,,, | AGENCY_MALFORMED | AGENCY",
                "s7,示范,nowhere,,,,,,,, | AGENCY_UNKNOWN | AGENCY",
                "s7,示范,,无此局,,,,,,, | AGENCY_UNKNOWN | AGENCY_NAME",
                "s7,示范,police,税务局,,,,,,, | AGENCY_NAME_OTHER | AGENCY_NAME",
                "s7,示范,police,,,也许,,,,, | CHIEF_UNREADABLE | CHIEF",
                "s7,示范,police,,,,工二,,,, | B_MALFORMED | B",
                "s7,示范,police,,,,s99,,,, | B_UNKNOWN | B",
                "s7,示范,police,,,,s7,,,, | B_SELF | B",
                "s7,示范,tax,,,,s1,,,, | B_OTHER_AGENCY | B",
                "s7,示范,police,,,,,明天,,, | DAY_UNREADABLE | SINCE",
                "s7,示范,police,,,,,26-01-05,,, | DAY_UNREADABLE | SINCE",
                "s7,示范,police,,,,,2026-02-30,,, | DAY_UNREADABLE | SINCE",
                "s7,示范,police,,,,,45000,,, | DAY_UNREADABLE | SINCE",
                "s7,示范,police,,,,,0226-01-05,,, | DAY_IMPOSSIBLE | SINCE",
                "s7,示范,police,,,,,2026-01-05,2026-01-04,, | COUNTER_BEFORE_HALL | COUNTER_SINCE",
                "s7,示范,police,,,,,2026-01-05,,2026-01-04, | LEFT_BEFORE_COMING | LAST_DAY",
                "s1,示范s1,police,,,,,,,2026-01-04, | LEFT_BEFORE_COMING | LAST_DAY",
            })
    void a_bad_cell_is_named_with_its_row_and_column_and_nothing_is_imported(String row, Kind kind, Field field)
            throws Exception {
        byte[] file = csv("s6,好人,police,,,,,,,,\n" + row + "\n");

        Plan plan = preview(file, "admin");

        assertThat(plan.flaws()).extracting(Flaw::row, Flaw::column, Flaw::kind).containsExactly(tuple(3, field, kind));
        assertThat(plan.flaws().getFirst().say()).contains(":");
        assertThat(carryOut(file, plan.word(), "admin").done()).isFalse();
        assertThat(people()).hasSize(3);
    }

    @Test
    void what_is_wrong_between_rows_names_the_other_row() throws Exception {
        Plan plan = preview(csv("s7,示范,police,,,是,,,,,\ns7,示范,police,,,,,,,,\ns8,示范,police,,,是,,,,,\n"), "admin");

        assertThat(plan.flaws())
                .extracting(Flaw::row, Flaw::kind, Flaw::detail)
                .containsExactly(tuple(3, Kind.NUMBER_TWICE, "2"), tuple(4, Kind.CHIEF_TWICE, "2"));
    }

    @Test
    void formulas_and_errors_in_a_workbook_are_told() throws Exception {
        String head = "<row r=\"1\">" + text("工号") + text("姓名") + text("机构编号") + "</row>";
        byte[] file = RawWorkbook.of(
                head + "<row r=\"2\"><c><f>A1</f><v>7</v></c>" + text("示范") + "<c t=\"e\"><v>#N/A</v></c></row>");

        assertThat(preview(file, "admin").flaws())
                .extracting(Flaw::row, Flaw::column, Flaw::seen, Flaw::kind)
                .containsExactly(
                        tuple(2, Field.STAFF, "=A1", Kind.FORMULA), tuple(2, Field.AGENCY, "#N/A", Kind.ERROR_CELL));
    }

    @Test
    void what_the_records_refuse_is_told_at_its_row() throws Exception {
        Plan plan = preview(csv("s1,示范s1,tax,,,,,,,,2026-01-04\ns2,示范s2,police,,,,,,,2030-01-01,\n"), "admin");

        assertThat(plan.flaws())
                .extracting(Flaw::row, Flaw::kind)
                .containsExactly(tuple(2, Kind.RECORDS_REFUSE), tuple(3, Kind.RECORDS_REFUSE));
        assertThat(plan.flaws().getLast().say()).contains("has not come yet");
        assertThat(assignments("s1")).hasSize(1);
    }

    @Test
    void who_has_left_does_not_return_by_a_file() throws Exception {
        hall.decide(new StaffLeft(S1, TestHall.TODAY, "admin"));

        assertThat(preview(csv("s1,示范s1,police,,,,,,,,\n"), "admin").flaws())
                .extracting(Flaw::kind, Flaw::detail)
                .containsExactly(tuple(Kind.HAS_LEFT, TestHall.TODAY.toString()));
    }

    @Test
    void what_changed_between_the_preview_and_its_confirmation_is_looked_at_again() throws Exception {
        byte[] file = csv("s1,示范甲,police,,,,,,,,\n");
        Plan plan = preview(file, "admin");
        hall.clock.pass(Duration.ofDays(1)); // since when the new name holds

        RegisterDesk.Outcome outcome = carryOut(file, plan.word(), "admin");

        assertThat(outcome.done()).isFalse();
        assertThat(member("s1").name()).isEqualTo("示范s1");
        assertThat(carryOut(file, outcome.plan().word(), "admin").done()).isTrue();
        assertThat(carryOut(csv("s1,示范乙,police,,,,,,,,\n"), plan.word(), "admin")
                        .done())
                .isFalse();
    }

    @Test
    void a_preview_leaves_nothing_behind() throws Exception {
        long entries = hall.count("entry");

        preview(csv("s7,示范,police,,,是,s1,,,,\n"), "admin");

        assertThat(hall.count("entry")).isEqualTo(entries);
        assertThat(hall.count("chief") + hall.count("stand_in")).isZero();
        assertThatThrownBy(() -> preview(new byte[0], "admin")).isInstanceOf(UnreadableSheetException.class);
    }

    private Plan preview(byte[] file, String by) throws UnreadableSheetException {
        return desk.preview(file, today(), by);
    }

    private RegisterDesk.Outcome carryOut(byte[] file, String word, String by) throws UnreadableSheetException {
        return desk.carryOut(file, word, today(), by);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(hall.clock.now(), TestHall.ZONE);
    }

    private static void table(SheetWriter book, String name, List<String> heads, List<String> row) throws IOException {
        book.table(name, heads.stream().map(head -> Column.text(head)).toList());
        book.row(row.stream().map(cell -> Cell.of(cell)).toList());
    }

    private static String text(String text) {
        return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    private byte[] exported(Format format, boolean chinese) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StaffExport export = hall.read(rows -> StaffExport.of(rows, chinese));
        try (SheetWriter file = SheetWriter.open(format, out)) {
            export.people(file, format, _ -> true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] csv(String rows) {
        return (HEAD + rows).getBytes(UTF_8);
    }

    private List<StaffMember> people() {
        return hall.read(People::all);
    }

    private StaffMember member(String staff) {
        return hall.read(rows -> People.find(rows, new StaffId(staff))).orElseThrow();
    }

    private List<Assignment> assignments(String staff) {
        return hall.read(rows -> Careers.of(rows, new StaffId(staff))).assignments();
    }
}
