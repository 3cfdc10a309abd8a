package io.yizhan.hub.cli;

import picocli.CommandLine.Command;

/** {@code hub device}: what can be done with devices. */
@Command(name = "device", mixinStandardHelpOptions = true, description = "The hall's devices.")
public final class DeviceCommand {}
