package io.yizhan.terminal.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.hardware.simulated.SimulatedSpeaker;
import io.yizhan.hardware.voice.Utterance;
import io.yizhan.hardware.voice.Voice;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.state.Calls.Call;
import io.yizhan.protocol.state.Calls.Stage;
import io.yizhan.terminal.station.Announcement.Urgency;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnouncerTest {

    private static final Locale MANDARIN = Locale.SIMPLIFIED_CHINESE;
    private static final Locale CANTONESE = Locale.of("zh", "HK");
    private static final OffsetDateTime AT = OffsetDateTime.parse("2026-11-23T10:00:00+08:00");

    @TempDir
    Path folder;

    /** What was said, and what was shown at the moment when it was. */
    private final List<String> said = new CopyOnWriteArrayList<>();

    private final Semaphore breaths = new Semaphore(0);
    private StationJournal memory;
    private Faults faults;
    private Announcer announcer;
    private volatile boolean quiet;
    private volatile String unwanted = "";

    @BeforeEach
    void open() throws Exception {
        memory = StationJournal.in(folder);
        faults = memory.faults("hall");
        announcer = new Announcer(
                new Attached<>("voice", Breathing::new, faults),
                3,
                new Announcer.Wishes(() -> quiet, one -> !one.call().shown().equals(unwanted), () -> {}));
    }

    @AfterEach
    void close() throws Exception {
        announcer.close();
        memory.close();
    }

    @Test
    void both_languages_are_said_with_nothing_between_them_and_what_is_said_is_shown_meanwhile() {
        announcer.announce(announcement(23, Urgency.CALL));
        announcer.announce(announcement(24, Urgency.CALL));
        announcer.start("board");
        breaths.release(4);

        await().until(() -> said.size() == 4);
        assertThat(said)
                .containsExactly("A023: 请A零二三号到三号窗口", "A023: 請A零二三號到三號窗口", "A024: 请A零二四号到三号窗口", "A024: 請A零二四號到三號窗口");
        await().until(() -> announcer.now().isEmpty());
    }

    @Test
    void a_call_goes_before_a_reminder_and_each_kind_in_its_order() {
        announcer.announce(announcement(1, Urgency.REMINDER));
        announcer.announce(announcement(2, Urgency.CALL));
        announcer.announce(announcement(3, Urgency.CALL));

        assertThat(shown(announcer.waiting())).containsExactly("A002", "A003", "A001");
    }

    @Test
    void when_too_many_wait_the_oldest_of_the_least_urgent_is_dropped() {
        announcer.announce(announcement(1, Urgency.CALL));
        announcer.announce(announcement(2, Urgency.REMINDER));
        announcer.announce(announcement(3, Urgency.REMINDER));
        assertThat(announcer.waiting()).hasSize(3);

        announcer.announce(announcement(4, Urgency.CALL));
        assertThat(shown(announcer.waiting())).containsExactly("A001", "A004", "A003");
        announcer.announce(announcement(5, Urgency.CALL));
        announcer.announce(announcement(6, Urgency.CALL));
        assertThat(shown(announcer.waiting())).containsExactly("A004", "A005", "A006");
    }

    @Test
    void in_quiet_hours_nothing_is_said_and_each_is_shown_all_the_same() {
        quiet = true;
        announcer.announce(announcement(23, Urgency.CALL));
        announcer.start("board");

        await().until(() -> announcer.now().isPresent());
        quiet = false;
        breaths.release(2);
        announcer.announce(announcement(24, Urgency.CALL));
        await().until(() -> said.size() == 2);

        assertThat(said).allMatch(sentence -> sentence.startsWith("A024"));
    }

    @Test
    void whom_nobody_waits_for_any_more_is_not_said() {
        unwanted = "A023";
        announcer.announce(announcement(23, Urgency.CALL));
        announcer.announce(announcement(24, Urgency.CALL));
        announcer.start("board");
        breaths.release(4);

        await().until(() -> said.size() == 2);

        assertThat(said).allMatch(sentence -> sentence.startsWith("A024"));
    }

    @Test
    void each_piece_names_its_recording_and_what_has_none_is_left_to_the_synthesizer() {
        assertThat(clips(announcement(23, Urgency.CALL)))
                .containsExactly("please", "a", "0", "2", "3", "number-to", "3", "counter");
        Call twelfth = call(23, "12");
        assertThat(clips(Announcement.of(twelfth, Urgency.CALL, List.of(MANDARIN))))
                .endsWith("number-to", "10", "2", "counter");
        Call odd = call(23, "b-1");
        assertThat(clips(Announcement.of(odd, Urgency.CALL, List.of(MANDARIN)))).contains("none");
    }

    private static List<String> clips(Announcement announcement) {
        return announcement.utterances().getFirst().pieces().stream()
                .map(piece -> piece.clip() == null ? "none" : piece.clip())
                .toList();
    }

    private static List<String> shown(List<Announcement> announcements) {
        return announcements.stream().map(one -> one.call().shown()).toList();
    }

    private static Announcement announcement(int number, Urgency urgency) {
        return Announcement.of(call(number, "3"), urgency, List.of(MANDARIN, CANTONESE));
    }

    private static Call call(int number, String counter) {
        TicketId ticket = new TicketId(AT.toLocalDate(), new SeriesId("A"), number);
        CallId id = new CallId("00000000-0000-4000-8000-%012d".formatted(number));
        return new Call(id, ticket, ticket.shown(), new CounterId(counter), AT, Stage.CALLING);
    }

    /** Says a sentence for each breath that it is given. */
    private final class Breathing implements Voice {

        private final SimulatedSpeaker speaker = new SimulatedSpeaker((part, what) ->
                said.add(announcer.now().map(now -> now.call().shown()).orElse("nothing") + ": " + what));

        @Override
        public void say(Utterance utterance) throws InterruptedException {
            breaths.acquire();
            speaker.say(utterance);
        }

        @Override
        public void close() {
            speaker.close();
        }
    }
}
