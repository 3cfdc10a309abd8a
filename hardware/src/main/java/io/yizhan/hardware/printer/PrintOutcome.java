package io.yizhan.hardware.printer;

/** What became of a receipt. */
public sealed interface PrintOutcome {

    /** The printer said that it is out and cut. */
    record Printed() implements PrintOutcome {}

    /** Nothing was sent: the printer was not ready. */
    record NotPrinted(PrinterState state) implements PrintOutcome {}

    /** It was sent, and nobody knows: paper may have come out. */
    record Unknown(String why) implements PrintOutcome {}
}
