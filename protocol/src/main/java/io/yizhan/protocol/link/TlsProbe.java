package io.yizhan.protocol.link;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why TLS failed. With TLS 1.3 a client is through with its handshake before the broker has judged its
 * certificate; Paho writes its CONNECT at once, and then sees a broken pipe instead of the verdict. This shakes hands
 * again and only listens.
 */
final class TlsProbe {

    private static final Duration WAIT = Duration.ofSeconds(2);

    private TlsProbe() {}

    /** The reason; null when there is none to be seen this time. */
    static @Nullable SSLException verdict(LinkSettings settings, TlsFiles files) throws NoConnectionException {
        int waitMs = (int) WAIT.toMillis();
        try (Socket wire = new Stubborn()) {
            wire.connect(new InetSocketAddress(settings.host(), settings.port()), waitMs);
            wire.setSoTimeout(waitMs);
            SSLSocket socket = (SSLSocket) files.sockets().createSocket(wire, settings.host(), settings.port(), true);
            shakeHands(socket);
            if (socket.getInputStream().read() < 0) {
                throw new SSLException("the connection was closed after the handshake");
            }
            return null;
        } catch (SSLException e) {
            return e;
        } catch (IOException e) {
            return null; // a broker that accepts the certificate waits for CONNECT: the read times out
        }
    }

    private static void shakeHands(SSLSocket socket) throws SSLException {
        try {
            socket.startHandshake();
        } catch (SSLException e) {
            throw e;
        } catch (IOException e) {
            throw new SSLException("the handshake was cut: " + e.getMessage(), e);
        }
    }

    /** Goes on when the far end no longer reads: its verdict may have arrived before. */
    private static final class Stubborn extends Socket {

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(byte[] bytes, int from, int length) {
                    try {
                        out.write(bytes, from, length);
                    } catch (IOException closed) {
                        // what was read tells more
                    }
                }
            };
        }
    }
}
