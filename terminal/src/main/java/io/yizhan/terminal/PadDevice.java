package io.yizhan.terminal;

import io.yizhan.hardware.bus.linux.FileLink;
import io.yizhan.hardware.keys.Keypad;
import io.yizhan.hardware.keys.evdev.NumberPad;
import io.yizhan.hardware.simulated.SimulatedNumberPad;
import io.yizhan.terminal.station.Attached;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A number pad as the settings have it.
 *
 * @param opener the near end, for its station; null where there is none
 * @param simulated the far end; null for a real one, and where there is none
 */
record PadDevice(
        Attached.@Nullable Opener<Keypad> opener, @Nullable SimulatedNumberPad simulated) {

    /** The near end, which is one that nobody can press where there is none. */
    Attached.Opener<Keypad> keypad() {
        return opener == null ? Absent.Keys::new : opener;
    }

    static PadDevice of(Devices.Pad pad) throws IOException {
        return switch (pad) {
            case Devices.Pad.None _ -> new PadDevice(null, null);
            case Devices.Pad.InputDevice(var path) ->
                new PadDevice(() -> new NumberPad(FileLink.openInputDevice(path)), null);
            case Devices.Pad.Simulated _ -> {
                SimulatedNumberPad hand = SimulatedNumberPad.open();
                yield new PadDevice(() -> new NumberPad(FileLink.open(hand.path())), hand);
            }
        };
    }
}
