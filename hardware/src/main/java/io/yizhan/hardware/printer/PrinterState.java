package io.yizhan.hardware.printer;

/** What a printer says of itself. */
public record PrinterState(Paper paper, boolean coverOpen, boolean cutterFault, boolean otherFault) {

    /** How much paper there is. */
    public enum Paper {
        ENOUGH,
        NEAR_END,
        OUT
    }

    /** Whether a receipt sent now would come out. */
    public boolean ready() {
        return paper != Paper.OUT && !coverOpen && !cutterFault && !otherFault;
    }
}
