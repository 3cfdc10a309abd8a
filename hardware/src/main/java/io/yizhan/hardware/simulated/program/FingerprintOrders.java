package io.yizhan.hardware.simulated.program;

import io.yizhan.hardware.simulated.SimulatedFingerprintModule;
import io.yizhan.hardware.simulated.SimulatedFingerprintModule.Fault;
import io.yizhan.hardware.simulated.SimulatedFingerprintModule.Quality;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words that the fingerprint module's control port understands. */
final class FingerprintOrders implements ControlPort.Orders {

    private static final String ALLOWED = "allowed are: finger N | lift | fault " + words(Fault.class)
            + " on|off | quality " + words(Quality.class) + " | fill | power";
    private static final Pattern FINGER = Pattern.compile("\\d{1,9}");

    private final SimulatedFingerprintModule module;

    FingerprintOrders(SimulatedFingerprintModule module) {
        this.module = module;
    }

    @Override
    public void obey(String[] words) throws ControlPort.RefusedException {
        String order = words[0] + " " + (words.length - 1);
        switch (order) {
            case "finger 1" -> module.lay(finger(words[1]));
            case "lift 0" -> module.lift();
            case "fill 0" -> fill();
            case "power 0" -> module.powerCycle();
            case "fault 2" -> module.fault(named(Fault.class, words[1]), on(words[2]));
            case "quality 1" -> module.quality(named(Quality.class, words[1]));
            default -> throw refused("`" + String.join(" ", words) + "`");
        }
    }

    private void fill() throws ControlPort.RefusedException {
        try {
            module.fill();
        } catch (IOException e) {
            throw new ControlPort.RefusedException("the flash file was not written: " + e.getMessage());
        }
    }

    private static int finger(String word) throws ControlPort.RefusedException {
        if (!FINGER.matcher(word).matches()) {
            throw refused("finger `" + word + "` is no number from 0 to 999999999");
        }
        return Integer.parseInt(word);
    }

    private static boolean on(String word) throws ControlPort.RefusedException {
        return switch (word) {
            case "on" -> true;
            case "off" -> false;
            default -> throw refused("`" + word + "` is neither on nor off");
        };
    }

    private static <E extends Enum<E>> E named(Class<E> type, String word) throws ControlPort.RefusedException {
        for (E one : type.getEnumConstants()) {
            if (word(one).equals(word)) {
                return one;
            }
        }
        throw refused("`" + word + "` is not one of " + words(type));
    }

    private static <E extends Enum<E>> String words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(FingerprintOrders::word)
                .collect(Collectors.joining("|"));
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    private static ControlPort.RefusedException refused(String seen) {
        return new ControlPort.RefusedException(seen + "; " + ALLOWED);
    }
}
