package io.yizhan.protocol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
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
class ProtocolArchitectureTest {

    /** From top to bottom: a package may know those below it. The root is {@code Json} and {@code Topics}. */
    private static final List<String> ROOMS = List.of(
            "io.yizhan.protocol.link",
            "io.yizhan.protocol.journal",
            "io.yizhan.protocol",
            "io.yizhan.protocol.command",
            "io.yizhan.protocol.request",
            "io.yizhan.protocol.state",
            "io.yizhan.protocol.fact",
            "io.yizhan.protocol.clock",
            "io.yizhan.protocol.id");

    private static final int LINE_MAX = 120;
    private static final int FILE_LINES_MAX = 300;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.yizhan.protocol");

    @Test
    void a_room_knows_only_those_below_it() {
        for (int i = 1; i < ROOMS.size(); i++) {
            noClasses()
                    .that()
                    .resideInAPackage(ROOMS.get(i))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(ROOMS.subList(0, i).toArray(String[]::new))
                    .check(CLASSES);
        }
    }

    @Test
    void every_package_has_its_place_in_the_order() {
        assertThat(CLASSES.stream().map(JavaClass::getPackageName)).isSubsetOf(ROOMS);
    }

    @Test
    void there_are_no_circles() {
        slices().matching("io.yizhan.(**)").should().beFreeOfCycles().check(CLASSES);
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
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Wiring")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.OffsetDateTime.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .check(CLASSES);
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
        List<String> long_ = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                List<String> lines = Files.readAllLines(file);
                if (lines.size() > FILE_LINES_MAX) {
                    long_.add(file + " has " + lines.size() + " lines");
                }
                for (int i = 0; i < lines.size(); i++) {
                    if (lines.get(i).length() > LINE_MAX && !lines.get(i).contains("\"")) {
                        long_.add(file + ":" + (i + 1));
                    }
                }
            }
        }
        assertThat(long_).isEmpty();
    }
}
