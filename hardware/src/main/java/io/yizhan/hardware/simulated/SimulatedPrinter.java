package io.yizhan.hardware.simulated;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.printer.PrinterState.Paper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ticket printer behind its wire: a TCP port, a device file or a serial line, for one driver at a time. It parses
 * what comes, prints it on paper that can be looked at, at the speed of its traits, and stands still without paper,
 * with its cover open or its knife jammed. As a real one it answers {@code DLE EOT} at once, whatever waits in its
 * buffer, and prints the rest of that after a new roll unless it is told to throw it away. What was begun on a wire
 * that broke, it takes the next driver's bytes for the rest of, until it is told to clear or switched off. Thread-safe.
 */
public final class SimulatedPrinter implements AutoCloseable {

    private static final int DROP_ONE_IN = 3;
    private static final Bytes CLEARED = new Bytes(new byte[] {0x37, 0x25, 0});
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedPrinter.class);

    private final PrinterWire wire;
    private final PrinterTraits traits;
    private final Witness witness;
    private final PrinterMechanism mechanism;
    private final PrintBuffer buffer = new PrintBuffer();
    private final List<Consumer<PrintedTicket>> listeners = new CopyOnWriteArrayList<>();
    private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
    private final Random random;
    private final Thread head;
    private @Nullable OutputStream driver;
    private volatile @Nullable PrintCommandReader latest;

    private SimulatedPrinter(PrinterWire wire, PrinterTraits traits, Witness witness) {
        this.wire = wire;
        this.traits = traits;
        this.witness = witness;
        this.mechanism = new PrinterMechanism(traits);
        this.random = new Random(traits.seed());
        this.head = Thread.ofVirtual().name("simulated-printer head").unstarted(this::print);
    }

    /** What goes wrong with its answers. */
    public enum Fault {
        /** One answer in three is lost. */
        DROP,
        /** A random byte comes before every answer. */
        NOISE,
        /** It answers nothing. */
        SILENT,
        /** It prints, and never says so. */
        NEVER_DONE
    }

    /** At a TCP port of loopback, of 384 or 576 dots, knowing everything in no time. */
    public static SimulatedPrinter start(int port, int widthDots, Witness witness) throws LinkException {
        return atTcp(port, PrinterTraits.of(widthDots), witness);
    }

    /**
     * At a TCP port of loopback.
     *
     * @param port 0 takes a free one
     * @throws LinkException when the port is taken
     */
    public static SimulatedPrinter atTcp(int port, PrinterTraits traits, Witness witness) throws LinkException {
        return started(new SimulatedPrinter(new TcpPrinterWire(port), traits, witness));
    }

    /** At a device file such as {@code /dev/usb/lp0}; {@code link} is made, and removed at the end. */
    public static SimulatedPrinter atDeviceFile(Path link, PrinterTraits traits, Witness witness) throws LinkException {
        return started(new SimulatedPrinter(new PtyPrinterWire(link, true), traits, witness));
    }

    /** At a serial line of any baud rate; {@code link} is made, and removed at the end. */
    public static SimulatedPrinter atSerialLine(Path link, PrinterTraits traits, Witness witness) throws LinkException {
        return started(new SimulatedPrinter(new PtyPrinterWire(link, false), traits, witness));
    }

    private static SimulatedPrinter started(SimulatedPrinter printer) throws LinkException {
        // Where DISPLAY is set AWT would look for a screen to draw a ticket's picture.
        System.setProperty("java.awt.headless", "true");
        printer.plug();
        printer.head.start();
        return printer;
    }

    /** Where a driver finds it: {@code 127.0.0.1:9100}, or a path. */
    public String place() {
        return wire.place();
    }

    /** Of a printer at TCP. */
    public int port() {
        return ((TcpPrinterWire) wire).port();
    }

    /** Hears of each ticket that was cut, before the printer says that it is out, on the printer's thread. */
    public void onTicket(Consumer<PrintedTicket> listener) {
        listeners.add(listener);
    }

    /** How much paper there is. Putting in a new roll takes away what hung out of the printer. */
    public void paper(Paper paper) {
        mechanism.paper(paper);
    }

    public void cover(boolean open) {
        mechanism.cover(open);
    }

    public void cutter(boolean jammed) {
        mechanism.cutter(jammed);
    }

    /** The paper ends when so many lines of text more have been printed. */
    public void endPaperAfter(int lines) {
        mechanism.endPaperAfter(lines);
    }

    /** The cover is opened when so many lines of text more have been printed. */
    public void openCoverAfter(int lines) {
        mechanism.openCoverAfter(lines);
    }

    /** Pulls the plug when so many lines of text more have been printed. */
    public void failPowerAfter(int lines) {
        mechanism.failPowerAfter(lines);
    }

    /** Off: what waits is forgotten; a TCP connection breaks, and each new one at once; a device file is gone. */
    public void power(boolean on) throws LinkException {
        mechanism.power(on);
        if (!on) {
            losePower();
            return;
        }
        try {
            wire.regainPower(this::serve);
        } catch (IOException e) {
            throw taken(e);
        }
    }

    /** Pulls the cable of the wire, or puts it in again; the printer itself goes on. */
    public void cable(boolean plugged) throws LinkException {
        wire.unplug();
        if (plugged) {
            plug();
        }
    }

    public void fault(Fault fault, boolean on) {
        synchronized (faults) {
            if (on) {
                faults.add(fault);
            } else {
                faults.remove(fault);
            }
        }
    }

    @Override
    public void close() {
        head.interrupt();
        wire.close();
    }

    private void plug() throws LinkException {
        try {
            wire.plug(this::serve);
        } catch (IOException e) {
            throw taken(e);
        }
    }

    private LinkException taken(IOException e) {
        return new LinkException(
                LinkException.Kind.BUSY,
                "the simulated printer cannot be at " + wire.place() + " (" + e.getMessage()
                        + "): end what uses it, or give another place, or port 0 for a free one",
                e);
    }

    private void losePower() {
        buffer.clear();
        latest = null;
        wire.losePower();
    }

    /** One driver's conversation: orders in real time are carried out at once, all others wait in the buffer. */
    private void serve(InputStream in, OutputStream out) throws IOException, InterruptedException {
        connect(out);
        try {
            PrintCommandReader commands = new PrintCommandReader(new BufferedInputStream(in), latest);
            latest = commands;
            while (true) {
                PrintCommand command = commands.next();
                if (command == null) {
                    return;
                }
                if (!mechanism.powered()) {
                    continue; // A serial line is still there when the printer is off.
                }
                switch (command) {
                    case PrintCommand.RealTimeStatus(int n) -> answer(mechanism.status(n), false);
                    case PrintCommand.ClearBuffers() -> {
                        buffer.clear();
                        mechanism.clear();
                        answer(CLEARED, false);
                    }
                    default -> buffer.put(command, commands.raw());
                }
            }
        } finally {
            connect(null);
        }
    }

    private void print() {
        try {
            while (true) {
                PrintBuffer.Waiting next = buffer.awaitFirst();
                mechanism.awaitOnline();
                if (buffer.remove(next)) {
                    print(next);
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void print(PrintBuffer.Waiting next) throws InterruptedException {
        PrinterMechanism.Obeyed obeyed =
                mechanism.obey(next.command(), next.raw().toArray());
        Thread.sleep(traits.takes(obeyed.dots()));
        PrintedTicket ticket = obeyed.ticket();
        if (ticket != null) {
            witness.saw("printer", ticket.number());
            listeners.forEach(listener -> listener.accept(ticket));
        }
        answer(obeyed.reply(), true);
        if (!mechanism.powered()) {
            losePower();
        }
    }

    private synchronized void connect(@Nullable OutputStream out) {
        driver = out;
    }

    /** To whoever is at the wire now; nobody may be. */
    private synchronized void answer(Bytes reply, boolean isOfAJob) {
        OutputStream out = driver;
        if (out == null || reply.length() == 0) {
            return;
        }
        try {
            synchronized (faults) {
                boolean isLost = faults.contains(Fault.SILENT)
                        || (isOfAJob && faults.contains(Fault.NEVER_DONE))
                        || (faults.contains(Fault.DROP) && random.nextInt(DROP_ONE_IN) == 0);
                if (isLost) {
                    return;
                }
                if (faults.contains(Fault.NOISE)) {
                    out.write(random.nextInt(256));
                }
            }
            out.write(reply.toArray());
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("nobody takes the printer's answer");
        }
    }
}
