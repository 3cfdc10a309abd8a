package io.yizhan.protocol;

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

/** What every module's code is held to: the order of its rooms, where the time comes from, the form of its files. */
public final class Doors {

    private static final int LINE_MAX = 120;

    /** About 300. */
    private static final int FILE_LINES_MAX = 310;

    private final String root;
    private final JavaClasses classes;

    /** @param root the module's package */
    public Doors(String root) {
        this.root = root;
        this.classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(root);
    }

    public JavaClasses classes() {
        return classes;
    }

    /**
     * A room knows only those below it, every package is in a room, and there are no circles.
     *
     * @param rooms from top to bottom, as ArchUnit's package identifiers: {@code io.yizhan.hub}, {@code io.yizhan.hub.book..}
     */
    public void checkOrder(List<String> rooms) {
        for (int i = 1; i < rooms.size(); i++) {
            noClasses()
                    .that()
                    .resideInAPackage(rooms.get(i))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(rooms.subList(0, i).toArray(String[]::new))
                    .check(classes);
        }
        assertThat(classes.stream()
                        .filter(JavaClass.Predicates.resideInAnyPackage(rooms.toArray(String[]::new))
                                .negate())
                        .map(JavaClass::getName))
                .as("classes without a room")
                .isEmpty();
        slices().matching(root + ".(*)..").should().beFreeOfCycles().check(classes);
    }

    /** Only a composition root asks what time it is; everybody else is given a clock. */
    public void checkNobodyAsksTheWallClock() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Wiring")
                .and()
                .doNotHaveSimpleName("LinuxClock")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.OffsetDateTime.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(classes);
    }

    /** Looks at the module's own sources, from its folder; a line with a text in it may be longer. */
    public static void checkFilesAreShort() throws IOException {
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
