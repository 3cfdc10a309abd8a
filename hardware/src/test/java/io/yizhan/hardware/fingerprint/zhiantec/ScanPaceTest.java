package io.yizhan.hardware.fingerprint.zhiantec;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hardware.bus.linux.SerialLinks;
import io.yizhan.hardware.fingerprint.ScanResult;
import io.yizhan.hardware.simulated.SimulatedFingerprintModule;
import io.yizhan.hardware.simulated.SimulatedSerialPort;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the driver adds to the time that the sensor takes, at the data sheet's pace and over a real serial port. */
class ScanPaceTest {

    private static final Logger LOG = LoggerFactory.getLogger(ScanPaceTest.class);

    /** Image, features, search: as the simulator takes it. */
    private static final Duration SENSOR = Duration.ofMillis(130 + 330 + 60);

    /** From match to beep ours are 20 ms, most of which the journal's disk may need. */
    private static final Duration OURS_MAX = Duration.ofMillis(10);

    private static final int SCANS = 9;

    @Test
    void a_match_takes_what_the_sensor_takes_and_some_milliseconds_of_ours() throws Exception {
        SimulatedFingerprintModule module = SimulatedFingerprintModule.inMemory(1.0, 1);
        try (SimulatedSerialPort port = SimulatedSerialPort.open(module);
                ZhiantecReader reader =
                        new ZhiantecPort(baud -> SerialLinks.open(port.path(), baud), ZhiantecSetup.factory()).open()) {
            reader.enrol(3, new Bench.Person(module, 7, 7, 7));
            long[] ours = new long[SCANS];
            for (int scan = 0; scan < SCANS; scan++) {
                long begun = System.nanoTime();
                assertThat(reader.scan()).isInstanceOf(ScanResult.Matched.class);
                ours[scan] = System.nanoTime() - begun - SENSOR.toNanos();
            }
            Arrays.sort(ours);
            LOG.atInfo()
                    .addKeyValue("quickest_us", ours[0] / 1_000)
                    .addKeyValue("median_us", ours[SCANS / 2] / 1_000)
                    .addKeyValue("worst_us", ours[SCANS - 1] / 1_000)
                    .log("what the driver adds to a match");
            assertThat(Duration.ofNanos(ours[0]))
                    .as("the quickest: other work on the machine only adds")
                    .isLessThan(OURS_MAX);
        }
    }
}
