package io.yizhan.hub;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.yizhan.protocol.Doors;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The doors between the rooms of this module, and the form of its files. */
class HubArchitectureTest {

    private static final String ROOT = "io.yizhan.hub";

    /** From top to bottom: a room may know those below it. The root is the composition and its settings. */
    private static final List<String> ROOMS = List.of(
            ROOT,
            ROOT + ".cli..",
            ROOT + ".demo..",
            ROOT + ".page..",
            ROOT + ".api..",
            ROOT + ".http..",
            ROOT + ".desk..",
            ROOT + ".vault..",
            ROOT + ".report..",
            ROOT + ".evaluation..",
            ROOT + ".attendance..",
            ROOT + ".queue..",
            ROOT + ".staff..",
            ROOT + ".devices..",
            ROOT + ".access..",
            ROOT + ".backup..",
            ROOT + ".follower..",
            ROOT + ".book..",
            ROOT + ".store..",
            ROOT + ".sheet..");

    private static final Doors DOORS = new Doors(ROOT);
    private static final JavaClasses CLASSES = DOORS.classes();

    @Test
    void a_room_knows_only_those_below_it() {
        DOORS.checkOrder(ROOMS);
    }

    @Test
    void only_the_store_names_the_database() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.sqlite..", "java.sql.Connection", "java.sql.DriverManager")
                .check(CLASSES);
    }

    @Test
    void only_the_sheet_names_the_spreadsheets_library() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".sheet..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.dhatim..")
                .check(CLASSES);
    }

    @Test
    void only_the_wiring_and_the_hubs_link_speak_to_the_broker() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT, ROOT + ".desk..", ROOT + ".vault..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.yizhan.protocol.link..")
                .check(CLASSES);
    }

    @Test
    void a_hub_knows_no_devices_bytes_and_nothing_of_the_terminals_code() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.yizhan.hardware..", "io.yizhan.terminal..", "com.pi4j..", "com.fazecast..")
                .check(CLASSES);
    }

    @Test
    void only_what_serves_people_and_programs_names_the_web_server() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".page..", ROOT + ".api..", ROOT + ".http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "gg.jte..")
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
