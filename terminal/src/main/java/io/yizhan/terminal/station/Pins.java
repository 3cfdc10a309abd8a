package io.yizhan.terminal.station;

import io.yizhan.protocol.command.PinVerifier;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.journal.JournalException;
import io.yizhan.terminal.journal.Note;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The PINs that this terminal knows, as verifiers, in notes: they are in no entry and no log. Guessing is slowed: after
 * {@link #WRONG_MAX} wrong attempts in a row for one person there is a pause. Thread-safe.
 */
public final class Pins {

    /** Wrong attempts in a row before a pause. */
    static final int WRONG_MAX = 5;

    /** The pause. */
    static final Duration LOCKED = Duration.ofSeconds(60);

    private static final String NOTES = "pin/";

    private final Journal journal;
    private final Map<StaffId, Attempts> attempts = new ConcurrentHashMap<>();

    public Pins(Journal journal) {
        this.journal = journal;
    }

    /** What an attempt came to. */
    sealed interface Attempt {
        record Right(StaffId staff) implements Attempt {}

        record Wrong() implements Attempt {}

        record Locked(long seconds) implements Attempt {}
    }

    public void put(StaffId staff, String verifier) throws JournalException {
        journal.remember(new Note(NOTES + staff, verifier));
        attempts.remove(staff);
    }

    public void drop(StaffId staff) throws JournalException {
        journal.remember(Note.forget(NOTES + staff));
    }

    /** Whether this is the PIN of the person whose number, without letters, was typed. */
    Attempt attempt(String digits, String pin) throws JournalException {
        StaffId staff = known(digits).orElse(null);
        if (staff == null) {
            return new Attempt.Wrong();
        }
        Attempts so = attempts.getOrDefault(staff, Attempts.NONE);
        long left = so.lockedUntilNanos - System.nanoTime();
        if (so.wrong >= WRONG_MAX && left > 0) {
            return new Attempt.Locked(Duration.ofNanos(left).toSeconds() + 1);
        }
        Optional<String> verifier = journal.note(NOTES + staff);
        if (verifier.isPresent() && PinVerifier.fits(pin, verifier.get())) {
            attempts.remove(staff);
            return new Attempt.Right(staff);
        }
        int wrong = so.wrong >= WRONG_MAX ? 1 : so.wrong + 1;
        attempts.put(staff, new Attempts(wrong, System.nanoTime() + LOCKED.toNanos()));
        return new Attempt.Wrong();
    }

    /** The number pad has no letters: {@code 0123} is the staff {@code s0123}, if that is clear. */
    private Optional<StaffId> known(String digits) throws JournalException {
        List<String> fits = journal.notes(NOTES).keySet().stream()
                .map(key -> key.substring(NOTES.length()))
                .filter(staff -> staff.replaceAll("[^0-9]", "").equals(digits))
                .toList();
        return fits.size() == 1 ? Optional.of(new StaffId(fits.getFirst())) : Optional.empty();
    }

    private record Attempts(int wrong, long lockedUntilNanos) {
        static final Attempts NONE = new Attempts(0, 0);
    }
}
