package io.yizhan.hub.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hub.attendance.decision.Why;
import io.yizhan.hub.attendance.here.Whereabouts;
import io.yizhan.hub.attendance.leave.Capacity;
import io.yizhan.hub.attendance.leave.CorrectionRequest;
import io.yizhan.hub.attendance.leave.LeaveState;
import io.yizhan.hub.attendance.leave.LeaveStep;
import io.yizhan.hub.attendance.leave.LeaveType;
import io.yizhan.hub.attendance.reckoning.Mark;
import io.yizhan.hub.attendance.reckoning.Wait;
import io.yizhan.hub.attendance.rules.DayKind;
import io.yizhan.hub.attendance.rules.Half;
import io.yizhan.hub.attendance.rules.UnfitRulesException;
import io.yizhan.hub.book.BookRule;
import io.yizhan.hub.desk.RulesDesk;
import io.yizhan.hub.desk.TestPage;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.queue.QueueRule;
import io.yizhan.hub.report.BulletinRow;
import io.yizhan.hub.report.BulletinRule;
import io.yizhan.hub.report.Figure;
import io.yizhan.hub.sheet.UnreadableSheetException;
import io.yizhan.hub.staff.StaffRule;
import io.yizhan.hub.staff.Tenure;
import io.yizhan.hub.staff.register.Flaw;
import io.yizhan.hub.staff.register.Plan;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.command.Counter;
import io.yizhan.protocol.id.StaffId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsTest {

    private static final Pattern SAID = Pattern.compile("say\\(\\s*\"([a-z0-9.-]+[a-z0-9])\"");

    private static final BulletinRow NOBODY =
            new BulletinRow(new StaffId("s1"), "", 0, 0, 0, 0, 0, 0, List.of(), 0, 0, 0, List.of(), 0, 0, 0, List.of());

    private static final List<String> FIGURES = Figure.of(NOBODY, List.of()).stream()
            .filter(figure -> figure.step() == null)
            .map(Figure::name)
            .toList();

    private final Words chinese = Words.of("zh-CN");
    private final Words english = Words.of("en");

    @Test
    void both_languages_say_the_same_things() {
        assertThat(english.keys()).containsExactlyInAnyOrderElementsOf(chinese.keys());
    }

    @Test
    void both_put_the_same_things_into_a_sentence() {
        for (String key : chinese.keys()) {
            assertThat(places(english, key)).as(key).isEqualTo(places(chinese, key));
        }
    }

    @Test
    void every_rule_that_a_person_can_break_has_words_and_no_words_stand_for_nothing() {
        Set<String> rules = Stream.of(BookRule.values(), StaffRule.values(), BulletinRule.values(), QueueRule.values())
                .flatMap(Arrays::stream)
                .map(rule -> "rule." + Json.wireName((Enum<?>) rule))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(chinese.keys())
                .filteredOn(key -> key.startsWith("rule."))
                .containsExactlyInAnyOrderElementsOf(rules);
    }

    @Test
    void every_sentence_that_a_page_says_is_there() throws IOException {
        Set<String> said = new TreeSet<>();
        for (Path file : sources()) {
            SAID.matcher(Files.readString(file))
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .forEach(said::add);
        }

        assertThat(said).hasSizeGreaterThan(100);
        assertThat(chinese.keys()).containsAll(said);
    }

    @Test
    void the_words_that_are_put_together_are_there_too() {
        Stream.of(
                        Arrays.stream(Refusal.values()).map(refusal -> "refused." + Json.wireName(refusal)),
                        Arrays.stream(Refusal.values()).map(refusal -> "refused." + Json.wireName(refusal) + ".do"),
                        Arrays.stream(Counter.Action.values()).map(action -> "counters." + Json.wireName(action)),
                        Arrays.stream(PlateState.values()).map(PlateState::key),
                        Stream.of("unreadable", "not-allowed", "unprojected", "unknown")
                                .flatMap(kind -> Stream.of("quarantine." + kind, "quarantine." + kind + ".how")),
                        Arrays.stream(Mark.values())
                                .map(Json::wireName)
                                .flatMap(mark -> Stream.of("mark.", "sign.", "article.")
                                        .map(kind -> "attendance." + kind + mark)),
                        Arrays.stream(Wait.Reason.values()).map(why -> "attendance.wait." + Json.wireName(why)),
                        Arrays.stream(DayKind.values()).map(kind -> "attendance.kind." + Json.wireName(kind)),
                        Arrays.stream(Why.values()).map(why -> "decided.why." + Json.wireName(why)),
                        Arrays.stream(LeaveState.values()).map(LeavePage::stateKey),
                        Arrays.stream(LeaveStep.Kind.values()).map(kind -> "leave.step." + Json.wireName(kind)),
                        Arrays.stream(Capacity.values()).map(office -> "leave.office." + Json.wireName(office)),
                        Arrays.stream(Half.values()).map(half -> "leave.half." + Json.wireName(half)),
                        Arrays.stream(CorrectionRequest.State.values())
                                .map(state -> "correction.state." + Json.wireName(state)),
                        Arrays.stream(LeaveType.values()).map(type -> "leave.type." + Json.wireName(type)),
                        Arrays.stream(UnfitRulesException.Reason.values())
                                .map(reason -> "rules.unfit." + Json.wireName(reason)),
                        Arrays.stream(RulesDesk.Why.values()).map(why -> "rules.refused." + Json.wireName(why)),
                        Arrays.stream(Whereabouts.State.values()).map(HereView::key),
                        FIGURES.stream().map(figure -> "bulletin.figure." + figure),
                        Arrays.stream(TestPage.Outcome.values())
                                .map(outcome -> "devices.test." + Json.wireName(outcome)),
                        Arrays.stream(Flaw.Kind.values()).map(kind -> "register.flaw." + kind.word()),
                        Arrays.stream(UnreadableSheetException.Why.values())
                                .map(why -> "register.unreadable." + Json.wireName(why)),
                        Arrays.stream(Plan.Outcome.values())
                                .map(outcome -> "register.outcome." + Json.wireName(outcome)),
                        Arrays.stream(Tenure.Watch.values())
                                .filter(watch -> watch != Tenure.Watch.NOTHING)
                                .map(CareerView::watchKey),
                        Arrays.stream(ServiceForm.Unfit.values()).map(ServiceForm.Unfit::key),
                        Arrays.stream(Tab.values()).map(Tab::key))
                .flatMap(keys -> keys)
                .forEach(key -> assertThat(chinese.keys()).contains(key));
        for (String key : chinese.keys()) {
            if (key.matches("(fault|trouble)\\..*") && !key.endsWith(".do") && chinese.has(key + ".do")) {
                assertThat(chinese.say(key + ".do")).as(key).endsWith("。");
            }
        }
    }

    @Test
    void no_sentence_has_the_sign_that_hides_what_follows_it() {
        for (Words words : List.of(chinese, english)) {
            for (String key : words.keys()) {
                assertThat(words.say(key)).as(key).doesNotContain("'");
            }
        }
    }

    @Test
    void one_and_many_are_said_apart() {
        assertThat(english.say("rows", 0)).isEqualTo("no rows");
        assertThat(english.say("rows", 1)).isEqualTo("1 row");
        assertThat(english.say("rows", 2_400)).isEqualTo("2,400 rows");
        assertThat(chinese.say("rows", 2_400)).isEqualTo("2,400 行");
    }

    @Test
    void words_that_nobody_wrote_are_our_mistake() {
        assertThatThrownBy(() -> chinese.say("no.such.words")).hasMessageContaining("no.such.words");
        assertThatThrownBy(() -> Words.of("fr")).hasMessageContaining("zh-CN and en");
    }

    private static long places(Words words, String key) {
        return Arrays.stream(new MessageFormat(words.say(key), words.locale()).getFormatsByArgumentIndex())
                .count();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> java = Files.walk(Path.of("src/main/java/io/yizhan/hub/page"));
                Stream<Path> templates = Files.walk(Path.of("src/main/jte"))) {
            return Stream.concat(java, templates).filter(Files::isRegularFile).toList();
        }
    }
}
