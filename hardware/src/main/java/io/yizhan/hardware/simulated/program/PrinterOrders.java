package io.yizhan.hardware.simulated.program;

import io.yizhan.hardware.printer.PrinterState.Paper;
import io.yizhan.hardware.simulated.SimulatedPrinter;
import java.util.regex.Pattern;

/** The words that the printer's control port understands. */
final class PrinterOrders implements ControlPort.Orders {

    private static final String ALLOWED = "allowed are: paper ok|near|out | cover open|closed | cutter jammed|free"
            + " | power on|off | paper-ends-after LINES | power-fails-after LINES";
    private static final Pattern LINES = Pattern.compile("\\d{1,6}");

    private final SimulatedPrinter printer;

    PrinterOrders(SimulatedPrinter printer) {
        this.printer = printer;
    }

    @Override
    public void obey(String[] words) throws ControlPort.RefusedException {
        String order = String.join(" ", words);
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
            default -> obeyWithLines(words, order);
        }
    }

    private void obeyWithLines(String[] words, String order) throws ControlPort.RefusedException {
        if (words.length != 2 || !LINES.matcher(words[1]).matches()) {
            throw refused(order);
        }
        int lines = Integer.parseInt(words[1]);
        switch (words[0]) {
            case "paper-ends-after" -> printer.endPaperAfter(lines);
            case "power-fails-after" -> printer.failPowerAfter(lines);
            default -> throw refused(order);
        }
    }

    private static ControlPort.RefusedException refused(String order) {
        return new ControlPort.RefusedException("`" + order + "`; " + ALLOWED);
    }
}
