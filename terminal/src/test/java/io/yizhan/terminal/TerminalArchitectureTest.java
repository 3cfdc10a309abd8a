package io.yizhan.terminal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The doors between the rooms of this module, and the form of its files. */
class TerminalArchitectureTest {

    private static final String ROOT = "io.yizhan.terminal";

    /** From top to bottom: a room may know those below it. The root is the composition and its settings. */
    private static final List<String> ROOMS = List.of(
            ROOT,
            ROOT + ".panel",
            ROOT + ".health",
            ROOT + ".station",
            ROOT + ".uplink",
            ROOT + ".journal",
            ROOT + ".clock");

    private static final int LINE_MAX = 120;

    /** About 300. */
    private static final int FILE_LINES_MAX = 310;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void a_room_knows_only_those_below_it() {
        for (int i = 1; i < ROOMS.size(); i++) {
            noClasses()
                    .that()
                    .resideInAPackage(ROOMS.get(i))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(ROOMS.subList(0, i).toArray(String[]::new))
                    .allowEmptyShould(true)
                    .check(CLASSES);
        }
    }

    @Test
    void every_package_has_its_place_in_the_order() {
        assertThat(CLASSES.stream().map(JavaClass::getPackageName)).isSubsetOf(ROOMS);
    }

    @Test
    void there_are_no_circles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
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
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Wiring")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.OffsetDateTime.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void files_and_lines_are_short() throws IOException {
        List<String> tooLong = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                List<String> lines = Files.readAllLines(file);
                if (lines.size() > FILE_LINES_MAX) {
                    tooLong.add(file + " has " + lines.size() + " lines");
                }
                for (int i = 0; i < lines.size(); i++) {
                    if (lines.get(i).length() > LINE_MAX && !lines.get(i).contains("\"")) {
                        tooLong.add(file + ":" + (i + 1));
                    }
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }
}
