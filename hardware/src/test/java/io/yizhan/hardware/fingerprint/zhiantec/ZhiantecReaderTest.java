package io.yizhan.hardware.fingerprint.zhiantec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.linux.SerialLinks;
import io.yizhan.hardware.fingerprint.EnrolGuide;
import io.yizhan.hardware.fingerprint.EnrolResult;
import io.yizhan.hardware.fingerprint.EnrolStep;
import io.yizhan.hardware.fingerprint.ScanResult;
import io.yizhan.hardware.fingerprint.ScanResult.Flaw;
import io.yizhan.hardware.simulated.SimulatedFingerprintModule;
import io.yizhan.hardware.simulated.SimulatedFingerprintModule.Quality;
import io.yizhan.hardware.simulated.SimulatedSerialPort;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ZhiantecReaderTest {

    private Bench bench;

    @BeforeEach
    void plugIn() throws Exception {
        bench = new Bench();
    }

    @AfterEach
    void unplug() {
        bench.close();
    }

    @Test
    void an_enrolled_finger_is_matched_at_its_position() throws Exception {
        assertThat(bench.enrol(7, 42)).isInstanceOf(EnrolResult.Enrolled.class);
        assertThat(bench.enrol(8, 43)).isInstanceOf(EnrolResult.Enrolled.class);

        bench.module.lay(7);

        assertThat(bench.reader.scan()).isInstanceOfSatisfying(ScanResult.Matched.class, matched -> {
            assertThat(matched.position()).isEqualTo(42);
            assertThat(matched.score()).isPositive();
        });
    }

    @Test
    void a_finger_that_nobody_enrolled_is_unknown() throws Exception {
        bench.enrol(7, 42);

        bench.module.lay(9);

        assertThat(bench.reader.scan()).isEqualTo(new ScanResult.Unknown());
    }

    @Test
    void an_empty_window_is_no_finger() throws Exception {
        assertThat(bench.reader.scan()).isEqualTo(new ScanResult.NoFinger());
        assertThat(bench.reader.fingerPresent()).isFalse();

        bench.module.lay(7);
        assertThat(bench.reader.fingerPresent()).isTrue();
    }

    @Test
    void a_bad_image_says_what_is_bad_about_it() throws Exception {
        bench.module.quality(Quality.MESSY);
        bench.module.lay(7);
        assertThat(bench.reader.scan()).isEqualTo(new ScanResult.Unreadable(Flaw.MESSY));

        bench.module.quality(Quality.FEW);
        bench.module.lay(7);
        assertThat(bench.reader.scan()).isEqualTo(new ScanResult.Unreadable(Flaw.TOO_FEW_FEATURES));
    }

    @Test
    void the_library_has_the_size_that_the_module_says() {
        assertThat(bench.reader.capacity()).isEqualTo(SimulatedFingerprintModule.CAPACITY);
    }

    @Test
    void an_enrolment_leads_through_three_touches_with_lifts() throws Exception {
        Bench.Person person = new Bench.Person(bench.module, 7, 7, 7);

        bench.reader.enrol(0, person);

        assertThat(person.steps)
                .containsExactly(
                        EnrolStep.TOUCH_1,
                        EnrolStep.LIFT,
                        EnrolStep.TOUCH_2,
                        EnrolStep.LIFT,
                        EnrolStep.TOUCH_3,
                        EnrolStep.STORED);
    }

    @Test
    void a_touch_that_comes_out_badly_is_asked_for_again() throws Exception {
        bench.module.quality(Quality.MESSY);
        Bench.Person person = new Bench.Person(bench.module, 7, 7, 7);

        assertThat(bench.reader.enrol(0, person)).isInstanceOf(EnrolResult.Enrolled.class);

        assertThat(person.steps).startsWith(EnrolStep.TOUCH_1, EnrolStep.LIFT, EnrolStep.TOUCH_1, EnrolStep.LIFT);
        assertThat(person.flaws).containsExactly(Flaw.MESSY);
    }

    @Test
    void a_finger_that_stands_in_the_library_is_a_duplicate_and_is_not_stored_again() throws Exception {
        bench.enrol(7, 42);

        assertThat(bench.enrol(7, 43)).isEqualTo(new EnrolResult.Duplicate(42));

        assertThat(bench.module.library()).containsOnlyKeys(42);
    }

    @Test
    void touches_of_different_fingers_are_not_merged() throws Exception {
        EnrolResult result = bench.reader.enrol(0, new Bench.Person(bench.module, 7, 8, 7));

        assertThat(result).isEqualTo(new EnrolResult.NotMerged());
        assertThat(bench.module.library()).isEmpty();
    }

    @Test
    void a_finger_that_never_comes_out_well_ends_as_not_merged() throws Exception {
        EnrolGuide dirty = new EnrolGuide() {
            @Override
            public void step(EnrolStep step) {
                if (step == EnrolStep.LIFT) {
                    bench.module.lift();
                } else {
                    bench.module.quality(Quality.MESSY);
                    bench.module.lay(7);
                }
            }

            @Override
            public boolean giveUp() {
                return false;
            }
        };

        assertThat(bench.reader.enrol(0, dirty)).isEqualTo(new EnrolResult.NotMerged());
    }

    @Test
    void an_enrolment_ends_when_the_guide_gives_up() throws Exception {
        AtomicBoolean asked = new AtomicBoolean();
        EnrolGuide nobodyComes = new EnrolGuide() {
            @Override
            public void step(EnrolStep step) {}

            @Override
            public boolean giveUp() {
                return asked.getAndSet(true);
            }
        };

        assertThat(bench.reader.enrol(0, nobodyComes)).isEqualTo(new EnrolResult.GivenUp());
    }

    @Test
    void a_position_outside_the_library_has_no_room() throws Exception {
        assertThat(bench.enrol(7, 199)).isInstanceOf(EnrolResult.Enrolled.class);
        assertThat(bench.enrol(8, 200)).isEqualTo(new EnrolResult.NoRoom(200, 200));
    }

    @Test
    void a_deleted_finger_is_unknown_and_its_position_free() throws Exception {
        bench.enrol(7, 0);
        bench.enrol(8, 199);
        assertThat(bench.reader.occupied().stream()).containsExactly(0, 199);

        bench.reader.delete(0);
        bench.reader.delete(5);

        assertThat(bench.reader.occupied().stream()).containsExactly(199);
        bench.module.lay(7);
        assertThat(bench.reader.scan()).isEqualTo(new ScanResult.Unknown());
    }

    @Test
    void a_wrong_password_is_refused_with_what_to_do() throws Exception {
        bench.module.protect(0xCAFE_BABE);
        bench.reader.close();

        assertThatThrownBy(() -> open(bench.port, 1))
                .isInstanceOfSatisfying(
                        LinkException.class, e -> assertThat(e.kind()).isEqualTo(LinkException.Kind.DENIED))
                .hasMessageContaining(bench.port.path().toString())
                .hasMessageContaining("refused the password of the settings");
        try (ZhiantecReader reader = open(bench.port, 0xCAFE_BABEL)) {
            assertThat(reader.scan()).isEqualTo(new ScanResult.NoFinger());
        }
    }

    @Test
    void a_module_that_lost_power_is_given_its_password_again() throws Exception {
        bench.module.protect(4711);
        bench.reader.close();
        try (ZhiantecReader reader = open(bench.port, 4711)) {
            bench.module.powerCycle();
            bench.module.lay(7);

            assertThat(reader.scan()).isEqualTo(new ScanResult.Unknown());
        }
    }

    private static ZhiantecReader open(SimulatedSerialPort port, long password) throws LinkException {
        return ZhiantecReader.open(
                SerialLinks.open(port.path(), Bench.BAUD),
                ZhiantecSetup.factory().withPassword(password),
                Optional.empty());
    }
}
