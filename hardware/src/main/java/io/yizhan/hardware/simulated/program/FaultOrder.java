package io.yizhan.hardware.simulated.program;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * The order {@code fault NAME on|off} of a control port.
 *
 * @param <F> the device's faults; their names in small letters, with dashes
 */
final class FaultOrder<F extends Enum<F>> {

    private final F[] faults;
    private final BiConsumer<F, Boolean> device;

    /** @param device switches a fault on or off */
    FaultOrder(F[] faults, BiConsumer<F, Boolean> device) {
        this.faults = faults.clone();
        this.device = device;
    }

    /** Whether it was one, and was obeyed. */
    boolean obeyed(String... words) {
        if (words.length != 3 || !words[0].equals("fault") || !(words[2].equals("on") || words[2].equals("off"))) {
            return false;
        }
        Optional<F> fault = Arrays.stream(faults)
                .filter(each -> word(each).equals(words[1]))
                .findFirst();
        fault.ifPresent(each -> device.accept(each, words[2].equals("on")));
        return fault.isPresent();
    }

    /** How it is written, for whoever wrote it otherwise. */
    String shape() {
        return "fault " + Arrays.stream(faults).map(FaultOrder::word).collect(Collectors.joining("|")) + " on|off";
    }

    private static String word(Enum<?> fault) {
        return fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
