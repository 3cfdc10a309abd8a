package io.yizhan.hub.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which hall a command is about. */
final class HallOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data/hub",
            description = "The hall's folder (${DEFAULT-VALUE}).")
    private Path data = Path.of("");

    HallFolder folder() {
        return new HallFolder(data);
    }
}
