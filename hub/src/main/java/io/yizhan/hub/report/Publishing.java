package io.yizhan.hub.report;

import io.yizhan.hub.attendance.reckoning.Wait;
import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.AgencyId;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Publishes bulletins and amends them. For any thread. */
public final class Publishing {

    /** So many pending slots a refusal names, each with its person and its reason; the rest is counted. */
    static final int PENDING_NAMED_MAX = 20;

    private final Book book;
    private final Drafts drafts;
    private final String hall;
    private final ZoneId zone;
    private final Supplier<UUID> ids;
    private final InstantSource clock;

    /** @param hall its name, as it stands in a bulletin's head */
    public Publishing(Book book, String hall, ZoneId zone, Supplier<UUID> ids, InstantSource clock) {
        this.book = book;
        this.drafts = new Drafts(zone);
        this.hall = hall;
        this.zone = zone;
        this.ids = ids;
        this.clock = clock;
    }

    /** What the bulletins of a month would say now. */
    public List<Draft> drafts(YearMonth month) {
        return book.database().read(rows -> drafts.of(rows, month, null, clock.instant()));
    }

    /** What this agency's bulletin would say now; empty where nobody was employed. */
    public Optional<Draft> draft(AgencyId agency, YearMonth month) {
        return book.database()
                .read(rows ->
                        drafts.of(rows, month, agency, clock.instant()).stream().findFirst());
    }

    /** A draft as a document: without a number, as version 0, of today. */
    public Bulletin preview(Draft draft) {
        return document(draft, 0, 0, List.of());
    }

    private Bulletin document(Draft draft, int number, int version, List<Change> changes) {
        return new Bulletin(
                hall,
                draft.agency(),
                draft.agencyName(),
                draft.month(),
                number,
                version,
                LocalDate.ofInstant(clock.instant(), zone),
                draft.rules(),
                draft.workdays(),
                draft.lateStepsMin(),
                draft.rows(),
                changes);
    }

    /**
     * Publishes the first version of this agency's bulletin, or amends the newest.
     *
     * @param amends whether there is a version already: else a second one would come by a slip
     * @return the rule that it would break; empty when it was published
     */
    public Optional<RuleBrokenException> publish(AgencyId agency, YearMonth month, boolean amends, String by) {
        return book.database().writeAndWait(tx -> {
            try {
                tx.<RuleBrokenException>orNothing(() -> enter(tx, drawnUp(tx, agency, month), amends, by));
                return Optional.empty();
            } catch (RuleBrokenException e) {
                return Optional.of(e);
            }
        });
    }

    /** Drawn up on the writer, so that nothing comes between what is reckoned and what is frozen. */
    private Draft drawnUp(Tx tx, AgencyId agency, YearMonth month) throws SQLException, RuleBrokenException {
        Draft draft = drafts.of(tx, month, agency, clock.instant()).stream()
                .findFirst()
                .orElseThrow(() -> new RuleBrokenException(
                        BulletinRule.NOBODY_EMPLOYED,
                        "nobody of " + agency + " was employed in " + month + ": there is nothing to publish",
                        agency,
                        month));
        checkReady(draft);
        return draft;
    }

    private static void checkReady(Draft draft) throws RuleBrokenException {
        if (!draft.over()) {
            throw new RuleBrokenException(
                    BulletinRule.MONTH_RUNS,
                    draft.month() + " is not over: publish it after its last day",
                    draft.month());
        }
        if (draft.missingYear() != null) {
            throw new RuleBrokenException(
                    BulletinRule.NO_HOLIDAYS,
                    "the holidays of " + draft.missingYear()
                            + " are not on record: enter them on the page of rules, then publish",
                    draft.missingYear());
        }
        if (!draft.pending().isEmpty()) {
            Draft.Pending first = draft.pending().getFirst();
            throw new RuleBrokenException(
                    BulletinRule.SLOTS_PENDING,
                    who(draft.pending()) + "; settle each on the page of attendance, then publish",
                    draft.pending().size(),
                    first.staff(),
                    first.day());
        }
    }

    /** {@code 2 slots are pending: s2 on 2026-10-20 上午签到 (reader reader-2), s3 on 2026-10-21 (no-calendar)}. */
    private static String who(List<Draft.Pending> pending) {
        String named = pending.stream()
                .limit(PENDING_NAMED_MAX)
                .map(each -> each.staff() + " on " + each.day() + (each.slot() == null ? "" : " " + each.slot())
                        + each.waits().stream().map(Publishing::why).collect(Collectors.joining(", ", " (", ")")))
                .collect(Collectors.joining(", "));
        int more = pending.size() - PENDING_NAMED_MAX;
        return (pending.size() == 1 ? "1 slot is pending: " : pending.size() + " slots are pending: ")
                + named
                + (more > 0 ? " and " + more + " more" : "");
    }

    private static String why(Wait wait) {
        return Json.wireName(wait.reason()) + (wait.device() == null ? "" : " " + wait.device());
    }

    private void enter(Tx tx, Draft draft, boolean amends, String by) throws SQLException, RuleBrokenException {
        List<Bulletins.Version> versions = Bulletins.versions(tx, draft.agency(), draft.month());
        if (amends == versions.isEmpty()) {
            throw new RuleBrokenException(
                    amends ? BulletinRule.NOTHING_TO_AMEND : BulletinRule.PUBLISHED_ALREADY,
                    amends
                            ? "there is no bulletin of " + draft.agency() + " for " + draft.month() + " to amend"
                            : "the bulletin of " + draft.agency() + " for " + draft.month()
                                    + " is published: it can only be amended",
                    draft.agency(),
                    draft.month());
        }
        Optional<Bulletin> former = versions.isEmpty()
                ? Optional.empty()
                : Optional.of(Bulletins.read(tx, versions.getFirst().bulletin()));
        List<Change> changes = former.map(draft::changesOf).orElse(List.of());
        if (former.isPresent() && changes.isEmpty()) {
            throw new RuleBrokenException(
                    BulletinRule.NOTHING_NEW,
                    "nothing is otherwise than version " + versions.getFirst().version()
                            + " says: there is nothing to amend",
                    versions.getFirst().version());
        }
        int number = versions.isEmpty()
                ? next(tx, draft.month().getYear())
                : versions.getFirst().number();
        freeze(tx, document(draft, number, versions.size() + 1, changes), by);
    }

    private void freeze(Tx tx, Bulletin bulletin, String by) throws SQLException, RuleBrokenException {
        String id = ids.get().toString();
        String text = new String(bulletin.bytes(), StandardCharsets.UTF_8);
        int parts = 0;
        for (int at = 0; at < text.length(); ) {
            int end = Math.min(text.length(), at + BulletinPart.CHARACTERS_MAX);
            if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
                end--;
            }
            parts++;
            book.decide(tx, new BulletinPart(id, parts, text.substring(at, end)));
            at = end;
        }
        book.decide(
                tx,
                new BulletinPublished(
                        id,
                        bulletin.agency(),
                        bulletin.month(),
                        bulletin.number(),
                        bulletin.version(),
                        parts,
                        Bulletin.hash(text.getBytes(StandardCharsets.UTF_8)),
                        by));
    }

    private static int next(Tx tx, int year) throws SQLException {
        return Math.toIntExact(tx.number("SELECT max(number) FROM bulletin WHERE year = ?", year)) + 1;
    }
}
