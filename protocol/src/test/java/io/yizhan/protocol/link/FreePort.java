package io.yizhan.protocol.link;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Scanner;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports of the loopback for servers that must be told theirs. They lie below those that the system gives to outgoing
 * connections: one that it picked itself, port 0, may belong to anybody's connection before the server has it.
 */
public final class FreePort {

    private static final Path RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range"); // ip(7)
    private static final int FIRST = 10_000;
    private static final int END = firstOfTheSystem();

    /** From anywhere, so that two builds on a machine seldom look at the same one. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(FIRST, END));

    private FreePort() {}

    /** One that nobody listens on, and that no other call here gives soon. */
    public static int next() {
        for (int tried = FIRST; tried < END; tried++) {
            int port = NEXT.getAndUpdate(last -> last + 1 < END ? last + 1 : FIRST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port from " + FIRST + " to " + END + " is free: see ss -ltnp");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static int firstOfTheSystem() {
        try (Scanner range = new Scanner(RANGE, US_ASCII)) {
            return range.nextInt();
        } catch (IOException e) {
            throw new IllegalStateException("the system does not say which ports are its own", e);
        }
    }
}
