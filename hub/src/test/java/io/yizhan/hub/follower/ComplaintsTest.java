package io.yizhan.hub.follower;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.protocol.id.DeviceId;
import org.junit.jupiter.api.Test;

class ComplaintsTest {

    private static final DeviceId KIOSK = new DeviceId("kiosk-1");

    private final Complaints complaints = new Complaints();

    @Test
    void the_first_is_told_at_once_and_those_of_the_next_minute_are_counted() {
        assertThat(complaints.due(KIOSK, 1_000)).hasValue(1);
        assertThat(complaints.due(KIOSK, 2_000)).isEmpty();
        assertThat(complaints.due(KIOSK, 60_999)).isEmpty();

        assertThat(complaints.due(KIOSK, 61_000)).hasValue(3);
    }

    @Test
    void another_device_has_a_line_of_its_own() {
        complaints.due(KIOSK, 1_000);

        assertThat(complaints.due(new DeviceId("reader-1"), 1_001)).hasValue(1);
    }
}
