package io.yizhan.protocol.link;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A real MQTT 5 broker on a free port of the loopback, for one test. It keeps its port when it is killed and started
 * again, and forgets everything else. What is shown with one of them alone is a habit of that one; so tests of the wire
 * run with each {@link Kind}. Close it: it lives as long as the tests do.
 */
public interface Broker extends AutoCloseable {

    default String host() {
        return "127.0.0.1";
    }

    int port();

    /** Starts it on its port; returns when it listens. */
    void start() throws IOException;

    /** No goodbye to anybody, no will, and nobody listens any more when this returns. */
    void kill();

    /** It keeps its connections and answers nobody, like a machine that swaps. */
    void freeze() throws IOException;

    /** It goes on where {@link #freeze} stopped it. */
    void thaw() throws IOException;

    @Override
    default void close() {
        kill();
    }

    /** Which broker. */
    enum Kind {
        MOSQUITTO {
            @Override
            public Broker open(Path folder) throws IOException {
                return Mosquitto.open(folder);
            }

            @Override
            public Broker withTls(Path folder, TlsFiles own) throws IOException {
                return Mosquitto.withTls(folder, own);
            }

            @Override
            Broker admittingNobody(Path folder) throws IOException {
                return Mosquitto.with(folder, "allow_anonymous false");
            }
        },
        HIVEMQ {
            @Override
            public Broker open(Path folder) throws IOException {
                return HiveMq.open(folder);
            }

            @Override
            public Broker withTls(Path folder, TlsFiles own) throws IOException {
                return HiveMq.withTls(folder, own);
            }

            @Override
            Broker admittingNobody(Path folder) throws IOException {
                return HiveMq.admittingNobody(folder);
            }
        };

        /** Plain TCP; everybody may do everything. */
        public abstract Broker open(Path folder) throws IOException;

        /** TLS that asks each client for a certificate of the same authority. */
        public abstract Broker withTls(Path folder, TlsFiles own) throws IOException;

        /** Plain TCP; every client is refused. */
        abstract Broker admittingNobody(Path folder) throws IOException;
    }
}
