package io.yizhan.terminal.uplink;

import static io.yizhan.terminal.uplink.Wired.MACHINE;
import static io.yizhan.terminal.uplink.Wired.punch;
import static io.yizhan.terminal.uplink.Wired.soon;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.protocol.link.Broker;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.clock.HandClock;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.journal.JournalException;
import io.yizhan.terminal.journal.Note;
import java.io.BufferedReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of a terminal's process: what was told was on disk, and arrives. */
class PowerLossTest {

    private static final int TOLD_BEFORE_THE_KILL = 60;

    @TempDir
    Path folder;

    @Test
    void what_people_were_told_survives_a_kill_between_append_and_publish() throws Exception {
        Path card = folder.resolve("card");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Terminal.class.getName(),
                        card.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long told = 0;
        try (BufferedReader lines = child.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                told = Long.parseLong(line);
                if (told == TOLD_BEFORE_THE_KILL) {
                    child.toHandle().destroyForcibly(); // leaves our end of its output open
                }
            }
        }
        child.waitFor();
        assertThat(told).isGreaterThanOrEqualTo(TOLD_BEFORE_THE_KILL);

        try (Wired wired = new Wired(folder, Broker.Kind.MOSQUITTO);
                Journal journal = wired.journal("card");
                Uplink uplink = wired.started(journal)) {
            assertThat(uplink.hall().hubOnline()).isFalse();
            assertThat(journal.last()).isGreaterThanOrEqualTo(told);
            assertThat(journal.note("told")).contains(Long.toString(journal.last()));
            soon().until(() -> wired.hub.through(journal.id()) == journal.last());
            assertThat(wired.hub.lines(journal.id()).stream().map(line -> line.fact()))
                    .startsWith(punch(1), punch(2), punch(3))
                    .doesNotHaveDuplicates();
        }
    }

    /** Appends without end, and tells of each entry once it is recorded. */
    static final class Terminal {

        private Terminal() {}

        public static void main(String... arguments) throws JournalException {
            PrintStream told = new PrintStream(System.out, true, UTF_8);
            Path file = Path.of(List.of(arguments).getFirst()).resolve("journal.db");
            HallClock clock = new HallClock(MACHINE, HandClock.ZONE);
            try (Journal journal = Journal.open(file, "100000003d1d1c36", clock)) {
                for (int n = 1; n < 9_999; n++) {
                    told.println(journal.append(punch(n), new Note("told", Integer.toString(n))));
                }
            }
        }
    }
}
