package io.yizhan.hub.cli;

import static io.yizhan.hub.cli.HallPlan.quoted;

import io.yizhan.protocol.id.BootId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.Chain;
import io.yizhan.protocol.journal.Header;
import io.yizhan.protocol.state.StationKind;
import io.yizhan.protocol.vault.RecoveryLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The texts that go with a device's certificate and key: settings for our program, and what another's needs to know.
 *
 * @param panelPort where its simulated devices can be touched and looked at; absent where its devices are real
 */
record DeviceBundle(JoinedHall hall, DeviceId device, List<StationOrder> stations, OptionalInt panelPort) {

    private static final long UP_MS = 1_000; // any time since its boot will do for a try

    DeviceBundle {
        stations = List.copyOf(stations);
    }

    /** @param journal of the hello to try it with; nobody else may have it */
    void write(Path folder, UUID journal, UUID boot) throws IOException {
        NewFolder.writePrivate(folder.resolve("terminal.toml"), settings());
        Files.writeString(folder.resolve("README.txt"), readme());
        Files.write(folder.resolve("hello.batch"), hello(JournalId.of(journal), new BootId(boot.toString())));
    }

    private String settings() {
        return FileTemplate.fill(
                "terminal.toml",
                Map.of(
                        "hall", quoted(hall.hall().text()),
                        "device", quoted(device.text()),
                        "zone", quoted(hall.zone().getId()),
                        "host", quoted(hall.brokerHost()),
                        "port", String.valueOf(hall.brokerPort()),
                        "panel", panelPort.isPresent() ? "\n[panel]\nport = " + panelPort.getAsInt() + "\n" : "",
                        "stations", stations.stream().map(this::station).collect(Collectors.joining("\n"))));
    }

    private String station(StationOrder station) {
        String devices = devices(station.kind()).stream()
                .map(device ->
                        device.part() + " = " + quoted(panelPort.isPresent() ? "simulated" : device.real()) + "\n")
                .collect(Collectors.joining());
        return "[[" + station.kindWord() + "]]\nid = " + quoted(station.id().text()) + "\n" + devices + lock(station);
    }

    private String lock(StationOrder station) {
        RecoveryLock lock = hall.recoveryLock();
        return station.kind() == StationKind.VAULT && lock != null
                ? "recovery_key = " + quoted(lock.text()) + "\n"
                : "";
    }

    private static List<Device> devices(StationKind kind) {
        return switch (kind) {
            case READER -> List.of(new Device("sensor", "/dev/serial0"), new Device("voice", "none"));
            case KIOSK -> List.of(new Device("printer", "/dev/usb/lp0"), new Device("keys", "none"));
            case COUNTER -> List.of(new Device("keys", "none"), new Device("display", "none"));
            case BOARD -> List.of(new Device("matrix", "spi:0.0"), new Device("voice", "espeak"));
            case VAULT -> List.of();
        };
    }

    private String readme() {
        return FileTemplate.fill(
                "README.txt",
                Map.of(
                        "hall", hall.hall().text(),
                        "device", device.text(),
                        "host", hall.brokerHost(),
                        "port", String.valueOf(hall.brokerPort()),
                        "station_list",
                                stations.stream().map(StationOrder::toString).collect(Collectors.joining(", ")),
                        "options", clientOptions()));
    }

    private String clientOptions() {
        return "-V 5 -q 1 -h %s -p %d --cafile ca.crt --cert device.crt --key device.key"
                .formatted(hall.brokerHost(), hall.brokerPort());
    }

    private static byte[] hello(JournalId journal, BootId boot) {
        return new Batch(new Header(journal, 1, Chain.start(journal), 1, 0, boot, UP_MS, null), List.of()).write();
    }

    /**
     * A station's device.
     *
     * @param real what it is usually is on a Raspberry Pi; "none" where only who wired it knows the pins
     */
    private record Device(String part, String real) {}
}
