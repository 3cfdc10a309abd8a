package io.yizhan.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the installers' page says to write is taken. */
class WiringPageTest {

    private static final Path PAGE = Path.of("..", "docs", "wiring.md");
    private static final Pattern SETTINGS = Pattern.compile("```toml\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    private static List<String> settings() throws Exception {
        Matcher found = SETTINGS.matcher(Files.readString(PAGE));
        return Stream.iterate(found, Matcher::find, any -> any)
                .map(match -> match.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void the_settings_of_a_station_are_taken_as_they_stand(String settings) throws Exception {
        Path file = Files.writeString(folder.resolve("terminal.toml"), SettingsFile.HEAD + settings);

        assertThat(TerminalConfig.load(file).device().text()).isEqualTo("pi-1");
    }

    @Test
    void there_are_settings_and_a_drawing_for_each_kind_of_station() throws Exception {
        String page = Files.readString(PAGE);

        assertThat(settings()).hasSize(4);
        for (String kind : List.of("reader", "kiosk", "counter", "board")) {
            assertThat(page).contains("[[" + kind + "]]", "wiring/" + kind + ".svg");
            assertThat(PAGE.resolveSibling("wiring").resolve(kind + ".svg")).exists();
        }
    }
}
