package io.yizhan.hub.cli;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.vault.RecoveryLock;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * What a new hall is to be.
 *
 * @param hosts names and addresses of the broker for its certificate; the first stands in its terminals' settings
 * @param brokerBind the address on which the broker listens
 * @param brokerUser the system's user that Mosquitto becomes where it is started as root
 */
record HallPlan(
        HallId hall,
        String name,
        ZoneId zone,
        List<String> hosts,
        String brokerBind,
        int brokerPort,
        String brokerUser,
        String httpBind,
        int httpPort,
        boolean clockTrusted) {

    HallPlan {
        hosts = List.copyOf(hosts);
    }

    String hubSettings(RecoveryLock lock) {
        return FileTemplate.fill(
                "hub.toml",
                Map.of(
                        "clock_trusted", String.valueOf(clockTrusted),
                        "hall", quoted(hall.text()),
                        "name", quoted(name),
                        "zone", quoted(zone.getId()),
                        "mqtt_port", String.valueOf(brokerPort),
                        "public_host", quoted(hosts.getFirst()),
                        "http_bind", quoted(httpBind),
                        "http_port", String.valueOf(httpPort),
                        "recovery_key", quoted(lock.text())));
    }

    /** Names its files by whole paths, because Mosquitto would look for others where it happens to be started. */
    String brokerSettings(HallFolder folder) {
        return FileTemplate.fill(
                "mosquitto.conf",
                Map.of(
                        "folder",
                        folder.toString(),
                        "port",
                        String.valueOf(brokerPort),
                        "bind",
                        brokerBind,
                        "user",
                        brokerUser));
    }

    String brokerAccess() {
        return FileTemplate.fill("mosquitto.acl", Map.of("hall", hall.text()));
    }

    /** A JSON string is a TOML basic string, too. */
    static String quoted(String text) {
        return new String(Json.write(text), StandardCharsets.UTF_8);
    }
}
