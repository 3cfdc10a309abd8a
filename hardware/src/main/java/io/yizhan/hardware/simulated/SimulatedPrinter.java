package io.yizhan.hardware.simulated;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.printer.PrinterState.Paper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ticket printer at a TCP port of loopback, as printers are at 9100: one client at a time, the next one waits until
 * the first hangs up. It parses what comes, prints on paper that can be looked at, and refuses to print without paper,
 * with an open cover or a jammed knife. Thread-safe.
 */
public final class SimulatedPrinter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedPrinter.class);

    private final ServerSocket server;
    private final Witness witness;
    private final PrinterMechanism mechanism;
    private final List<Consumer<PrintedTicket>> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Socket client;

    private SimulatedPrinter(ServerSocket server, int widthDots, Witness witness) {
        this.server = server;
        this.witness = witness;
        this.mechanism = new PrinterMechanism(widthDots);
    }

    /**
     * Switches it on.
     *
     * @param port 0 takes a free one
     * @param widthDots 384 (58 mm) or 576 (80 mm)
     * @throws LinkException when the port is taken
     */
    public static SimulatedPrinter start(int port, int widthDots, Witness witness) throws LinkException {
        // Where DISPLAY is set AWT would look for a screen to draw a ticket's picture.
        System.setProperty("java.awt.headless", "true");
        try {
            ServerSocket server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
            SimulatedPrinter printer = new SimulatedPrinter(server, widthDots, witness);
            Thread.ofVirtual().name("simulated-printer " + printer.port()).start(printer::acceptOneAfterAnother);
            return printer;
        } catch (IOException e) {
            throw new LinkException(
                    LinkException.Kind.BUSY,
                    "the simulated printer cannot listen on 127.0.0.1:" + port + " (" + e.getMessage()
                            + "): end what uses it, or give another port, or 0 for a free one",
                    e);
        }
    }

    public int port() {
        return server.getLocalPort();
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

    /** Pulls the plug when so many lines of text more have been printed. */
    public void failPowerAfter(int lines) {
        mechanism.failPowerAfter(lines);
    }

    /** Off: the connection breaks, and each new one breaks at once. */
    public void power(boolean on) {
        mechanism.power(on);
        if (!on) {
            hangUp();
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("the simulated printer's port did not close");
        }
        hangUp();
    }

    private void acceptOneAfterAnother() {
        while (!server.isClosed()) {
            try (Socket accepted = server.accept()) {
                client = accepted;
                serve(accepted);
            } catch (IOException e) {
                LOG.atDebug().setCause(e).log("a client of the simulated printer went away");
            } finally {
                client = null;
            }
        }
    }

    private void serve(Socket accepted) throws IOException {
        accepted.setTcpNoDelay(true);
        PrintCommandReader commands = new PrintCommandReader(new BufferedInputStream(accepted.getInputStream()));
        OutputStream out = accepted.getOutputStream();
        while (mechanism.powered()) {
            PrintCommand command = commands.next();
            if (command == null) {
                return;
            }
            PrinterMechanism.Obeyed obeyed = mechanism.obey(command, commands.raw());
            PrintedTicket ticket = obeyed.ticket();
            if (ticket != null) {
                witness.saw("printer", ticket.number());
                listeners.forEach(listener -> listener.accept(ticket));
            }
            out.write(obeyed.reply().toArray());
        }
    }

    private void hangUp() {
        Socket open = client;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.atDebug().setCause(e).log("a client's socket did not close");
            }
        }
    }
}
