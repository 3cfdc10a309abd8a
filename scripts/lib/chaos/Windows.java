package chaos;

import java.time.Duration;
import java.time.Instant;

/** When a machine was killed: around that moment it may have recorded what nobody was told any more. */
record Windows(Hall hall) {

    /** A machine tells within this after it has recorded; a frozen one later. */
    private static final Duration BEFORE = Duration.ofSeconds(3);

    boolean hold(String device, Instant earliest, Instant latest) {
        return hall.machines().stream()
                .filter(machine ->
                        machine.name().equals(device) || machine.name().equals(device + "-twin"))
                .flatMap(machine -> machine.kills().stream())
                .anyMatch(kill -> !latest.isBefore(kill.at().minus(BEFORE)) && !earliest.isAfter(kill.at()));
    }
}
