package io.yizhan.terminal.station;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.fingerprint.FingerprintReader;
import io.yizhan.protocol.fact.FingerDeleted;
import io.yizhan.protocol.fact.FingerEnrolled;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.state.DeviceConfig;
import io.yizhan.protocol.state.DeviceConfig.Enrolment;
import io.yizhan.terminal.journal.Note;
import io.yizhan.terminal.uplink.HallState;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose finger stands where. A position counts for a person only when the hall's config wants the enrolment there and
 * this reader confirmed that very enrolment in its journal; the note of it is written with the entry.
 */
final class FingerLibrary {

    /**
     * The hub adds an enrolment to the config when it has been confirmed, or before; what was enrolled just now is not
     * taken out for not being wanted yet. Once a config has wanted it, the next that does not counts at once.
     */
    static final Duration FRESH = Duration.ofMinutes(10);

    private static final String NOTES = "finger/";
    private static final Logger LOG = LoggerFactory.getLogger(FingerLibrary.class);

    private final HallState hall;
    private final Recorder recorder;
    private final Map<Integer, Long> enrolledAtNanos = new HashMap<>();

    FingerLibrary(HallState hall, Recorder recorder) {
        this.hall = hall;
        this.recorder = recorder;
    }

    /** Whose it is; empty for a position that is not wanted, or not confirmed as what is wanted there. */
    Optional<Enrolment> owner(int position) {
        Optional<EnrolmentId> confirmed = confirmed(position);
        return wanted(position)
                .filter(enrolment ->
                        confirmed.filter(enrolment.enrolment()::equals).isPresent());
    }

    /** Who has no finger here is called by the staff number: names come with enrolments alone. */
    String nameOf(StaffId staff) {
        return hall.config().stream()
                .flatMap(config -> config.enrolments().stream())
                .filter(enrolment -> enrolment.staff().equals(staff))
                .map(Enrolment::name)
                .findFirst()
                .orElse("工号 " + staff);
    }

    /** Confirms that this enrolment stands at this position now. */
    boolean enrolled(EnrolmentId enrolment, int position) {
        if (!isWanted(enrolment)) {
            enrolledAtNanos.put(position, System.nanoTime());
        }
        return recorder.record(new FingerEnrolled(enrolment, position), new Note(NOTES + position, enrolment.text()));
    }

    /** Whether the hall's config wants this enrolment here. */
    boolean isWanted(EnrolmentId enrolment) {
        return hall.config().stream()
                .flatMap(config -> config.enrolments().stream())
                .anyMatch(wanted -> wanted.enrolment().equals(enrolment));
    }

    /** Whether this very enrolment stands there, by this reader's word and by its sensor's. */
    boolean has(EnrolmentId enrolment, int position, FingerprintReader reader) throws LinkException {
        return confirmed(position).filter(enrolment::equals).isPresent()
                && reader.occupied().get(position);
    }

    /** Empties a position before another enrolment. */
    void vacate(int position, FingerprintReader reader) throws LinkException {
        Optional<EnrolmentId> old = confirmed(position);
        reader.delete(position);
        old.ifPresent(enrolment -> gone(enrolment, position));
    }

    /**
     * Makes the sensor hold what is wanted and nothing else: deletes what is wanted no longer, and says which confirmed
     * enrolment the sensor has lost. Does nothing until a config was heard.
     *
     * @return false when something stands there that no config has wanted yet: to be looked at after {@link #FRESH}
     */
    boolean compare(FingerprintReader reader) throws LinkException {
        DeviceConfig config = hall.config().orElse(null);
        if (config == null) {
            return true;
        }
        BitSet occupied = reader.occupied();
        int lost = 0;
        int deleted = 0;
        for (int position = 0; position < reader.capacity(); position++) {
            Optional<EnrolmentId> confirmed = confirmed(position);
            boolean wanted = wantedThere(config.enrolments(), position, confirmed);
            if (wanted && confirmed.isPresent()) {
                enrolledAtNanos.remove(position);
            }
            boolean unwanted = !wanted && !fresh(position);
            if (confirmed.isPresent() && !occupied.get(position)) {
                gone(confirmed.get(), position);
                lost++;
            } else if (occupied.get(position) && unwanted) {
                vacate(position, reader);
                deleted++;
            }
        }
        if (lost > 0 || deleted > 0) {
            LOG.atInfo()
                    .addKeyValue("deleted", deleted)
                    .addKeyValue("lost", lost)
                    .addKeyValue("revision", config.revision())
                    .log("the sensor's library was compared with what the hall wants");
        }
        return enrolledAtNanos.isEmpty();
    }

    /**
     * A template without a confirmation may be an enrolment that a crash cut short: it stays while its place is wanted.
     */
    private static boolean wantedThere(List<Enrolment> wanted, int position, Optional<EnrolmentId> confirmed) {
        return wanted.stream()
                .anyMatch(enrolment -> enrolment.position() == position
                        && confirmed.map(enrolment.enrolment()::equals).orElse(true));
    }

    private void gone(EnrolmentId enrolment, int position) {
        enrolledAtNanos.remove(position);
        recorder.record(new FingerDeleted(enrolment, position), Note.forget(NOTES + position));
    }

    private Optional<EnrolmentId> confirmed(int position) {
        return recorder.note(NOTES + position).map(EnrolmentId::new);
    }

    private Optional<Enrolment> wanted(int position) {
        return hall.config().stream()
                .flatMap(config -> config.enrolments().stream())
                .filter(enrolment -> enrolment.position() == position)
                .findFirst();
    }

    private boolean fresh(int position) {
        Long at = enrolledAtNanos.get(position);
        if (at != null && System.nanoTime() - at >= FRESH.toNanos()) {
            enrolledAtNanos.remove(position);
        }
        return enrolledAtNanos.containsKey(position);
    }
}
