package io.yizhan.hardware.printer;

import io.yizhan.hardware.bus.LinkException;

/** A ticket printer with a cutter. Not thread-safe: one thread owns it. */
public interface TicketPrinter extends AutoCloseable {

    /** Asks the printer how it is. */
    PrinterState state() throws LinkException;

    /**
     * Prints and cuts one receipt, and waits until the printer says that it is out.
     *
     * <p>Never throws once the first byte of the receipt may have reached the printer: from then on whatever goes wrong
     * is {@link PrintOutcome.Unknown}, because paper may have come out.
     *
     * @throws LinkException before anything was sent
     */
    PrintOutcome print(Receipt receipt) throws LinkException;

    @Override
    void close();
}
