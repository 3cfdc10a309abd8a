package io.yizhan.terminal.selftest;

import io.yizhan.hardware.bus.InputLine;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.fingerprint.FingerprintReader;
import io.yizhan.hardware.fingerprint.ReaderLight;
import io.yizhan.hardware.fingerprint.ScanResult;
import io.yizhan.hardware.keys.KeyEvent;
import io.yizhan.hardware.keys.Keypad;
import io.yizhan.hardware.keys.Lamp;
import io.yizhan.hardware.matrix.TextBoard;
import io.yizhan.hardware.printer.PrintOutcome;
import io.yizhan.hardware.printer.PrinterState;
import io.yizhan.hardware.printer.Receipt;
import io.yizhan.hardware.printer.TicketPrinter;
import io.yizhan.hardware.voice.Utterance;
import io.yizhan.hardware.voice.Voice;
import io.yizhan.terminal.journal.JournalException;
import io.yizhan.terminal.selftest.Finding.Verdict;
import io.yizhan.terminal.station.Attached.Opener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Runs through one station's devices, one after the other: opens each, lets it do its work once, and asks the person to
 * press and look. Nothing of it is recorded: no punch, no ticket, no entry in the journal.
 */
public final class SelfTest {

    /** A person finds the key or the window within this. */
    static final Duration PRESSED_MAX = Duration.ofSeconds(15);

    private static final Duration SHOWN = Duration.ofSeconds(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final String station;
    private final Person person;
    private final List<Finding> findings = new ArrayList<>();

    public SelfTest(String station, Person person) {
        this.station = station;
        this.person = person;
    }

    /** What was found so far, in the order of the questions. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Machine code: does it load on this processor? */
    public void library(String part, Loading loading) {
        try {
            note(part, Verdict.WELL, loading.load());
        } catch (LinkException | JournalException e) {
            note(part, Verdict.BROKEN, String.valueOf(e.getMessage()));
        }
    }

    /**
     * A fingerprint module: does it answer, and as the settings have it, how many fingers has it, does it see one?
     *
     * @param ring whether the settings give it a ring light
     */
    public void sensor(Opener<FingerprintReader> opener, boolean ring) throws InterruptedException {
        with("sensor", opener, reader -> {
            String library = reader.occupied().cardinality() + " of " + reader.capacity() + " positions taken"
                    + reader.remark().map(said -> "; " + said).orElse("");
            if (person.please("请在指纹窗上放任一手指 Lay any finger on the reader's window", PRESSED_MAX)) {
                Optional<ScanResult> seen = finger(reader);
                note(
                        "sensor",
                        seen.isPresent() ? Verdict.WELL : Verdict.BROKEN,
                        seen.map(result -> library + "; it saw: " + inWords(result))
                                .orElse(library + "; it saw no finger: clean the window, look at the module's supply"));
            } else {
                note("sensor", Verdict.UNSEEN, library);
            }
            if (ring) {
                reader.show(ReaderLight.MATCHED);
                looked("ring", "窗口的光圈亮绿光或蓝光 the ring around the window is lit, green or blue");
                reader.show(ReaderLight.READY);
            }
        });
    }

    /** A sensor's wake line, before a finger is asked for: does it tell one from an empty window? */
    public void wake(Opener<InputLine> opener) throws InterruptedException {
        with("wake", opener, line -> {
            if (line.active()) {
                note(
                        "wake",
                        Verdict.BROKEN,
                        "it says that a finger lies there: lift it; if none does, look at its wire, and leave that of"
                                + " an AS608 off, which says it the other way round");
            } else if (person.please("请在指纹窗上放任一手指 Lay any finger on the reader's window", PRESSED_MAX)) {
                boolean told = told(line);
                note(
                        "wake",
                        told ? Verdict.WELL : Verdict.BROKEN,
                        told ? "it told of the finger" : "it told of no finger: look at its wire and its pin");
            } else {
                note("wake", Verdict.UNSEEN, "it says that nothing lies on the window; nobody laid a finger there");
            }
        });
    }

    /** Keys, one after the other. */
    public void keys(String part, Opener<Keypad> opener, Collection<String> names) throws InterruptedException {
        with(part, opener, keypad -> {
            for (String name : names) {
                if (!person.please("请按键 Press the key: " + name, PRESSED_MAX)) {
                    note(part, Verdict.UNSEEN, names.size() + " keys answer to nobody: they were not pressed");
                    return;
                }
                pressed(keypad, name);
            }
        });
    }

    /** A printer: how it is, and a page that shows all that a ticket may need. */
    public void printer(Opener<TicketPrinter> opener, Receipt page) throws InterruptedException {
        with("printer", opener, printer -> {
            PrintOutcome outcome = printer.print(page);
            switch (outcome) {
                case PrintOutcome.Printed _ -> looked("printer", "测试页完整并已切纸 the test page is whole and cut");
                case PrintOutcome.NotPrinted(PrinterState state) ->
                    note("printer", Verdict.BROKEN, "it is not ready: " + state);
                case PrintOutcome.Unknown(String why) ->
                    note("printer", Verdict.BROKEN, "nobody knows whether the page came out: " + why);
            }
        });
    }

    /** Lamps, and a buzzer, one after the other. */
    public void lamps(Map<String, Lamp> lamps) throws InterruptedException {
        for (Map.Entry<String, Lamp> lamp : lamps.entrySet()) {
            String part = lamp.getKey();
            try {
                lamp.getValue().light(true);
                looked(part, part + " 亮或响 is lit, or sounds");
                lamp.getValue().light(false);
            } catch (LinkException e) {
                note(part, Verdict.BROKEN, String.valueOf(e.getMessage()));
            }
        }
    }

    /** A board: dense signs over its whole width, so that a dark module is seen. */
    public void board(String part, Opener<TextBoard> opener) throws InterruptedException {
        with(part, opener, board -> {
            board.show(List.of(List.of("龘龘龘龘龘龘龘龘"), List.of("测试８８８８８８")));
            long until = System.nanoTime() + SHOWN.toNanos();
            while (System.nanoTime() - until < 0) {
                Duration next = board.step();
                Thread.sleep(next.compareTo(LOOK_EVERY) < 0 ? next : LOOK_EVERY);
            }
            looked(part, part + " 每一块都亮 shows signs on every module");
        });
    }

    /** A voice. */
    public void voice(Opener<Voice> opener) throws InterruptedException {
        with("voice", opener, voice -> {
            voice.say(Utterance.of("语音测试", Locale.SIMPLIFIED_CHINESE));
            looked("voice", "听到“语音测试” was heard");
        });
    }

    private Optional<ScanResult> finger(FingerprintReader reader) throws LinkException, InterruptedException {
        long until = System.nanoTime() + PRESSED_MAX.toNanos();
        while (System.nanoTime() - until < 0) {
            ScanResult result = reader.scan();
            if (!(result instanceof ScanResult.NoFinger)) {
                return Optional.of(result);
            }
            Thread.sleep(LOOK_EVERY);
        }
        return Optional.empty();
    }

    private static boolean told(InputLine line) throws LinkException, InterruptedException {
        long until = System.nanoTime() + PRESSED_MAX.toNanos();
        while (System.nanoTime() - until < 0) {
            if (line.active()) {
                return true;
            }
            Thread.sleep(LOOK_EVERY);
        }
        return false;
    }

    private void pressed(Keypad keypad, String name) throws LinkException, InterruptedException {
        long until = System.nanoTime() + PRESSED_MAX.toNanos();
        String part = "key " + name;
        while (true) {
            Duration left = Duration.ofNanos(Math.max(1, until - System.nanoTime()));
            Optional<KeyEvent> event = keypad.next(left);
            switch (event.orElse(null)) {
                case null -> {
                    note(part, Verdict.BROKEN, "it was not heard: look at its wire, its ground and its pin");
                    return;
                }
                case KeyEvent.Pressed(String key, long _) -> {
                    boolean right = key.equals(name);
                    note(
                            part,
                            right ? Verdict.WELL : Verdict.BROKEN,
                            right ? "heard" : "heard as \"" + key + "\": the wires of the two are swapped");
                    return;
                }
                case KeyEvent.Stuck(String key) -> {
                    note(
                            "key " + key,
                            Verdict.BROKEN,
                            "it is held down: free it, or look whether its wire touches ground");
                    if (key.equals(name)) {
                        return;
                    }
                }
                case KeyEvent.Freed _, KeyEvent.Refused _ -> {
                    // The one that is asked for may still come.
                }
            }
        }
    }

    private void looked(String part, String what) {
        switch (person.sees(what)) {
            case YES -> note(part, Verdict.WELL, "seen");
            case NO ->
                note(part, Verdict.BROKEN, "it says that it works, and nobody sees or hears it: look at its wires");
            case NOBODY -> note(part, Verdict.UNSEEN, "it answers; nobody looked");
        }
    }

    private <D extends AutoCloseable> void with(String part, Opener<D> opener, Work<D> work)
            throws InterruptedException {
        try {
            D device = opener.open();
            try {
                work.on(device);
            } finally {
                close(device);
            }
        } catch (LinkException e) {
            note(part, Verdict.BROKEN, String.valueOf(e.getMessage()));
        }
    }

    private static void close(AutoCloseable device) throws InterruptedException {
        try {
            device.close();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception ignoredSinceItWasTried) {
            // What matters was found out before.
        }
    }

    private void note(String part, Verdict verdict, String remark) {
        findings.add(new Finding(station, part, verdict, remark));
    }

    private static String inWords(ScanResult result) {
        return switch (result) {
            case ScanResult.Matched(int position, int score) ->
                "the finger of position " + position + ", score " + score;
            case ScanResult.Unknown _ -> "a finger that is not enrolled";
            case ScanResult.Unreadable(ScanResult.Flaw flaw) ->
                "a finger, unclear (" + flaw.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
            case ScanResult.NoFinger _ -> "nothing";
        };
    }

    /** Returns what is to be said of it when it is there. */
    @FunctionalInterface
    public interface Loading {
        String load() throws LinkException, JournalException;
    }

    @FunctionalInterface
    private interface Work<D> {
        void on(D device) throws LinkException, InterruptedException;
    }
}
