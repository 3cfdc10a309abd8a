package io.yizhan.hardware.simulated;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** A ticket that was printed and cut: what a person holds. Immutable. */
public final class PrintedTicket {

    private final Bytes bytes;
    private final List<String> lines;
    private final List<String> qrTexts;
    private final String number;
    private final TicketPicture picture;

    PrintedTicket(Bytes bytes, List<String> lines, List<String> qrTexts, String number, TicketPicture picture) {
        this.bytes = bytes;
        this.lines = List.copyOf(lines);
        this.qrTexts = List.copyOf(qrTexts);
        this.number = number;
        this.picture = picture;
    }

    /** What reached the printer for it, from the last cut to this one, without questions about its state. */
    public byte[] bytes() {
        return bytes.toArray();
    }

    /** The lines of text, top down; one that the paper's width broke is one still. */
    public List<String> lines() {
        return lines;
    }

    /** The contents of its QR codes, top down. */
    public List<String> qrTexts() {
        return qrTexts;
    }

    /** The line in the largest letters, the first of them; empty when there is no text. */
    public String number() {
        return number;
    }

    /** The ticket as it looks, black on white, a pixel a dot. Drawn anew by each call. */
    public BufferedImage image() {
        return picture.draw();
    }

    /** {@link #image()} as the bytes of a PNG. */
    public byte[] png() {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image(), "png", png)) {
                throw new IllegalStateException("this JDK writes no PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return png.toByteArray();
    }
}
