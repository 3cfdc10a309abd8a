package io.yizhan.protocol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The doors between the rooms of this module, and the form of its files. */
class ProtocolArchitectureTest {

    /** From top to bottom: a package may know those below it. The root is {@code Json} and {@code Topics}. */
    private static final List<String> ROOMS = List.of(
            "io.yizhan.protocol.link",
            "io.yizhan.protocol.vault",
            "io.yizhan.protocol.journal",
            "io.yizhan.protocol",
            "io.yizhan.protocol.command",
            "io.yizhan.protocol.request",
            "io.yizhan.protocol.state",
            "io.yizhan.protocol.fact",
            "io.yizhan.protocol.clock",
            "io.yizhan.protocol.id");

    private static final Doors DOORS = new Doors("io.yizhan.protocol");
    private static final JavaClasses CLASSES = DOORS.classes();

    @Test
    void a_room_knows_only_those_below_it() {
        DOORS.checkOrder(ROOMS);
    }

    @Test
    void only_three_classes_name_jackson() {
        noClasses()
                .that()
                .haveNameNotMatching("io\\.yizhan\\.protocol\\.(Json|JsonDialect|KnownKeys)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml..")
                .check(CLASSES);
    }

    @Test
    void only_the_link_names_paho_and_the_reader_of_certificates() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.yizhan.protocol.link")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.paho..", "nl.altindag..", "org.bouncycastle..")
                .check(CLASSES);
    }

    @Test
    void what_is_public_of_the_link_shows_nothing_of_paho() {
        noClasses()
                .that()
                .resideInAPackage("io.yizhan.protocol.link")
                .and()
                .arePublic()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.paho..")
                .check(CLASSES);
    }

    @Test
    void nobody_here_asks_the_wall_clock_by_himself() {
        DOORS.checkNobodyAsksTheWallClock();
    }

    @Test
    void messages_are_records() {
        classes()
                .that()
                .resideInAnyPackage("..fact", "..state", "..request")
                .and()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .beRecords()
                .check(CLASSES);
    }

    @Test
    void files_and_lines_are_short() throws IOException {
        Doors.checkFilesAreShort();
    }
}
