package io.yizhan.terminal;

import io.yizhan.hardware.keys.KeyEvent;
import io.yizhan.hardware.keys.Keypad;
import io.yizhan.hardware.voice.Utterance;
import io.yizhan.hardware.voice.Voice;
import java.time.Duration;
import java.util.Optional;

/** Devices that the settings leave out: nothing is missing, and nothing happens. */
final class Absent {

    private Absent() {}

    /** Nobody can press it. */
    static final class Keys implements Keypad {
        @Override
        public Optional<KeyEvent> next(Duration timeout) throws InterruptedException {
            Thread.sleep(timeout);
            return Optional.empty();
        }

        @Override
        public void close() {}
    }

    /** Nobody hears it. */
    static final class Speech implements Voice {
        @Override
        public void say(Utterance utterance) {}

        @Override
        public void close() {}
    }
}
