package io.yizhan.hardware.simulated;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import io.yizhan.hardware.matrix.Bitmap;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a printer keeps of a QR code until it is told to print it. */
final class QrMemory {

    private static final int MODULE_DEFAULT = 3;
    private static final int MODULE_MAX = 16;

    private int moduleDots = MODULE_DEFAULT;
    private ErrorCorrectionLevel correction = ErrorCorrectionLevel.L;
    private Bytes content = new Bytes(new byte[0]);

    void module(int dots) {
        if (dots >= 1 && dots <= MODULE_MAX) {
            moduleDots = dots;
        }
    }

    void correction(int level) {
        switch (level) {
            case 0 -> correction = ErrorCorrectionLevel.L;
            case 1 -> correction = ErrorCorrectionLevel.M;
            case 2 -> correction = ErrorCorrectionLevel.Q;
            case 3 -> correction = ErrorCorrectionLevel.H;
            default -> {
                // Out of range: a printer keeps what it had.
            }
        }
    }

    void store(Bytes bytes) {
        content = bytes;
    }

    int moduleDots() {
        return moduleDots;
    }

    String text() {
        return new String(content.toArray(), StandardCharsets.UTF_8);
    }

    /** The squares, without quiet zone; empty when nothing is stored or it does not fit a code. */
    Optional<Bitmap> symbol() {
        if (content.length() == 0) {
            return Optional.empty();
        }
        try {
            // A printer puts the bytes in as they are; as Latin-1 the encoder does so too, without a marker of its own.
            String latin = new String(content.toArray(), StandardCharsets.ISO_8859_1);
            ByteMatrix squares = Encoder.encode(latin, correction).getMatrix();
            return Optional.of(Bitmap.of(squares.getWidth(), squares.getHeight(), (x, y) -> squares.get(x, y) == 1));
        } catch (WriterException tooLong) {
            return Optional.empty();
        }
    }
}
