package io.yizhan.terminal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.yizhan.protocol.Doors;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The doors between the rooms of this module, and the form of its files. */
class TerminalArchitectureTest {

    private static final String ROOT = "io.yizhan.terminal";

    /** From top to bottom: a room may know those below it. The root is the composition and its settings. */
    private static final List<String> ROOMS = List.of(
            ROOT,
            ROOT + ".panel",
            ROOT + ".selftest",
            ROOT + ".screen",
            ROOT + ".loopback",
            ROOT + ".health",
            ROOT + ".station",
            ROOT + ".vault",
            ROOT + ".uplink",
            ROOT + ".journal",
            ROOT + ".clock");

    private static final Doors DOORS = new Doors(ROOT);
    private static final JavaClasses CLASSES = DOORS.classes();

    @Test
    void a_room_knows_only_those_below_it() {
        DOORS.checkOrder(ROOMS);
    }

    @Test
    void only_the_journal_names_its_database() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".journal")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.sqlite..")
                .check(CLASSES);
    }

    @Test
    void only_the_uplink_speaks_on_the_link() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".uplink", ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.yizhan.protocol.link..")
                .check(CLASSES);
    }

    @Test
    void nobody_here_names_the_libraries_of_the_real_wires() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.pi4j..", "com.fazecast..")
                .check(CLASSES);
    }

    @Test
    void what_is_below_the_stations_knows_no_devices() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".uplink", ROOT + ".journal", ROOT + ".clock")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.yizhan.hardware..")
                .check(CLASSES);
    }

    @Test
    void a_terminal_knows_nothing_of_the_hubs_code() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.yizhan.hub..")
                .check(CLASSES);
    }

    @Test
    void nobody_here_asks_the_wall_clock_by_himself() {
        DOORS.checkNobodyAsksTheWallClock();
    }

    @Test
    void files_and_lines_are_short() throws IOException {
        Doors.checkFilesAreShort();
    }
}
