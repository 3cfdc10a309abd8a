package io.yizhan.hub.api;

import io.yizhan.hub.staff.Agency;
import io.yizhan.hub.staff.Careers;
import io.yizhan.hub.staff.register.Flaw;
import io.yizhan.hub.staff.register.Plan;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What programs get of agencies and careers. Days are of the hall's zone, both ends of a span included. */
public final class PeopleAnswers {

    private PeopleAnswers() {}

    /** @param lastDay of one that has left the hall */
    public record AgencyOut(
            AgencyId agency,
            String name,
            @Nullable String nameEn,
            @Nullable LocalDate lastDay,
            int staff) {

        static AgencyOut of(Agency agency) {
            return new AgencyOut(agency.agency(), agency.name(), agency.nameEn(), agency.lastDay(), agency.staff());
        }
    }

    public record AssignmentOut(
            AgencyId agency, LocalDate from, @Nullable LocalDate to) {}

    public record ParticularsOut(
            LocalDate from, String name, @Nullable String post) {}

    public record StandInOut(
            StaffId a, StaffId b, LocalDate from, @Nullable LocalDate to) {}

    /**
     * Somebody's whole time in the hall.
     *
     * @param chief when the person was chief representative, and of which agency
     * @param standIns as A and as B
     */
    public record CareerOut(
            StaffId staff,
            List<AssignmentOut> assignments,
            List<ParticularsOut> particulars,
            List<AssignmentOut> chief,
            List<StandInOut> standIns) {

        static CareerOut of(StaffId staff, Careers.Career career) {
            return new CareerOut(
                    staff,
                    career.assignments().stream()
                            .map(each -> new AssignmentOut(each.agency(), each.from(), each.to()))
                            .toList(),
                    career.particulars().stream()
                            .map(each -> new ParticularsOut(each.from(), each.name(), each.post()))
                            .toList(),
                    career.chiefs().stream()
                            .map(each -> new AssignmentOut(each.agency(), each.from(), each.to()))
                            .toList(),
                    career.standIns().stream()
                            .map(each -> new StandInOut(each.a(), each.b(), each.from(), each.to()))
                            .toList());
        }
    }

    /**
     * What is wrong in a file.
     *
     * @param row as a spreadsheet program shows it; 0 for the whole sheet
     * @param column its English head; null for the whole row
     */
    public record FlawOut(String sheet, int row, @Nullable String column, String seen, Flaw.Kind kind, String say) {

        static FlawOut of(Flaw flaw) {
            return new FlawOut(
                    flaw.sheet(),
                    flaw.row(),
                    flaw.column() == null ? null : flaw.column().english(),
                    flaw.seen(),
                    flaw.kind(),
                    flaw.say());
        }
    }

    public record ChangeOut(String column, String before, String after) {}

    public record LineOut(
            String sheet, int row, String number, String name, Plan.Outcome outcome, List<ChangeOut> changes) {

        static LineOut of(Plan.Line line) {
            return new LineOut(
                    line.sheet(),
                    line.row(),
                    line.number(),
                    line.name(),
                    line.outcome(),
                    line.changes().stream()
                            .map(change -> new ChangeOut(change.field().english(), change.before(), change.after()))
                            .toList());
        }
    }

    /**
     * What an import does, or would do.
     *
     * @param word confirms just this plan
     * @param done whether it is done
     * @param unread heads of the file that are no column of the register: nothing below them is read
     * @param absent people who are here and not in the file; nothing happens to them
     */
    public record PlanOut(
            String word, boolean done, List<String> unread, int absent, List<FlawOut> flaws, List<LineOut> lines) {

        static PlanOut of(Plan plan, boolean done) {
            return new PlanOut(
                    plan.word(),
                    done,
                    plan.unread(),
                    plan.absent(),
                    plan.flaws().stream().map(FlawOut::of).toList(),
                    plan.lines().stream().map(LineOut::of).toList());
        }
    }
}
