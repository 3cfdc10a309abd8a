package io.yizhan.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.hub.cli.DemoCommand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Clock;
import picocli.CommandLine;

/** A hall made by the hub's own commands. */
final class RealHall {

    private RealHall() {}

    /** Gives the hub a command that must end well. */
    static void give(String... words) {
        SecureRandom random = new SecureRandom();
        HallAdmission admission = new HallAdmission(random);
        CommandLine commands = HubMain.commands(Clock.systemUTC(), random, admission, admission)
                .addSubcommand(new DemoCommand(admission::fillDemo));
        assertThat(commands.execute(words)).isZero();
    }

    static boolean listens(int port) {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
