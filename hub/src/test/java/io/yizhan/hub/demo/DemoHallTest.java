package io.yizhan.hub.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.devices.HallDevice;
import io.yizhan.hub.queue.HallService;
import io.yizhan.hub.queue.HallServices;
import io.yizhan.hub.staff.People;
import io.yizhan.hub.staff.Pins;
import io.yizhan.hub.staff.StaffMember;
import io.yizhan.protocol.command.PinVerifier;
import io.yizhan.protocol.id.DeviceId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoHallTest {

    @TempDir
    Path folder;

    @Test
    void the_plan_is_of_one_piece() {
        DemoHall plan = DemoHall.load();

        assertThat(plan.agencies()).hasSize(6);
        assertThat(plan.staff()).hasSize(24);
        assertThat(plan.services()).hasSize(8);
        assertThat(new HashSet<>(
                        plan.staff().stream().map(DemoHall.Person::name).toList()))
                .hasSize(24);
        assertThat(new HashSet<>(plan.staff().stream().map(DemoHall.Person::pin).toList()))
                .hasSize(24);
        assertThat(plan.note()).contains("虚构").contains("made up");
    }

    @Test
    void the_hall_is_made_once_however_often_it_is_asked_for() {
        try (TestHall hall = new TestHall(folder)) {
            DemoHall plan = DemoHall.load();
            Pins pins = new Pins(new SecureRandom(), hall.ids);
            for (int i = 0; i < 2; i++) {
                plan.seed(hall.book, pins, new SecureRandom(), hall.clock.now());
                plan.addDevices(hall.book);
            }

            List<StaffMember> staff = hall.read(People::all);
            assertThat(staff).hasSize(24).allMatch(StaffMember::hasPin).allMatch(one -> one.consentedAt() != null);
            List<HallService> services = hall.read(HallServices::all);
            assertThat(services).hasSize(8);
            List<HallDevice> devices = hall.read(Devices::all);
            assertThat(devices).hasSize(6);
            long decisions = hall.read(rows -> rows.number("SELECT max(through) FROM journal"));
            assertThat(decisions).isEqualTo(6 + 24 + 24 + 8 + 6);
            Pins.Delivery delivery = hall.database.writeAndWait(tx -> {
                pins.order(tx, hall.clock.now());
                return pins.due(tx, new DeviceId("counter-1"), 1).getFirst();
            });
            DemoHall.Person person = plan.staff().getFirst();
            assertThat(delivery.staff()).isEqualTo(person.staff());
            assertThat(PinVerifier.fits(person.pin(), delivery.verifier())).isTrue();
        }
    }
}
