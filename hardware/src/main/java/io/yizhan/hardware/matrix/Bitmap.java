package io.yizhan.hardware.matrix;

import java.util.BitSet;

/** Dots that are lit or dark; immutable. */
public final class Bitmap {

    private final int width;
    private final int height;
    private final BitSet lit;

    private Bitmap(int width, int height, BitSet lit) {
        this.width = width;
        this.height = height;
        this.lit = lit;
    }

    /** Asks {@code dots} once for every dot. */
    public static Bitmap of(int width, int height, Dots dots) {
        BitSet lit = new BitSet(width * height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                lit.set(y * width + x, dots.lit(x, y));
            }
        }
        return new Bitmap(width, height, lit);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** Whether the dot is lit; a dot outside is dark. */
    public boolean lit(int x, int y) {
        return x >= 0 && y >= 0 && x < width && y < height && lit.get(y * width + x);
    }

    /** The part of this width from column {@code x} on, which may lie outside: a text scrolls through a window. */
    public Bitmap window(int x, int width) {
        return of(width, height, (column, row) -> lit(x + column, row));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bitmap that && width == that.width && height == that.height && lit.equals(that.lit);
    }

    @Override
    public int hashCode() {
        return lit.hashCode() * 31 + width;
    }

    /** A row a line, {@code #} lit and {@code .} dark. */
    @Override
    public String toString() {
        StringBuilder rows = new StringBuilder((width + 1) * height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                rows.append(lit(x, y) ? '#' : '.');
            }
            rows.append('\n');
        }
        return rows.toString();
    }

    /** Whether the dot at a place is lit. */
    @FunctionalInterface
    public interface Dots {
        boolean lit(int x, int y);
    }
}
