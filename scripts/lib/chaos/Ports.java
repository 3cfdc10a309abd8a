package chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Free ports on loopback, below those that the system gives to outgoing connections. */
final class Ports {

    private static final int FIRST = 21_000;
    private static final int LAST = 32_000;

    private int next;

    /** @param seed so that two halls at once seldom look at the same ports */
    Ports(long seed) {
        next = FIRST + Math.floorMod(seed * 97, (LAST - FIRST) / 2);
    }

    int free() {
        for (int port = next; port < LAST; port++) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                next = port + 1;
                return port;
            } catch (IOException taken) {
                continue;
            }
        }
        throw new IllegalStateException(
                "no port from " + FIRST + " to " + LAST + " is free on 127.0.0.1: see ss -ltnp");
    }
}
