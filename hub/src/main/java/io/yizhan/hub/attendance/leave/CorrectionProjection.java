package io.yizhan.hub.attendance.leave;

import io.yizhan.hub.book.Entry;
import io.yizhan.hub.book.HubFact;
import io.yizhan.hub.book.Projection;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.store.Tx;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Corrections from the hub's journal: asked for, then granted or refused, once, and never by who asked. */
public final class CorrectionProjection implements Projection {

    /** What is decided about corrections. */
    public static final List<Class<? extends HubFact>> FACTS =
            List.of(CorrectionAsked.class, CorrectionGranted.class, CorrectionRefused.class);

    @Override
    public List<String> tables() {
        return List.of("correction");
    }

    @Override
    public void fold(Tx tx, Entry entry) throws SQLException, RuleBrokenException {
        switch (entry.fact()) {
            case CorrectionAsked asked -> ask(tx, entry, asked);
            case CorrectionGranted granted ->
                decide(tx, entry, granted.correction(), CorrectionRequest.State.GRANTED, granted.by(), null);
            case CorrectionRefused refused ->
                decide(
                        tx,
                        entry,
                        refused.correction(),
                        CorrectionRequest.State.REFUSED,
                        refused.by(),
                        refused.reason());
            default -> {}
        }
    }

    private static void ask(Tx tx, Entry entry, CorrectionAsked asked) throws SQLException, RuleBrokenException {
        if (Corrections.find(tx, asked.correction()).isPresent()) {
            throw new RuleBrokenException(
                    "correction " + asked.correction() + " was asked for before: each has an id of its own");
        }
        if (tx.number("SELECT count(*) FROM staff WHERE staff = ?", asked.staff()) == 0) {
            throw new RuleBrokenException(
                    "nobody has the staff number " + asked.staff() + ": look at the list of staff");
        }
        tx.update(
                "INSERT INTO correction (correction, staff, agency, day, at, reason, evidence, state, account, asked_ms,"
                        + " asked_earliest_ms, asked_latest_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                asked.correction(),
                asked.staff(),
                asked.agency(),
                asked.at().toLocalDate(),
                asked.at().toString(),
                asked.reason(),
                asked.evidence(),
                CorrectionRequest.State.ASKED,
                asked.by(),
                entry.time().at(),
                entry.time().doubtEarliest(),
                entry.time().doubtLatest());
    }

    private static void decide(
            Tx tx, Entry entry, String id, CorrectionRequest.State state, String by, @Nullable String why)
            throws SQLException, RuleBrokenException {
        CorrectionRequest request = Corrections.find(tx, id)
                .orElseThrow(() -> new RuleBrokenException("there is no correction " + id + ": look at the list"));
        if (request.state() != CorrectionRequest.State.ASKED) {
            throw new RuleBrokenException("correction " + id + " is decided already: it is decided once");
        }
        if (request.askedBy().equals(by)) {
            throw new RuleBrokenException(
                    "correction " + id + " was asked for by " + by + ": let somebody else decide about it");
        }
        tx.update(
                "UPDATE correction SET state = ?, decided_by = ?, why = ?, decided_ms = ?, decided_earliest_ms = ?,"
                        + " decided_latest_ms = ? WHERE correction = ?",
                state,
                by,
                why,
                entry.time().at(),
                entry.time().doubtEarliest(),
                entry.time().doubtLatest(),
                id);
    }
}
