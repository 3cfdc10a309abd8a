package io.yizhan.hardware.bus.linux;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import com.pi4j.library.gpiod.internal.GpioDContext;
import com.pi4j.library.gpiod.internal.GpioDException;
import com.pi4j.library.gpiod.internal.GpioLine;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalInputProvider;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import io.yizhan.hardware.bus.InputLine;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.OutputLine;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

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
        String name = free(gpio);
        DigitalInput input = PiContext.guarded(
                name,
                () -> context.create(DigitalInput.newConfigBuilder(context)
                        .id(name)
                        .address(gpio)
                        .pull(active.pull)
                        .debounce(0L) // the keypad settles contacts itself, and needs to hear them bounce
                        .build()));
        return new PiInput(name, context, input, active, new AtomicBoolean());
    }

    /** An output that starts inactive, and is left inactive at the end. */
    public OutputLine output(int gpio, Active active) throws LinkException {
        String name = free(gpio);
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

    /**
     * The line's name; first says what Pi4J would only call a failure: that the chip has no such line, or whose it is.
     */
    private static String free(int gpio) throws LinkException {
        String name = "gpio" + gpio;
        GpioLine line = PiContext.guarded(name, () -> line(gpio))
                .orElseThrow(() -> new LinkException(
                        LinkException.Kind.MISSING,
                        "this board's chip has no line " + name
                                + "; pins are named by their BCM numbers, not by their places on the header"
                                + " (`pinout`)"));
        if (line.isUsed()) {
            throw new LinkException(
                    LinkException.Kind.BUSY,
                    name + " is held by \"" + line.getConsumer()
                            + "\"; end that program or take that overlay out of config.txt (`gpioinfo` names it),"
                            + " or wire another pin and name it in the settings");
        }
        return name;
    }

    private static Optional<GpioLine> line(int gpio) {
        try {
            GpioLine line = GpioDContext.getInstance().getOrOpenLine(gpio);
            line.update(); // it may be one that was refused before
            return Optional.of(line);
        } catch (GpioDException noSuchLine) {
            return Optional.empty();
        }
    }

    private record PiInput(String name, Context context, DigitalInput input, Active wiring, AtomicBoolean heard)
            implements InputLine {

        @Override
        public boolean active() throws LinkException {
            return PiContext.guarded(name, input::state) == wiring.state;
        }

        @Override
        public void onEdge(EdgeListener listener) {
            if (heard.getAndSet(true)) {
                throw new IllegalStateException(name + " has its listener already: a press would count twice");
            }
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
