package io.yizhan.hardware.bus.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.yizhan.hardware.bus.LinkException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Where there is no Raspberry Pi, nothing stands in for one: one clear error says so. */
class PiWithoutHardwareTest {

    @Test
    void lines_without_gpio_are_missing_with_what_to_do() {
        assumeFalse(Files.exists(Path.of("/dev/gpiochip0")), "this machine has GPIO");
        assertMissing(PiLines::open, "no GPIO here: /dev/gpiochip0 is missing");
    }

    @Test
    void spi_without_its_device_is_missing_with_what_to_do() {
        assumeFalse(Files.exists(Path.of("/dev/spidev0.1")), "this machine has SPI");
        assertMissing(() -> PiSpi.open(0, 1, 1_000_000), "no SPI here: /dev/spidev0.1 is missing");
    }

    private static void assertMissing(ThrowingCallable opening, String message) {
        assertThatThrownBy(opening)
                .isInstanceOfSatisfying(
                        LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.MISSING))
                .hasMessageContaining(message)
                .hasMessageContaining("raspi-config");
    }
}
