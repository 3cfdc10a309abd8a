package bench;

import io.yizhan.protocol.Topics;
import io.yizhan.protocol.clock.LinuxClock;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.link.TlsFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The hall that scripts/bench made: where its broker, its devices' bundles and its database are, and the figures of this run. */
record BenchHall(Path folder, int mqttPort) {

    static final HallId HALL = new HallId("bench");
    static final Topics TOPICS = new Topics(HALL);
    static final LinuxClock CLOCK = new LinuxClock(LinuxClock.BOOT_ID, true);

    /** A device without entries, for the bare broker. */
    static final String PROBE = "probe";

    /** A device that sends garbage. */
    static final String STRANGER = "stranger";

    Path database() {
        return folder.resolve("hub/hub.db");
    }

    Path bundle(String device) {
        return folder.resolve("terminals").resolve(device);
    }

    TlsFiles tls(DeviceId device) {
        Path bundle = bundle(device.text());
        return new TlsFiles(bundle.resolve("ca.crt"), bundle.resolve("device.crt"), bundle.resolve("device.key"));
    }

    List<DeviceId> readers() {
        try (Stream<Path> bundles = Files.list(folder.resolve("terminals"))) {
            return bundles.map(bundle -> bundle.getFileName().toString())
                    .filter(name -> !name.equals(PROBE) && !name.equals(STRANGER))
                    .sorted()
                    .map(DeviceId::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps a figure for the report at the end. */
    void keep(String name, double figure) throws IOException {
        Properties figures = figures();
        figures.setProperty(name, String.valueOf(figure));
        try (var out = Files.newBufferedWriter(folder.resolve("figures.properties"))) {
            figures.store(out, null);
        }
    }

    double figure(String name) throws IOException {
        String figure = figures().getProperty(name);
        return figure == null ? Double.NaN : Double.parseDouble(figure);
    }

    private Properties figures() throws IOException {
        Properties figures = new Properties();
        Path file = folder.resolve("figures.properties");
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                figures.load(in);
            }
        }
        return figures;
    }
}
