package io.yizhan.hardware.bus.linux;

import io.yizhan.hardware.bus.ByteLink;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.LinkException.Kind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;

/** A device on the network, such as a printer at port 9100. */
public final class TcpLink implements ByteLink {

    private final String name;
    private final Socket socket;
    private final TimedWriter writer;

    private TcpLink(String name, Socket socket, Duration writeTimeout) {
        this.name = name;
        this.socket = socket;
        this.writer = new TimedWriter(name, bytes -> socket.getOutputStream().write(bytes), writeTimeout);
    }

    /** Connects, without Nagle's delay: a status query is three bytes, and waits for its answer. */
    public static TcpLink open(String host, int port, Duration connectTimeout) throws LinkException {
        return open(host, port, connectTimeout, TimedWriter.WRITE_TIMEOUT);
    }

    static TcpLink open(String host, int port, Duration connectTimeout, Duration writeTimeout) throws LinkException {
        String name = host + ":" + port;
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), Math.toIntExact(connectTimeout.toMillis()));
            socket.setTcpNoDelay(true);
            return new TcpLink(name, socket, writeTimeout);
        } catch (UnknownHostException e) {
            closeQuietly(socket);
            throw new LinkException(
                    Kind.MISSING, "no host " + host + " is known; check the address in the settings", e);
        } catch (SocketTimeoutException e) {
            closeQuietly(socket);
            throw new LinkException(
                    Kind.SILENT,
                    name + " did not answer within " + connectTimeout.toMillis()
                            + " ms; check its power, its network cable and its address",
                    e);
        } catch (IOException e) {
            closeQuietly(socket);
            throw new LinkException(
                    Kind.MISSING,
                    name + " refused the connection (" + e.getMessage()
                            + "); check that the device is on, its address and port, and that"
                            + " no other program holds it",
                    e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int read(byte[] into, int offset, int length, Duration timeout) throws LinkException {
        try {
            if (timeout.isZero() && socket.getInputStream().available() == 0) {
                return 0;
            }
            socket.setSoTimeout(Math.toIntExact(Math.max(1, timeout.toMillis()))); // 0 would mean for ever
            int count = socket.getInputStream().read(into, offset, length);
            if (count < 0) {
                throw new LinkException(
                        Kind.CLOSED,
                        name + " closed the connection; check the device's power, then it is opened again");
            }
            return count;
        } catch (SocketTimeoutException e) {
            return 0;
        } catch (IOException e) {
            throw new LinkException(
                    Kind.CLOSED,
                    name + " went away while it was read: " + e.getMessage() + "; check its power and network cable",
                    e);
        }
    }

    @Override
    public void write(byte[] bytes) throws LinkException {
        writer.write(bytes);
    }

    @Override
    public void close() {
        writer.close();
        closeQuietly(socket);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // nothing can be done for a socket that does not even close, and nobody waits for it any more
        }
    }
}
