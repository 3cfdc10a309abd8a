package io.yizhan.hardware.simulated.program;

import io.yizhan.hardware.simulated.SimulatedKeys;
import java.util.Arrays;

/** The words that move the fingers on the keys. */
final class KeyOrders implements ControlPort.Orders {

    private final SimulatedKeys keys;
    private final FaultOrder<SimulatedKeys.Fault> faults;

    KeyOrders(SimulatedKeys keys) {
        this.keys = keys;
        this.faults = new FaultOrder<>(SimulatedKeys.Fault.values(), keys::fault);
    }

    @Override
    public void obey(String[] words) throws ControlPort.RefusedException {
        if (faults.obeyed(words)) {
            return;
        }
        String[] named = Arrays.copyOfRange(words, 1, words.length);
        boolean one = named.length == 1;
        try {
            switch (words[0]) {
                case "hold" -> only(one, words, () -> keys.hold(words[1]));
                case "release" -> only(one, words, () -> keys.release(words[1]));
                case "glitch" -> only(one, words, () -> keys.glitch(words[1]));
                default -> keys.pressTogether(words);
            }
        } catch (IllegalArgumentException noSuchKey) {
            throw new ControlPort.RefusedException(noSuchKey.getMessage() + "; " + allowed());
        }
    }

    private void only(boolean one, String[] words, Runnable order) throws ControlPort.RefusedException {
        if (!one) {
            throw new ControlPort.RefusedException("`" + String.join(" ", words) + "`; " + allowed());
        }
        order.run();
    }

    private String allowed() {
        return "allowed are: KEY | KEY KEY … (together) | hold KEY | release KEY | glitch KEY | " + faults.shape();
    }
}
