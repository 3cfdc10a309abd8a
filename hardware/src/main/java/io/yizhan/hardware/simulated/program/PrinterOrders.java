package io.yizhan.hardware.simulated.program;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.printer.PrinterState.Paper;
import io.yizhan.hardware.simulated.SimulatedPrinter;
import io.yizhan.hardware.simulated.SimulatedPrinter.Fault;
import java.util.Objects;
import java.util.regex.Pattern;

/** The words that the printer's control port understands. */
final class PrinterOrders implements ControlPort.Orders {

    private static final String ALLOWED = "allowed are: paper ok|near|out | cover open|closed | cutter jammed|free"
            + " | power on|off | cable in|out | paper-ends-after LINES | cover-opens-after LINES"
            + " | power-fails-after LINES | fault drop|noise|silent|never-done on|off";
    private static final Pattern LINES = Pattern.compile("\\d{1,6}");

    private final SimulatedPrinter printer;

    PrinterOrders(SimulatedPrinter printer) {
        this.printer = printer;
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
                if (words[0].equals("fault")) {
                    obeyFault(words, order);
                } else {
                    obeyWithLines(words, order);
                }
            }
        }
    }

    private void obeyFault(String[] words, String order) throws ControlPort.RefusedException {
        boolean isOn = order.endsWith(" on");
        if (words.length != 3 || !(isOn || order.endsWith(" off"))) {
            throw refused(order);
        }
        switch (words[1]) {
            case "drop" -> printer.fault(Fault.DROP, isOn);
            case "noise" -> printer.fault(Fault.NOISE, isOn);
            case "silent" -> printer.fault(Fault.SILENT, isOn);
            case "never-done" -> printer.fault(Fault.NEVER_DONE, isOn);
            default -> throw refused(order);
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

    private static ControlPort.RefusedException refused(String order) {
        return new ControlPort.RefusedException("`" + order + "`; " + ALLOWED);
    }
}
