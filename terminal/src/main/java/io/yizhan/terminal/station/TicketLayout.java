package io.yizhan.terminal.station;

import io.yizhan.hardware.matrix.Bitmap;
import io.yizhan.hardware.printer.Receipt;
import io.yizhan.hardware.printer.Receipt.Align;
import io.yizhan.hardware.printer.Receipt.Part;
import io.yizhan.hardware.printer.Receipt.Text;
import io.yizhan.protocol.state.QueueState;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands on a ticket that is read at arm's length: the number 18 mm high and so three times the height of all
 * else; the service, the people ahead and the wait 6 mm, the rest 3 mm. What the hall has not said (a wait, papers to
 * bring) is left out; a printer breaks a line of papers that is too long for it.
 */
public final class TicketLayout {

    /** "A0235" at this scale still fits on 58 mm of paper. */
    private static final int NUMBER_SCALE = 6;

    private static final int LARGE = 2;
    private static final int SMALL = 1;

    /** An ASCII character at scale 1. */
    private static final int CELL_DOTS = 12;

    private static final int QR_MODULE_DOTS = 5;
    private static final int DOTS_PER_MM = 8;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private final int widthDots;
    private final @Nullable Bitmap logo;

    /**
     * @param widthDots of the paper
     * @param logo heads each ticket; not wider than the paper
     */
    public TicketLayout(int widthDots, @Nullable Bitmap logo) {
        this.widthDots = widthDots;
        this.logo = logo;
    }

    /**
     * @param papers to bring
     * @param again marked 补打: a ticket of this number may be out already
     */
    Receipt ticket(
            String hall,
            Issued issued,
            String service,
            Optional<String> papers,
            Optional<QueueState.Series> queue,
            boolean again) {
        List<Part> parts = new ArrayList<>();
        addLogo(parts);
        parts.add(line(hall, SMALL));
        parts.add(new Receipt.Rule());
        parts.add(new Text(issued.ticket().shown(), NUMBER_SCALE, true, Align.CENTRE));
        if (again) {
            parts.add(line("【补打】", LARGE));
        }
        parts.add(new Text(service, LARGE, true, Align.CENTRE));
        papers.ifPresent(what -> parts.add(line("请带 " + what, SMALL)));
        parts.add(new Receipt.Rule());
        parts.add(line("前面还有 " + issued.ahead() + " 人", LARGE));
        queue.flatMap(TicketLayout::expected).ifPresent(minutes -> addWait(parts, minutes));
        parts.add(line((issued.isUncertain() ? "约 " : "") + TIME.format(issued.at()), SMALL));
        parts.add(new Receipt.Qr(issued.ticket().text(), QR_MODULE_DOTS));
        parts.add(line("请留意叫号，过号请到窗口说明", SMALL));
        return new Receipt(parts);
    }

    /** For the technician: each line says what must be seen, and every feature of a ticket is there once. */
    public Receipt test(String kiosk, OffsetDateTime at) {
        List<Part> parts = new ArrayList<>();
        addLogo(parts);
        parts.add(new Text("测试", NUMBER_SCALE, true, Align.CENTRE));
        parts.add(line("测试打印，不是号票", SMALL));
        parts.add(line(kiosk + "  " + TIME.format(at), SMALL));
        parts.add(new Receipt.Rule());
        parts.add(line("横线 " + widthDots / DOTS_PER_MM + " 毫米，两端都要看见", SMALL));
        parts.add(new Text("←靠左 left", SMALL, false, Align.LEFT));
        parts.add(new Text("靠右 right→", SMALL, false, Align.RIGHT));
        parts.add(new Text("加粗 bold 号票", SMALL, true, Align.LEFT));
        parts.add(new Text("两倍 2×", LARGE, false, Align.LEFT));
        parts.add(new Text("号A12", NUMBER_SCALE / 2, false, Align.LEFT));
        parts.add(new Text("中文：东平县政务服务大厅，窗口、事项、叫号", SMALL, false, Align.LEFT));
        parts.add(new Text("生僻字：㐀 䶮 𠮷", SMALL, false, Align.LEFT));
        parts.add(new Text("没有字形的印成 〓", SMALL, false, Align.LEFT));
        parts.add(new Text("两倍生僻字：䶮", LARGE, false, Align.LEFT));
        parts.add(new Receipt.Qr(kiosk, QR_MODULE_DOTS));
        parts.add(line("二维码是 " + kiosk + "，这行下面切纸", SMALL));
        return new Receipt(parts);
    }

    private void addLogo(List<Part> parts) {
        if (logo != null) {
            parts.add(new Receipt.Picture(logo));
        }
    }

    /** In one line where the paper is wide enough, else the figures below their name. */
    private void addWait(List<Part> parts, String minutes) {
        String name = "预计等候";
        String whole = name + " " + minutes;
        int cells = whole.codePoints().map(sign -> sign < 0x80 ? 1 : 2).sum();
        if (cells * CELL_DOTS * LARGE <= widthDots) {
            parts.add(line(whole, LARGE));
        } else {
            parts.add(line(name, SMALL));
            parts.add(line(minutes, LARGE));
        }
    }

    /** The hall's range in whole minutes: the least rounded down, the most rounded up. */
    private static Optional<String> expected(QueueState.Series series) {
        if (series.waitS().size() != 2) {
            return Optional.empty();
        }
        long least = Duration.ofSeconds(series.waitS().get(0)).toMinutes();
        long most = Duration.ofSeconds(series.waitS().get(1) + 59L).toMinutes();
        return Optional.of((least == most ? "" : least + "–") + most + " 分钟");
    }

    private static Text line(String text, int scale) {
        return new Text(text, scale, false, Align.CENTRE);
    }
}
