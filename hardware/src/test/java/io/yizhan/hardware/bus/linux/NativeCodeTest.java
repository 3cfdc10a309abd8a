package io.yizhan.hardware.bus.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.yizhan.hardware.bus.LinkException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Machine code that loads without its device, and that which there is none of for this processor. */
class NativeCodeTest {

    @Test
    void what_is_for_this_processor_loads_without_its_device() {
        assertThat(Arrays.stream(NativeCode.values()).filter(NativeCode::isForThisProcessor))
                .contains(NativeCode.SERIAL, NativeCode.SPI)
                .allSatisfy(code -> assertThatCode(code::load).doesNotThrowAnyException());
    }

    @Test
    void what_does_not_load_says_so_at_every_try() {
        assumeFalse(NativeCode.GPIO.isForThisProcessor(), "this machine has the pins' library");
        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThatThrownBy(NativeCode.GPIO::load)
                    .isInstanceOf(LinkException.class)
                    .hasMessageContaining("Pi4J gpiod does not load on " + System.getProperty("os.arch"))
                    .hasMessageContaining("noexec");
        }
    }

    /** What the virtual machine says when a class is asked for whose library did not load before. */
    @Test
    void a_wire_whose_library_did_not_load_is_an_error_of_that_wire() {
        assertThatThrownBy(() -> PiContext.guarded("gpio5", () -> {
                    throw new NoClassDefFoundError("Could not initialize class GpioD");
                }))
                .isInstanceOf(LinkException.class)
                .hasMessageStartingWith("gpio5 failed: Could not initialize class GpioD");
    }
}
