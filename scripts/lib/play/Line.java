package play;

import java.time.Instant;
import java.util.Comparator;

/**
 * One thing that a person was told, or that the hub has recorded: the same words on both sides where they are the same.
 *
 * @param what such as {@code 打卡 李娜} or {@code 叫号 A003 → 2号窗口}
 */
record Line(Instant at, String what) {

    static final Comparator<Line> IN_TIME = Comparator.comparing(Line::at).thenComparing(Line::what);
}
