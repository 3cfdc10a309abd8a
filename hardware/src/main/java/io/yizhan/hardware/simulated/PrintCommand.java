package io.yizhan.hardware.simulated;

/** What a printer reads out of its bytes. */
sealed interface PrintCommand {

    /** {@code ESC @} */
    record Initialise() implements PrintCommand {}

    /** {@code FS &}, {@code FS .}: bytes from 0x81 on are Chinese characters, or single signs of a code page. */
    record ChineseMode(boolean on) implements PrintCommand {}

    /** One character; Chinese ones are twice as wide. */
    record Glyph(int codePoint, boolean wide) implements PrintCommand {}

    /** {@code LF}: prints what stands in the line. */
    record LineFeed() implements PrintCommand {}

    /** {@code ESC d n}: prints, and feeds so many lines. */
    record FeedLines(int lines) implements PrintCommand {}

    /** {@code ESC J n}: prints, and feeds so many dots. */
    record FeedDots(int dots) implements PrintCommand {}

    /** {@code ESC 3 n}, {@code ESC 2} */
    record LineSpacing(int dots) implements PrintCommand {}

    /** {@code GS ! n}: 1 to 8 times. */
    record Size(int across, int down) implements PrintCommand {}

    /** {@code ESC a n} */
    record Alignment(Side side) implements PrintCommand {}

    /** {@code ESC E n} */
    record Bold(boolean on) implements PrintCommand {}

    /** {@code GS ( k}, function 167: dots of a module. */
    record QrModule(int dots) implements PrintCommand {}

    /** {@code GS ( k}, function 169: 0 to 3 for L, M, Q, H. */
    record QrCorrection(int level) implements PrintCommand {}

    /** {@code GS ( k}, function 180. */
    record QrStore(Bytes content) implements PrintCommand {}

    /** {@code GS ( k}, function 181. */
    record QrPrint() implements PrintCommand {}

    /** {@code GS v 0}: rows of dots, 8 a byte. */
    record Raster(int widthBytes, int rows, Bytes dots) implements PrintCommand {}

    /** {@code GS V} */
    record Cut() implements PrintCommand {}

    /** {@code DLE DC4 8}: at once, on line or not, throw away what waits. */
    record ClearBuffers() implements PrintCommand {}

    /** {@code GS r 1}: answer with the paper's state when everything before it has been carried out. */
    record PaperStatus() implements PrintCommand {}

    /** {@code DLE EOT n}: answered at once, on line or not. */
    record RealTimeStatus(int n) implements PrintCommand {}

    /** {@code GS ( H}: answer with this number when everything before it has been printed. */
    record TellWhenPrinted(Bytes number) implements PrintCommand {}

    /** Understood and of no effect here, such as the choice of QR model 2. */
    record NoEffect() implements PrintCommand {}

    /** Nothing that this printer knows. */
    record Strange(int first, int second) implements PrintCommand {}

    /** Where a line stands. */
    enum Side {
        LEFT,
        CENTRE,
        RIGHT
    }
}
