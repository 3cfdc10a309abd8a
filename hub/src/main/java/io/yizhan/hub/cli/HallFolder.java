package io.yizhan.hub.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder in which a hub keeps all that it has. Its settings name these files, too. */
public record HallFolder(Path path) {

    public HallFolder {
        path = path.toAbsolutePath().normalize();
    }

    public Path settings() {
        return path.resolve("hub.toml");
    }

    public Path database() {
        return path.resolve("hub.db");
    }

    /** The bearer token of programs on this machine, readable by the hub's owner only. */
    public Path token() {
        return path.resolve("api-token");
    }

    public Path certificates() {
        return path.resolve("pki");
    }

    public Path brokerSettings() {
        return path.resolve("mosquitto.conf");
    }

    public Path brokerAccess() {
        return path.resolve("mosquitto.acl");
    }

    /** Where a device's bundle goes unless told otherwise. */
    public Path bundle(String device) {
        return path.resolve("devices").resolve(device);
    }

    boolean hasHall() {
        return Files.exists(settings());
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
