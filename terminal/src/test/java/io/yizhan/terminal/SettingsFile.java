package io.yizhan.terminal;

/** What a terminal's settings file begins with, for tests that add the stations and never reach a hub. */
final class SettingsFile {

    /** Ends before the tables of the stations. */
    static final String HEAD = """
        hall = "demo"
        device = "pi-1"
        data = "data"
        zone = "Asia/Shanghai"
        [broker]
        host = "127.0.0.1"
        port = 8883
        ca = "ca.crt"
        certificate = "device.crt"
        key = "device.key"
        """;

    private SettingsFile() {}
}
