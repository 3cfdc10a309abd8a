package io.yizhan.hub.staff.register;

import io.yizhan.hub.sheet.Cell;
import io.yizhan.hub.sheet.Column;
import io.yizhan.hub.sheet.Format;
import io.yizhan.hub.sheet.SheetWriter;
import io.yizhan.hub.staff.Agency;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.hub.store.Rows;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The register as a file that {@link StaffImport} takes again and that then changes nothing. It holds no template, no
 * PIN, and of a consent only whether there is one.
 */
public final class StaffExport {

    private static final int WIDE = 28;

    private final Known known;
    private final boolean chinese;

    private StaffExport(Known known, boolean chinese) {
        this.known = known;
        this.chinese = chinese;
    }

    /** @param chinese whether its heads and words are; else they are English */
    public static StaffExport of(Rows rows, boolean chinese) throws SQLException {
        return new StaffExport(Known.of(rows), chinese);
    }

    /**
     * Those who are here, by staff number; in a workbook their agencies on a second sheet.
     *
     * @param shown whom the file may name
     */
    public void people(SheetWriter file, Format format, Predicate<StaffMember> shown) throws IOException {
        Set<AgencyId> agencies = new HashSet<>();
        file.table(
                chinese ? "人员" : "people",
                List.of(
                        Column.text(head(Field.STAFF)),
                        Column.text(head(Field.NAME)),
                        Column.text(head(Field.AGENCY)),
                        Column.text(head(Field.AGENCY_NAME), WIDE),
                        Column.text(head(Field.POST)),
                        Column.text(head(Field.CHIEF)),
                        Column.text(head(Field.B)),
                        Column.day(head(Field.SINCE)),
                        Column.day(head(Field.COUNTER_SINCE)),
                        Column.day(head(Field.LAST_DAY)),
                        Column.day(head(Field.CHANGED)),
                        Column.text(head(Field.CONSENT))));
        for (StaffMember member : known.people().values()) {
            if (member.isHere() && shown.test(member)) {
                file.row(row(member));
                agencies.add(member.agency().agency());
            }
        }
        if (format == Format.XLSX) {
            agencies(file, agency -> agencies.contains(agency.agency()));
        }
    }

    /** Those that are here, by number. */
    public void agencies(SheetWriter file, Predicate<Agency> shown) throws IOException {
        file.table(
                chinese ? "机构" : "agencies",
                List.of(
                        Column.text(head(Field.AGENCY)),
                        Column.text(head(Field.AGENCY_NAME), WIDE),
                        Column.text(head(Field.AGENCY_NAME_EN), WIDE)));
        for (Agency agency : known.agencies().values()) {
            if (shown.test(agency)) {
                file.row(List.of(Cell.of(agency.agency().text()), Cell.of(agency.name()), Cell.of(agency.nameEn())));
            }
        }
    }

    private List<Cell> row(StaffMember member) {
        StaffId b = known.standIns().get(member.staff());
        return List.of(
                Cell.of(member.staff().text()),
                Cell.of(member.name()),
                Cell.of(member.agency().agency().text()),
                Cell.of(member.agency().name()),
                Cell.of(member.post()),
                Cell.of(yes(
                        member.staff().equals(known.chiefs().get(member.agency().agency())))),
                Cell.of(b == null ? "" : b.text()),
                Cell.of(member.since()),
                Cell.of(member.counterSince()),
                Cell.none(),
                Cell.none(),
                Cell.of(yes(member.consented() != null)));
    }

    private String head(Field field) {
        return chinese ? field.chinese() : field.english();
    }

    private String yes(boolean yes) {
        return chinese ? (yes ? "是" : "否") : (yes ? "yes" : "no");
    }
}
