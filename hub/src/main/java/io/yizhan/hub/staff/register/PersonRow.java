package io.yizhan.hub.staff.register;

import io.yizhan.hub.staff.Wording;
import io.yizhan.hub.staff.register.Flaw.Kind;
import io.yizhan.hub.staff.register.RegisterTable.Reading;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of people. Null stands for nothing, and for what could not be read; that is told as a flaw.
 *
 * @param chief null where the file has no such column
 * @param saysPost whether the file has that column; so a post that is empty is none
 * @param saysB whether the file has that column
 * @param changed since when what is new in this row holds
 */
record PersonRow(
        String sheet,
        int row,
        @Nullable StaffId staff,
        String name,
        @Nullable AgencyId agency,
        @Nullable String post,
        boolean saysPost,
        @Nullable Boolean chief,
        @Nullable StaffId b,
        boolean saysB,
        @Nullable LocalDate since,
        @Nullable LocalDate counterSince,
        @Nullable LocalDate lastDay,
        @Nullable LocalDate changed) {

    private static final List<String> YES = List.of("是", "yes", "y", "true", "1", "√", "✓");
    private static final List<String> NO = List.of("", "否", "no", "n", "false", "0", "×");

    /** @param agencies all that will be in the hall, with their names */
    static PersonRow read(Reading reading, Map<AgencyId, String> agencies) {
        int before = reading.flaws().size();
        RegisterTable table = reading.table();
        StaffId staff = reading.value(Field.STAFF, Kind.NUMBER_MALFORMED, StaffId::new);
        if (staff == null && reading.flaws().size() == before) {
            reading.wrong(Field.STAFF, Kind.NUMBER_MISSING, "");
        }
        String name = name(reading);
        AgencyId agency = agency(reading, agencies);
        String post = reading.value(Field.POST, Kind.POST_WRONG, text -> checked(text, Wording.POST_MAX));
        Boolean chief = table.has(Field.CHIEF) ? chief(reading) : null;
        StaffId b = reading.value(Field.B, Kind.B_MALFORMED, StaffId::new);
        LocalDate since = reading.day(Field.SINCE);
        LocalDate counterSince = reading.day(Field.COUNTER_SINCE);
        LocalDate lastDay = reading.day(Field.LAST_DAY);
        LocalDate changed = reading.day(Field.CHANGED);
        return new PersonRow(
                table.sheet(),
                reading.row().number(),
                staff,
                name,
                agency,
                post,
                table.has(Field.POST),
                chief,
                b,
                table.has(Field.B),
                since,
                counterSince,
                lastDay,
                changed);
    }

    private static String name(Reading reading) {
        int before = reading.flaws().size();
        String name = reading.value(Field.NAME, Kind.NAME_WRONG, text -> checked(text, Wording.NAME_MAX));
        if (name == null && reading.flaws().size() == before) {
            reading.wrong(Field.NAME, Kind.NAME_MISSING, "");
        }
        return name == null ? "" : name;
    }

    private static String checked(String text, int most) {
        Wording.check("it", text, most);
        return text;
    }

    private static @Nullable Boolean chief(Reading reading) {
        String text = reading.text(Field.CHIEF).toLowerCase(Locale.ROOT);
        if (!YES.contains(text) && !NO.contains(text)) {
            reading.wrong(Field.CHIEF, Kind.CHIEF_UNREADABLE, "");
            return null;
        }
        return YES.contains(text);
    }

    /** By its number, else by its name; where both stand there they must agree. */
    private static @Nullable AgencyId agency(Reading reading, Map<AgencyId, String> agencies) {
        int before = reading.flaws().size();
        AgencyId agency = reading.value(Field.AGENCY, Kind.AGENCY_MALFORMED, AgencyId::new);
        String name = reading.text(Field.AGENCY_NAME);
        if (reading.flaws().size() > before) {
            return null;
        }
        if (agency == null) {
            return name.isEmpty() ? missing(reading) : byName(reading, name, agencies);
        }
        String known = agencies.get(agency);
        if (known == null) {
            reading.wrong(Field.AGENCY, Kind.AGENCY_UNKNOWN, "");
            return null;
        }
        if (!name.isEmpty() && !name.equals(known)) {
            reading.wrong(Field.AGENCY_NAME, Kind.AGENCY_NAME_OTHER, agency + " = " + known);
            return null;
        }
        return agency;
    }

    private static @Nullable AgencyId missing(Reading reading) {
        reading.wrong(reading.table().has(Field.AGENCY) ? Field.AGENCY : Field.AGENCY_NAME, Kind.AGENCY_MISSING, "");
        return null;
    }

    private static @Nullable AgencyId byName(Reading reading, String name, Map<AgencyId, String> agencies) {
        List<AgencyId> named = agencies.entrySet().stream()
                .filter(agency -> agency.getValue().equals(name))
                .map(Map.Entry::getKey)
                .toList();
        if (named.size() != 1) {
            reading.wrong(Field.AGENCY_NAME, named.isEmpty() ? Kind.AGENCY_UNKNOWN : Kind.AGENCY_NAME_SHARED, "");
            return null;
        }
        return named.getFirst();
    }

    void wrong(List<Flaw> flaws, Field field, String seen, Kind kind, String detail) {
        flaws.add(new Flaw(sheet, row, field, seen, kind, detail));
    }
}
