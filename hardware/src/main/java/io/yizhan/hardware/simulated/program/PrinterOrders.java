package io.yizhan.hardware.simulated.program;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.printer.PrinterState.Paper;
import io.yizhan.hardware.simulated.SimulatedPrinter;
import java.util.Objects;
import java.util.regex.Pattern;

/** The words that the printer's control port understands. */
final class PrinterOrders implements ControlPort.Orders {

    private static final String ALLOWED = "allowed are: paper ok|near|out | cover open|closed | cutter jammed|free"
            + " | power on|off | cable in|out | paper-ends-after LINES | cover-opens-after LINES"
            + " | power-fails-after LINES | ";
    private static final Pattern LINES = Pattern.compile("\\d{1,6}");

    private final SimulatedPrinter printer;
    private final FaultOrder<SimulatedPrinter.Fault> faults;

    PrinterOrders(SimulatedPrinter printer) {
        this.printer = printer;
        this.faults = new FaultOrder<>(SimulatedPrinter.Fault.values(), printer::fault);
    }

    @Override
    public void obey(String[] words) throws ControlPort.RefusedException {
        try {
            obeyed(words, String.join(" ", words));
        } catch (LinkException e) {
            throw new ControlPort.RefusedException(Objects.requireNonNull(e.getMessage()));
        }
    }

    private void obeyed(String[] words, String order) throws ControlPort.RefusedException, LinkException {
        switch (order) {
            case "paper ok" -> printer.paper(Paper.ENOUGH);
            case "paper near" -> printer.paper(Paper.NEAR_END);
            case "paper out" -> printer.paper(Paper.OUT);
            case "cover open" -> printer.cover(true);
            case "cover closed" -> printer.cover(false);
            case "cutter jammed" -> printer.cutter(true);
            case "cutter free" -> printer.cutter(false);
            case "power on" -> printer.power(true);
            case "power off" -> printer.power(false);
            case "cable in" -> printer.cable(true);
            case "cable out" -> printer.cable(false);
            default -> {
                if (!faults.obeyed(words)) {
                    obeyWithLines(words, order);
                }
            }
        }
    }

    private void obeyWithLines(String[] words, String order) throws ControlPort.RefusedException {
        if (words.length != 2 || !LINES.matcher(words[1]).matches()) {
            throw refused(order);
        }
        int lines = Integer.parseInt(words[1]);
        switch (words[0]) {
            case "paper-ends-after" -> printer.endPaperAfter(lines);
            case "cover-opens-after" -> printer.openCoverAfter(lines);
            case "power-fails-after" -> printer.failPowerAfter(lines);
            default -> throw refused(order);
        }
    }

    private ControlPort.RefusedException refused(String order) {
        return new ControlPort.RefusedException("`" + order + "`; " + ALLOWED + faults.shape());
    }
}
