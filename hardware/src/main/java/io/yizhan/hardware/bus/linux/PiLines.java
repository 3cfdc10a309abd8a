package io.yizhan.hardware.bus.linux;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalInputProvider;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import io.yizhan.hardware.bus.InputLine;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.OutputLine;
import java.nio.file.Path;

/** The pins of a Raspberry Pi as input and output lines, numbered as the chip numbers them (BCM). */
public final class PiLines implements AutoCloseable {

    private static final Path CHIP = Path.of("/dev/gpiochip0");

    private final Context context;

    private PiLines(Context context) {
        this.context = context;
    }

    /** Which level of the wire means active: a key to ground is active low, a lamp behind a transistor active high. */
    public enum Active {
        LOW(DigitalState.LOW, PullResistance.PULL_UP),
        HIGH(DigitalState.HIGH, PullResistance.PULL_DOWN);

        private final DigitalState state;
        private final PullResistance pull;

        Active(DigitalState state, PullResistance pull) {
            this.state = state;
            this.pull = pull;
        }
    }

    /** One for a process: the chip's lines are shared by all stations. */
    public static PiLines open() throws LinkException {
        Context context = PiContext.open(
                CHIP, "GPIO", GpioDDigitalInputProvider.newInstance(), GpioDDigitalOutputProvider.newInstance());
        return new PiLines(context);
    }

    /** An input with the pull resistor that holds it inactive while nothing drives it. */
    public InputLine input(int gpio, Active active) throws LinkException {
        String name = "gpio" + gpio;
        DigitalInput input = PiContext.guarded(
                name,
                () -> context.create(DigitalInput.newConfigBuilder(context)
                        .id(name)
                        .address(gpio)
                        .pull(active.pull)
                        .debounce(0L) // the keypad settles contacts itself, and needs to hear them bounce
                        .build()));
        return new PiInput(name, context, input, active);
    }

    /** An output that starts inactive, and is left inactive at the end. */
    public OutputLine output(int gpio, Active active) throws LinkException {
        String name = "gpio" + gpio;
        DigitalState idle = DigitalState.getInverseState(active.state);
        DigitalOutput output = PiContext.guarded(
                name,
                () -> context.create(DigitalOutput.newConfigBuilder(context)
                        .id(name)
                        .address(gpio)
                        .initial(idle)
                        .shutdown(idle)
                        .build()));
        return new PiOutput(name, context, output, active);
    }

    @Override
    public void close() {
        context.shutdown();
    }

    private record PiInput(String name, Context context, DigitalInput input, Active wiring) implements InputLine {

        @Override
        public boolean active() throws LinkException {
            return PiContext.guarded(name, input::state) == wiring.state;
        }

        @Override
        public void onEdge(EdgeListener listener) {
            input.addListener(event -> listener.edge(event.state() == wiring.state, System.nanoTime()));
        }

        @Override
        public void close() {
            context.shutdown(input.id());
        }
    }

    private record PiOutput(String name, Context context, DigitalOutput output, Active wiring) implements OutputLine {

        @Override
        public void set(boolean on) throws LinkException {
            DigitalState state = on ? wiring.state : DigitalState.getInverseState(wiring.state);
            PiContext.guarded(name, () -> output.state(state));
        }

        @Override
        public void close() {
            context.shutdown(output.id());
        }
    }
}
