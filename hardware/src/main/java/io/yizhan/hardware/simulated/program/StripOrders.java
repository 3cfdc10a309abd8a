package io.yizhan.hardware.simulated.program;

import io.yizhan.hardware.simulated.SimulatedStrip;

/** The words that the strip's control port understands. */
final class StripOrders implements ControlPort.Orders {

    private final SimulatedStrip strip;
    private final FaultOrder<SimulatedStrip.Fault> faults;

    StripOrders(SimulatedStrip strip) {
        this.strip = strip;
        this.faults = new FaultOrder<>(SimulatedStrip.Fault.values(), strip::fault);
    }

    @Override
    public void obey(String[] words) throws ControlPort.RefusedException {
        String order = String.join(" ", words);
        if (order.equals("power drop")) {
            strip.powerDrop();
        } else if (!faults.obeyed(words)) {
            throw new ControlPort.RefusedException("`" + order + "`; allowed are: " + faults.shape() + " | power drop");
        }
    }
}
