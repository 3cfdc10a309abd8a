package io.yizhan.terminal.station;

import io.yizhan.hardware.keys.KeyEvent;
import io.yizhan.hardware.keys.Keypad;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.terminal.journal.JournalException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The number pad beside a reader that has one, for who gives no finger: staff number, Enter, PIN, Enter. Keys are
 * carried into a queue; the reader's own loop takes them, between two looks at the window.
 */
final class PinPunches implements AutoCloseable {

    /** Who goes away in the middle leaves nothing for the next person. */
    static final Duration TYPING_MAX = Duration.ofSeconds(15);

    /** Keys that may wait; nobody types faster, and a key more is not heard. */
    private static final int WAITING_MAX = 64;

    private static final String PART = "pad";

    private final @Nullable KeyFeed feed;
    private final Pins pins;
    private final ReaderWindow window;
    private final SignInPad pad = new SignInPad();
    private final BlockingQueue<KeyEvent.Pressed> keys = new ArrayBlockingQueue<>(WAITING_MAX);

    /** @param keypad null where there is none */
    PinPunches(Attached.@Nullable Opener<Keypad> keypad, Pins pins, Faults faults, ReaderWindow window) {
        this.pins = pins;
        this.window = window;
        this.feed = keypad == null ? null : new KeyFeed(new Attached<>(PART, keypad, faults), faults, this::heard);
        if (keypad == null) { // a pad that was taken out leaves no fault behind, nor do its keys
            faults.clearOthers(PART, null);
            faults.clearDoubtful(KeyFeed.STUCK);
        }
    }

    void start(String name) {
        if (feed != null) {
            feed.start(name + " pad");
        }
    }

    /** Whether there is one; any thread. */
    boolean hasPad() {
        return feed != null;
    }

    @Override
    public void close() {
        if (feed != null) {
            feed.close();
        }
    }

    /** Takes the keys that wait. Empty unless somebody has proven with the last of them who they are. */
    Optional<StaffId> next() throws JournalException {
        if (window.isCalm()) {
            pad.reset();
        }
        forgetWhatNobodyTook();
        for (KeyEvent.Pressed key = keys.poll(); key != null; key = keys.poll()) {
            Optional<StaffId> staff = pressed(key.key());
            if (staff.isPresent()) {
                return staff;
            }
        }
        return Optional.empty();
    }

    /** What was typed while the reader led an enrolment is no punch of now, and half of it is no number. */
    private void forgetWhatNobodyTook() {
        KeyEvent.Pressed oldest = keys.peek();
        if (oldest != null && System.nanoTime() - oldest.nanos() >= TYPING_MAX.toNanos()) {
            keys.clear();
            pad.reset();
        }
    }

    private Optional<StaffId> pressed(String key) throws JournalException {
        switch (key) {
            case CounterKeys.CLEAR -> pad.clear();
            case CounterKeys.ENTER -> {
                SignInPad.Entered entered = pad.enter();
                if (entered != null) {
                    return proven(entered);
                }
            }
            default -> pad.digit(key);
        }
        window.ask(pad.prompt(), TYPING_MAX);
        return Optional.empty();
    }

    private Optional<StaffId> proven(SignInPad.Entered entered) throws JournalException {
        return switch (pins.attempt(entered.staffDigits(), entered.pin())) {
            case Pins.Attempt.Right(StaffId staff) -> Optional.of(staff);
            case Pins.Attempt.Wrong _ -> {
                window.tell(CounterWords.signInRefused(), AttendanceStation.RED);
                yield Optional.empty();
            }
            case Pins.Attempt.Locked(long seconds) -> {
                window.tell(CounterWords.signInLocked(seconds), AttendanceStation.RED);
                yield Optional.empty();
            }
        };
    }

    private void heard(KeyEvent event) {
        if (event instanceof KeyEvent.Pressed pressed) {
            var _ = keys.offer(pressed);
        }
    }
}
