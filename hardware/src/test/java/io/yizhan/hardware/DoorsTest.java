package io.yizhan.hardware;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The doors between the rooms of this module. */
class DoorsTest {

    private static final String ROOT = "io.yizhan.hardware.";
    private static final String[] DRIVERS = {
        ROOT + "fingerprint..", ROOT + "printer..", ROOT + "keys..", ROOT + "matrix..", ROOT + "voice.."
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.yizhan.hardware");

    @Test
    void only_the_room_of_the_real_wires_names_their_libraries() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "bus.linux..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.pi4j..", "com.fazecast..")
                .check(CLASSES);
    }

    @Test
    void a_driver_never_knows_which_side_of_the_wire_is_real() {
        noClasses()
                .that()
                .resideInAnyPackage(DRIVERS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "simulated..", ROOT + "bus.linux..")
                .check(CLASSES);
    }

    @Test
    void the_bus_knows_nothing_of_what_hangs_on_it() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "bus..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(DRIVERS)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "simulated..")
                .check(CLASSES);
    }

    @Test
    void this_module_knows_bytes_and_no_halls() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.yizhan.protocol..", "io.yizhan.terminal..", "io.yizhan.hub..")
                .check(CLASSES);
    }

    @Test
    void there_are_no_circles() {
        slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(CLASSES);
    }
}
