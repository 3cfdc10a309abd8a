package bench;

import io.yizhan.hardware.simulated.SimulatedFingerprintModule;
import io.yizhan.protocol.command.Reply;
import io.yizhan.terminal.uplink.ReplyPath;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Somebody who lays down and lifts a finger as the steps of an order ask, and who waits for its end. */
final class LedFinger implements ReplyPath {

    private static final int WAIT_S = 60;

    private final SimulatedFingerprintModule module;
    private final int finger;
    private final CompletableFuture<String> end = new CompletableFuture<>();

    LedFinger(SimulatedFingerprintModule module, int finger) {
        this.module = module;
        this.finger = finger;
    }

    /** Throws unless it was done. */
    void await() throws Exception {
        String failed = end.get(WAIT_S, TimeUnit.SECONDS);
        if (!failed.isEmpty()) {
            throw new IllegalStateException("an order was refused: " + failed);
        }
        module.lift();
    }

    @Override
    public void step(Reply.Step step) {
        switch (step) {
            case TOUCH_1, TOUCH_2, TOUCH_3 -> module.lay(finger);
            case LIFT -> module.lift();
            default -> {} // what comes then needs no finger
        }
    }

    @Override
    public void done() {
        end.complete("");
    }

    @Override
    public void doneAsRecorded() {
        end.complete("");
    }

    @Override
    public void doneWithTemplate(String template) {
        end.complete("");
    }

    @Override
    public void failed(String code) {
        end.complete(code);
    }
}
