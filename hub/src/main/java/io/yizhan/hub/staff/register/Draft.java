package io.yizhan.hub.staff.register;

import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.staff.register.Plan.Change;
import io.yizhan.hub.staff.register.Plan.Decision;
import io.yizhan.hub.staff.register.Plan.Line;
import io.yizhan.hub.staff.register.Plan.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A plan that is being made. */
final class Draft {

    /** The order of what is decided: nobody is named before being there, nor leaves before being named. */
    enum Step {
        AGENCY,
        ADD,
        TENURE,
        MOVE,
        CHANGE,
        CHIEF_ENDS,
        CHIEF,
        STAND_IN,
        LEAVE
    }

    private record Due(Step step, Decision decision) {}

    final List<Flaw> flaws = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<Due> due = new ArrayList<>();

    void decide(Step step, String sheet, int row, HubFact fact) {
        due.add(new Due(step, new Decision(sheet, row, fact)));
    }

    void line(String sheet, int row, String number, String name, Outcome outcome, List<Change> changes) {
        lines.add(new Line(sheet, row, number, name, outcome, changes));
    }

    List<Line> lines() {
        return lines;
    }

    /** Within a step in the order of the file. */
    List<Decision> decisions() {
        return due.stream()
                .sorted(Comparator.comparing(Due::step))
                .map(Due::decision)
                .toList();
    }
}
