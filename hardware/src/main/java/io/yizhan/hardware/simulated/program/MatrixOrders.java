package io.yizhan.hardware.simulated.program;

import io.yizhan.hardware.simulated.SimulatedMatrix;

/** The words that the matrix' control port understands. */
final class MatrixOrders implements ControlPort.Orders {

    private final SimulatedMatrix matrix;
    private final FaultOrder<SimulatedMatrix.Fault> faults;

    MatrixOrders(SimulatedMatrix matrix) {
        this.matrix = matrix;
        this.faults = new FaultOrder<>(SimulatedMatrix.Fault.values(), matrix::fault);
    }

    @Override
    public void obey(String[] words) throws ControlPort.RefusedException {
        String order = String.join(" ", words);
        switch (order) {
            case "wire cut" -> matrix.cut(true);
            case "wire mended" -> matrix.cut(false);
            case "power drop" -> matrix.brownOut();
            default -> {
                if (!faults.obeyed(words)) {
                    throw new ControlPort.RefusedException(
                            "`" + order + "`; allowed are: wire cut|mended | power drop | " + faults.shape());
                }
            }
        }
    }
}
