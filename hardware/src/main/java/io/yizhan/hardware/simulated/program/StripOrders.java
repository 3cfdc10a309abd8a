package io.yizhan.hardware.simulated.program;

import io.yizhan.hardware.simulated.SimulatedStrip;
import io.yizhan.hardware.simulated.SimulatedStrip.Fault;

/** The words that the strip's control port understands. */
final class StripOrders implements ControlPort.Orders {

    private final SimulatedStrip strip;

    StripOrders(SimulatedStrip strip) {
        this.strip = strip;
    }

    @Override
    public void obey(String[] words) throws ControlPort.RefusedException {
        String order = String.join(" ", words);
        switch (order) {
            case "fault badsum on" -> strip.fault(Fault.BADSUM, true);
            case "fault badsum off" -> strip.fault(Fault.BADSUM, false);
            case "fault silent on" -> strip.fault(Fault.SILENT, true);
            case "fault silent off" -> strip.fault(Fault.SILENT, false);
            case "fault noise on" -> strip.fault(Fault.NOISE, true);
            case "fault noise off" -> strip.fault(Fault.NOISE, false);
            case "power drop" -> strip.powerDrop();
            default ->
                throw new ControlPort.RefusedException(
                        "`" + order + "`; allowed are: fault badsum|silent|noise on|off | power drop");
        }
    }
}
