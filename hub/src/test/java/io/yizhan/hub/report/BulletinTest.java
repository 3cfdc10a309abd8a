package io.yizhan.hub.report;

import static io.yizhan.hub.report.PlayedMonth.LI;
import static io.yizhan.hub.report.PlayedMonth.MONTH;
import static io.yizhan.hub.report.PlayedMonth.POLICE;
import static io.yizhan.hub.report.PlayedMonth.TAX;
import static io.yizhan.hub.report.PlayedMonth.WANG;
import static io.yizhan.hub.report.PlayedMonth.ZHAO;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.attendance.rules.AbsenceRule;
import io.yizhan.hub.attendance.rules.AttendanceRules;
import io.yizhan.hub.attendance.rules.AttendanceRulesSet;
import io.yizhan.hub.attendance.rules.Shipped;
import io.yizhan.hub.book.BookBrokenException;
import io.yizhan.hub.book.Rebuild;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.page.PaperHall;
import io.yizhan.hub.staff.AgencyGone;
import io.yizhan.hub.staff.StaffLeft;
import io.yizhan.hub.staff.StaffMoved;
import io.yizhan.protocol.id.StaffId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BulletinTest {

    @TempDir
    Path folder;

    private PaperHall hall;
    private PlayedMonth month;

    @BeforeEach
    void play() throws Exception {
        hall = new PaperHall(folder);
        month = PlayedMonth.whole(hall);
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void a_bulletin_says_what_became_of_the_month_and_is_numbered_in_its_year() throws Exception {
        assertThat(hall.publishing.publish(POLICE, MONTH, false, "admin")).isEmpty();
        assertThat(hall.publishing.publish(TAX, MONTH, false, "admin")).isEmpty();

        Bulletin police = newest();
        assertThat(police.number()).isEqualTo(1);
        assertThat(police.version()).isEqualTo(1);
        assertThat(police.workdays()).as("18 workdays of this October").isEqualTo(2 * 18);
        BulletinRow wang = row(police, "s1");
        assertThat(wang.lateCount()).isEqualTo(1);
        assertThat(wang.lateMinutes()).isEqualTo(12);
        assertThat(wang.lateBy()).containsExactly(1, 0, 0);
        assertThat(wang.present()).isEqualTo(2 * 18);
        assertThat(wang.days())
                .singleElement()
                .satisfies(day -> assertThat(day.day()).isEqualTo(LocalDate.of(2026, 10, 15)));
        BulletinRow li = row(police, "s2");
        assertThat(li.absent()).as("one whole day without a punch").isEqualTo(2);
        assertThat(li.missed()).as("absence stands in its place").isZero();
        assertThat(li.present()).isEqualTo(2 * 17);
        assertThat(police.rows()).extracting(BulletinRow::staff).doesNotContain(PlayedMonth.ZHAO);
        List<Bulletins.Version> all = hall.database.read(rows -> Bulletins.ofMonth(rows, MONTH));
        assertThat(all).extracting(Bulletins.Version::number).containsExactly(1, 2);
    }

    @Test
    void a_published_bulletin_is_not_published_again_and_not_amended_while_nothing_changed() {
        hall.publishing.publish(POLICE, MONTH, false, "admin");

        assertThat(hall.publishing.publish(POLICE, MONTH, false, "admin").orElseThrow())
                .hasMessageContaining("is published: it can only be amended");
        assertThat(hall.publishing.publish(POLICE, MONTH, true, "admin").orElseThrow())
                .hasMessageContaining("there is nothing to amend");
        assertThat(hall.publishing.publish(TAX, MONTH, true, "admin").orElseThrow())
                .hasMessageContaining("there is no bulletin");
    }

    @Test
    void nothing_is_published_while_somebody_is_pending_and_it_says_who_and_for_which_reader() {
        month.complete("reader-2", PlayedMonth.at(LocalDate.of(2026, 10, 19), "20:00"));

        assertThat(hall.publishing.publish(POLICE, MONTH, false, "admin").orElseThrow())
                .hasMessage("3 slots are pending: s2 on 2026-10-20 上午签到 (reader reader-2),"
                        + " s2 on 2026-10-20 下午签到 (reader reader-2), s2 on 2026-10-20 下班签退 (reader reader-2);"
                        + " settle each on the page of attendance, then publish");
        Draft draft = draft();
        assertThat(draft.pending()).allSatisfy(pending -> {
            assertThat(pending.staff()).isEqualTo(LI);
            assertThat(pending.waits())
                    .singleElement()
                    .satisfies(wait -> assertThat(wait.device()).hasToString("reader-2"));
        });
        assertThat(draft.isReady()).isFalse();
        assertThat(hall.publishing.publish(TAX, MONTH, false, "admin"))
                .as("nobody of this agency waits for a reader")
                .isEmpty();
    }

    @Test
    void of_many_pending_slots_the_first_are_named_and_the_rest_is_counted() {
        month.joinUnproven(new StaffId("s5"));

        String said = hall.publishing
                .publish(POLICE, MONTH, false, "admin")
                .orElseThrow()
                .say();

        assertThat(said).startsWith("54 slots are pending: s5 on 2026-10-08").contains(" and 34 more; settle each");
        assertThat(said.split("\\(no-reader\\)", -1)).hasSize(Publishing.PENDING_NAMED_MAX + 1);
    }

    @Test
    void a_month_that_is_not_over_is_not_published() {
        assertThat(hall.publishing
                        .publish(POLICE, YearMonth.of(2026, 11), false, "admin")
                        .orElseThrow())
                .hasMessageContaining("is not over");
    }

    @Test
    void a_december_is_not_published_before_the_next_years_holidays_are_known() {
        hall.clock.pass(Duration.ofDays(50));

        assertThat(hall.publishing
                        .publish(POLICE, YearMonth.of(2026, 12), false, "admin")
                        .orElseThrow())
                .hasMessageContaining("the holidays of 2027 are not on record");
    }

    @Test
    void a_closed_month_stays_byte_equal_and_a_late_punch_is_offered_as_an_amendment() throws Exception {
        hall.publishing.publish(POLICE, MONTH, false, "admin");
        Bulletins.Version version = versions().getFirst();
        byte[] frozen = document(version);
        assertThat(Bulletin.hash(frozen)).isEqualTo(version.hash());

        AttendanceRules strict = new AttendanceRules(
                LocalDate.of(2026, 11, 1),
                "另一份规定",
                Shipped.example().weekdays(),
                Shipped.example().hours(),
                new AbsenceRule(10, 10, 1),
                List.of(5));
        hall.decide(new AttendanceRulesSet(strict, "admin"));
        assertThat(draft().changesOf(read(version)))
                .as("later rules are not of this month")
                .isEmpty();

        month.punch("reader-2", LI, LocalDate.of(2026, 10, 20), "08:57", "13:51", "17:09");
        assertThat(document(versions().getFirst())).isEqualTo(frozen);
        assertThat(draft().changesOf(read(version)))
                .extracting(Change::figure)
                .containsExactly("present", "absent", "day");

        assertThat(hall.publishing.publish(POLICE, MONTH, true, "leader")).isEmpty();
        assertThat(versions()).extracting(Bulletins.Version::version).containsExactly(2, 1);
        assertThat(versions()).extracting(Bulletins.Version::number).containsExactly(1, 1);
        assertThat(document(versions().getLast())).isEqualTo(frozen);
        Bulletin amended = read(versions().getFirst());
        assertThat(amended.changes())
                .contains(new Change(LI, "示范李二", "absent", null, "1", "0"))
                .hasSize(3);
        assertThat(row(amended, "s2").absent()).isZero();
        assertThat(draft().changesOf(amended)).isEmpty();
    }

    @Test
    void an_agency_that_has_gone_keeps_its_name_in_what_is_published_later() {
        hall.decide(new StaffLeft(ZHAO, LocalDate.of(2026, 10, 31), "admin"));
        hall.decide(new AgencyGone(TAX, LocalDate.of(2026, 10, 31), "admin"));

        assertThat(hall.publishing.draft(TAX, MONTH))
                .get()
                .extracting(Draft::agencyName)
                .isEqualTo("国税局");
        assertThat(hall.publishing.publish(TAX, MONTH, false, "admin")).isEmpty();
    }

    @Test
    void whose_only_person_was_elsewhere_as_is_known_since_is_amended_to_nobody() throws Exception {
        hall.publishing.publish(TAX, MONTH, false, "admin");
        hall.publishing.publish(POLICE, MONTH, false, "admin");
        hall.decide(new StaffMoved(ZHAO, POLICE, LocalDate.of(2026, 10, 1), "admin"));
        hall.decide(new StaffMoved(PlayedMonth.WANG, TAX, LocalDate.of(2026, 11, 1), "admin"));

        assertThat(hall.publishing.drafts(MONTH)).extracting(Draft::agency).containsExactly(POLICE, TAX);
        assertThat(hall.publishing.publish(TAX, MONTH, true, "admin")).isEmpty();
        assertThat(hall.publishing.draft(TAX, MONTH))
                .get()
                .extracting(Draft::rows)
                .isEqualTo(List.of());
    }

    @Test
    void after_a_rebuild_a_published_bulletin_has_the_same_bytes_and_the_late_punch_is_still_offered()
            throws Exception {
        hall.publishing.publish(POLICE, MONTH, false, "admin");
        month.punch("reader-2", LI, LocalDate.of(2026, 10, 20), "08:57");
        Bulletins.Version version = versions().getFirst();
        byte[] frozen = document(version);
        List<Change> offered = draft().changesOf(read(version));

        hall.database.writeAndWait(tx -> {
            try {
                return new Rebuild(TestHall.projections(), TestHall.facts()).rebuild(tx);
            } catch (BookBrokenException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(versions()).containsExactly(version);
        assertThat(document(version)).isEqualTo(frozen);
        assertThat(draft().changesOf(read(version))).isEqualTo(offered).isNotEmpty();
    }

    @Test
    void a_document_that_is_not_what_its_hash_says_is_refused_for_ever() {
        String id = PaperHall.uuid();
        Optional<String> refusal = hall.database.writeAndWait(tx -> {
            try {
                tx.<RuleBrokenException>orNothing(() -> {
                    hall.book.decide(tx, new BulletinPart(id, 1, "{}"));
                    hall.book.decide(tx, new BulletinPublished(id, POLICE, MONTH, 1, 1, 1, "00".repeat(32), "admin"));
                });
                return Optional.empty();
            } catch (RuleBrokenException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        });

        assertThat(refusal.orElseThrow()).contains("not the one that its hash names");
        assertThat(versions()).isEmpty();
    }

    @Test
    void the_figures_of_a_row_have_the_same_names_in_every_bulletin() {
        Draft draft = draft();

        assertThat(Figure.of(draft.rows().getFirst(), draft.lateStepsMin()))
                .extracting(Figure::name)
                .startsWith("due", "net", "present", "absent")
                .endsWith("corrections", "stand-ins", "outages");
        assertThat(draft.rows()).extracting(BulletinRow::staff).startsWith(WANG, LI);
    }

    private Draft draft() {
        return hall.publishing.drafts(MONTH).stream()
                .filter(each -> each.agency().equals(POLICE))
                .findFirst()
                .orElseThrow();
    }

    private List<Bulletins.Version> versions() {
        return hall.database.read(rows -> Bulletins.versions(rows, POLICE, MONTH));
    }

    private byte[] document(Bulletins.Version version) {
        return hall.database.read(rows -> Bulletins.document(rows, version.bulletin()));
    }

    private Bulletin read(Bulletins.Version version) {
        return hall.database.read(rows -> Bulletins.read(rows, version.bulletin()));
    }

    private Bulletin newest() {
        return read(versions().getFirst());
    }

    private static BulletinRow row(Bulletin bulletin, String staff) {
        return bulletin.rows().stream()
                .filter(row -> row.staff().text().equals(staff))
                .findFirst()
                .orElseThrow();
    }
}
