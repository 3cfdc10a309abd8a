package io.yizhan.hardware.simulated;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** How a cut strip looks: black on white, a pixel a dot. */
record TicketPicture(int widthDots, int heightDots, List<PaperStrip.Mark> marks, PrinterTypeface typeface) {

    /** White paper above and below, which the knife's distance from the head leaves. */
    private static final int MARGIN_DOTS = 24;

    BufferedImage draw() {
        BufferedImage image =
                new BufferedImage(widthDots, heightDots + 2 * MARGIN_DOTS, BufferedImage.TYPE_BYTE_BINARY);
        Graphics2D paper = image.createGraphics();
        try {
            paper.setColor(Color.WHITE);
            paper.fillRect(0, 0, image.getWidth(), image.getHeight());
            paper.setColor(Color.BLACK);
            paper.translate(0, MARGIN_DOTS);
            for (PaperStrip.Mark mark : marks) {
                switch (mark) {
                    case PaperStrip.Sign sign -> typeface.draw(paper, sign);
                    case PaperStrip.Dots dots -> draw(paper, dots);
                }
            }
        } finally {
            paper.dispose();
        }
        return image;
    }

    private static void draw(Graphics2D paper, PaperStrip.Dots dots) {
        int side = dots.moduleDots();
        for (int y = 0; y < dots.bits().height(); y++) {
            for (int x = 0; x < dots.bits().width(); x++) {
                if (dots.bits().lit(x, y)) {
                    paper.fillRect(dots.left() + x * side, dots.top() + y * side, side, side);
                }
            }
        }
    }
}
