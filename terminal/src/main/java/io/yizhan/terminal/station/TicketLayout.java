package io.yizhan.terminal.station;

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

/** What stands on a ticket: the number three times the height of all else. */
final class TicketLayout {

    /** "A0235" at this scale still fits on 58 mm of paper. */
    private static final int NUMBER_SCALE = 6;

    private static final int NAME_SCALE = 2;
    private static final int QR_MODULE_DOTS = 5;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private TicketLayout() {}

    /**
     * @param again marked 补打: a ticket of this number may be out already
     */
    static Receipt ticket(
            String hall, Issued issued, String service, Optional<QueueState.Series> queue, boolean again) {
        List<Part> parts = new ArrayList<>();
        parts.add(line(hall, 1));
        parts.add(new Receipt.Rule());
        parts.add(new Text(issued.ticket().shown(), NUMBER_SCALE, true, Align.CENTRE));
        if (again) {
            parts.add(line("【补打】", 1));
        }
        parts.add(new Text(service, NAME_SCALE, true, Align.CENTRE));
        parts.add(new Receipt.Feed(1));
        parts.add(line("前面还有 " + issued.ahead() + " 人", 1));
        queue.flatMap(TicketLayout::expected).ifPresent(wait -> parts.add(line(wait, 1)));
        parts.add(line(TIME.format(issued.at()), 1));
        parts.add(new Receipt.Qr(issued.ticket().text(), QR_MODULE_DOTS));
        parts.add(line("请留意叫号，过号请到窗口说明", 1));
        return new Receipt(parts);
    }

    /** For the technician. */
    static Receipt test(String kiosk, OffsetDateTime at) {
        return new Receipt(List.of(
                line("测试打印 Test", NAME_SCALE),
                line(kiosk + "  " + TIME.format(at), 1),
                new Receipt.Qr(kiosk, QR_MODULE_DOTS)));
    }

    /** The hall's range in whole minutes: the least rounded down, the most rounded up. */
    private static Optional<String> expected(QueueState.Series series) {
        if (series.waitS().size() != 2) {
            return Optional.empty();
        }
        long least = Duration.ofSeconds(series.waitS().get(0)).toMinutes();
        long most = Duration.ofSeconds(series.waitS().get(1) + 59L).toMinutes();
        return Optional.of("预计等候 " + (least == most ? "" : least + "–") + most + " 分钟");
    }

    private static Text line(String text, int scale) {
        return new Text(text, scale, false, Align.CENTRE);
    }
}
