package io.yizhan.hardware.matrix.max7219;

/**
 * How the modules of a chain hang: which module shows a dot, and by which bit of which of its registers. Everything is
 * as people see it from the front, with the text upright. Immutable.
 *
 * @param across modules in a row
 * @param down rows of modules; a line of text has two
 * @param module how a module's chip is wired to its dots
 * @param first at which end of the top row the chain begins: where the controller's MOSI is
 * @param rows how the other rows go on
 */
public record ChainLayout(int across, int down, Module module, Side first, Rows rows) {

    /** A frame of 512 bytes, 4.1 ms at 1 MHz: eight of them are a picture, 30 a second. */
    public static final int MODULES_MAX = 256;

    /** Dots across a module, and down. */
    public static final int DOTS = 8;

    public ChainLayout {
        if (across < 1 || down < 1 || (long) across * down > MODULES_MAX) {
            throw new IllegalArgumentException("a matrix of " + across + " × " + down
                    + " modules: expected at least 1 × 1 and at most " + MODULES_MAX + " in all");
        }
    }

    /**
     * The boards that are sold, wired as the library MD_MAX72XX found by trying (MD_MAX72xx.cpp, setModuleParameters).
     * They look alike; a wrong word here shows as text that is mirrored or turned.
     */
    public enum Module {
        /** Four in one on a board marked FC-16, by far the most sold: a register is a row from the top. */
        FC16(true, false, true),
        /** Single modules with the chip beside the dots: a register is a column from the left. */
        GENERIC(false, false, false),
        /** As FC-16, mirrored. */
        PAROLA(true, false, false),
        /** As FC-16, upside down. */
        ICSTATION(true, true, false);

        private final boolean registersAreRows;
        private final boolean registersFromEnd;
        private final boolean highBitFirst;

        Module(boolean registersAreRows, boolean registersFromEnd, boolean highBitFirst) {
            this.registersAreRows = registersAreRows;
            this.registersFromEnd = registersFromEnd;
            this.highBitFirst = highBitFirst;
        }
    }

    /** An end of a row. */
    public enum Side {
        LEFT,
        /** Where an FC-16 board that hangs upright has its input. */
        RIGHT
    }

    /** How one row of modules follows another. */
    public enum Rows {
        /** Each begins at the side where the first one did: a long wire back. */
        ALIKE,
        /** Each begins below the end of the one before, and so hangs upside down. */
        SNAKE
    }

    /** Boards marked FC-16, upright, all rows from the right. */
    public static ChainLayout fc16(int across, int down) {
        return new ChainLayout(across, down, Module.FC16, Side.RIGHT, Rows.ALIKE);
    }

    /** In the whole chain. */
    public int modules() {
        return across * down;
    }

    /** Dots across. */
    public int width() {
        return across * DOTS;
    }

    /** Dots down. */
    public int height() {
        return down * DOTS;
    }

    /** Which module shows this dot; 0 is the first of the chain. */
    public int moduleAt(int x, int y) {
        int row = y / DOTS;
        int fromLeft = x / DOTS;
        boolean fromTheLeft = (first == Side.LEFT) != turned(row);
        return row * across + (fromTheLeft ? fromLeft : across - 1 - fromLeft);
    }

    /** Which of the module's registers DIG0 to DIG7 has this dot: 0 to 7. */
    public int registerAt(int x, int y) {
        int along = module.registersAreRows ? inModule(y, y) : inModule(x, y);
        return module.registersFromEnd ? DOTS - 1 - along : along;
    }

    /** The register's bit for this dot, alone: 0x80 is the highest. */
    public int bitAt(int x, int y) {
        int along = module.registersAreRows ? inModule(x, y) : inModule(y, y);
        return module.highBitFirst ? 0x80 >> along : 1 << along;
    }

    private int inModule(int coordinate, int y) {
        int along = coordinate % DOTS;
        return turned(y / DOTS) ? DOTS - 1 - along : along;
    }

    private boolean turned(int row) {
        return rows == Rows.SNAKE && row % 2 == 1;
    }
}
