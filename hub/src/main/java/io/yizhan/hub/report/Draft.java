package io.yizhan.hub.report;

import io.yizhan.hub.attendance.reckoning.Wait;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.StaffId;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a bulletin would say now, and what stands in the way of publishing it.
 *
 * @param pending who is not decided, and why
 * @param missingYear whose holidays are not on record; null when none is missing
 * @param over whether the month is
 */
public record Draft(
        AgencyId agency,
        String agencyName,
        YearMonth month,
        List<String> rules,
        int workdays,
        List<Integer> lateStepsMin,
        List<BulletinRow> rows,
        List<Pending> pending,
        @Nullable Integer missingYear,
        boolean over) {

    /** One slot of one day that is not decided, or a whole day. */
    public record Pending(
            StaffId staff,
            String name,
            LocalDate day,
            @Nullable String slot,
            List<Wait> waits) {
        public Pending {
            waits = List.copyOf(waits);
        }
    }

    public Draft {
        rules = List.copyOf(rules);
        lateStepsMin = List.copyOf(lateStepsMin);
        rows = List.copyOf(rows);
        pending = List.copyOf(pending);
    }

    /** Whether everything is known that it says; also where it says that nobody was here. */
    public boolean isDecided() {
        return over && missingYear == null && pending.isEmpty();
    }

    /** Whether a first version may be published as it is. */
    public boolean isReady() {
        return isDecided() && !rows.isEmpty();
    }

    /** What it says otherwise than the newest version that was published. */
    public List<Change> changesOf(Bulletin published) {
        return Change.between(published.rows(), rows, published.lateStepsMin());
    }
}
