package io.yizhan.protocol.link;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A broker that lets one client in, takes what it publishes, and gives a receipt only when it is told to. */
final class MuteBroker implements AutoCloseable {

    private static final int CONNECT = 1;
    private static final int PUBLISH = 3;
    private static final int PINGREQ = 12;

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Queue<Integer> unacknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger published = new AtomicInteger();
    private volatile OutputStream out = OutputStream.nullOutputStream();

    MuteBroker() throws IOException {
        Thread.ofVirtual().name("mute broker").start(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Messages that have come. */
    int published() {
        return published.get();
    }

    /** The receipt for the oldest message without one. */
    void acknowledgeOne() throws IOException {
        int id = unacknowledged.remove();
        send(0x40, 2, id >> 8, id);
    }

    @Override
    public void close() throws IOException {
        server.close();
        out.close();
    }

    private void serve() {
        try (Socket client = server.accept()) {
            out = client.getOutputStream();
            DataInputStream in = new DataInputStream(client.getInputStream());
            while (true) {
                int type = in.readUnsignedByte() >> 4;
                byte[] body = new byte[length(in)];
                in.readFully(body);
                switch (type) {
                    case CONNECT -> send(0x20, 3, 0, 0, 0); // CONNACK, success, no properties
                    case PUBLISH -> {
                        ByteBuffer packet = ByteBuffer.wrap(body);
                        int topic = Short.toUnsignedInt(packet.getShort(0));
                        unacknowledged.add(Short.toUnsignedInt(packet.getShort(Short.BYTES + topic)));
                        published.incrementAndGet();
                    }
                    case PINGREQ -> send(0xD0, 0);
                    default -> {
                        // The client says goodbye.
                    }
                }
            }
        } catch (IOException clientWentAway) {
            // That is its right.
        }
    }

    private static int length(DataInputStream in) throws IOException {
        int length = 0;
        for (int shift = 0; ; shift += 7) {
            int part = in.readUnsignedByte();
            length |= (part & 0x7F) << shift;
            if ((part & 0x80) == 0) {
                return length;
            }
        }
    }

    private synchronized void send(int... bytes) throws IOException {
        byte[] packet = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            packet[i] = (byte) bytes[i];
        }
        out.write(packet);
        out.flush();
    }
}
