package io.yizhan.hub.cli;

import io.yizhan.protocol.id.BootId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.Chain;
import io.yizhan.protocol.journal.Header;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The texts that go with a device's certificate and key: settings of ours, and what anybody else's device needs to know. */
record DeviceBundle(JoinedHall hall, DeviceId device, List<StationOrder> stations) {

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
                        "hall", HallPlan.quoted(hall.hall().text()),
                        "device", HallPlan.quoted(device.text()),
                        "host", HallPlan.quoted(hall.brokerHost()),
                        "port", String.valueOf(hall.brokerPort()),
                        "stations", stations.stream().map(DeviceBundle::station).collect(Collectors.joining())));
    }

    private static String station(StationOrder station) {
        return "\n[[stations]]\nkind = %s\nid = %s\n"
                .formatted(
                        HallPlan.quoted(station.kindWord()),
                        HallPlan.quoted(station.id().text()));
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
}
