package io.yizhan.hardware.voice;

import io.yizhan.hardware.bus.LinkException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one sound card of a machine with several voices, such as a reader's and a board's: who speaks is heard to the end,
 * and the others follow in the order in which they came. Thread-safe.
 */
public final class SoundCard {

    private final ReentrantLock turn = new ReentrantLock(true);

    /** This voice, by this card; closing it closes the voice. */
    public Voice voice(Voice alone) {
        return new Voice() {
            @Override
            public void say(Utterance utterance) throws LinkException, InterruptedException {
                turn.lockInterruptibly();
                try {
                    alone.say(utterance);
                } finally {
                    turn.unlock();
                }
            }

            @Override
            public void close() {
                alone.close();
            }
        };
    }
}
