package io.yizhan.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.protocol.state.DeviceConfig.Lease;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a finger waits for its answer while the printer of the same process fails, beside the quiet figure. Not part
 * of the tests, since a busy machine moves both by more than the limit: {@code -Dtest=PrinterPauseBench}, two minutes.
 */
class PrinterPauseBench {

    private static final int PUNCHES = 9;
    private static final Duration PAUSE_MAX = Duration.ofMillis(50);
    private static final String CHOOSE = "请选择要办理的事项";

    @TempDir
    Path folder;

    private Hall hall;

    @BeforeEach
    void open() throws Exception {
        hall = new Hall(folder, """
            [[reader]]
            id = "reader-1"
            sensor = "simulated"
            voice = "none"
            [[kiosk]]
            id = "kiosk-1"
            printer = "simulated"
            keys = "simulated"
            """);
        hall.offer();
        hall.configure(1, List.of(), List.of());
        await().until(() -> hall.hub.journal != null);
        Lease own =
                new Lease(ScriptedHub.now().toLocalDate(), Hall.A, 1, 400, Objects.requireNonNull(hall.hub.journal));
        hall.configure(2, List.of(own), List.of());
    }

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void a_failing_printer_delays_no_punch_by_more_than_50_ms() throws Exception {
        await().until(() -> hall.face("kiosk-1").equals(CHOOSE));
        measured("warm-up");

        Duration quiet = measured("quiet");
        for (String fault : List.of("silent", "cable-out", "paper-ends-mid-print")) {
            hall.fault("kiosk-1", fault, true);
            hall.act("kiosk", "{\"service\":\"hukou\"}");
            assertThat(measured(fault)).isLessThan(quiet.plus(PAUSE_MAX));
            hall.fault("kiosk-1", fault, false);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> hall.face("kiosk-1").equals(CHOOSE));
        }
    }

    /** The median from the finger to the answer. */
    private Duration measured(String what) throws Exception {
        long[] took = new long[PUNCHES];
        for (int i = 0; i < PUNCHES; i++) {
            await().until(() -> hall.face("reader-1").startsWith("请把手指平放"));
            long before = System.nanoTime();
            hall.act("finger", "{\"finger\":9}");
            while (!hall.face("reader-1").startsWith("没有识别出来")) {
                Thread.onSpinWait();
            }
            took[i] = System.nanoTime() - before;
            hall.act("lift", "{}");
        }
        Arrays.sort(took);
        Duration median = Duration.ofNanos(took[PUNCHES / 2]);
        System.out.println(what + ": median " + median.toMillis() + " ms, worst "
                + Duration.ofNanos(took[PUNCHES - 1]).toMillis() + " ms");
        return median;
    }
}
