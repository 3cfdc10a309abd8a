package io.yizhan.hardware.bus.linux;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import com.pi4j.provider.Provider;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.LinkException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Starts Pi4J with exactly the provider that was asked for. Left to detect by itself, it takes mocks for an unknown
 * board where they are on the class path, and a hall would run on keys that nobody can press.
 */
final class PiContext {

    private PiContext() {}

    static Context open(Path device, String what, Provider<?, ?, ?>... providers) throws LinkException {
        if (!Files.exists(device)) {
            throw new LinkException(
                    Kind.MISSING,
                    "no " + what + " here: " + device + " is missing; on a Raspberry Pi enable it in `raspi-config`"
                            + " (Interface Options), elsewhere choose simulated devices in the settings");
        }
        if (!Files.isReadable(device) || !Files.isWritable(device)) {
            throw DeviceAccess.denied(device);
        }
        Context context = Pi4J.newContextBuilder()
                .noAutoDetect()
                .noAutoInject()
                .disableShutdownHook()
                .add(providers)
                .build();
        for (Provider<?, ?, ?> provider : providers) {
            if (!context.hasProvider(provider.getId())) {
                context.shutdown();
                throw new LinkException(
                        Kind.FAILED,
                        "Pi4J did not start its " + provider.getName() + " for " + what + " at " + device
                                + "; it knows this board as "
                                + context.boardInfo().getBoardModel()
                                + ": check that this is a Raspberry Pi that it supports");
            }
        }
        return context;
    }

    /**
     * Pi4J reports by unchecked exceptions and, where its native library does not load, by linkage errors: at the first try
     * by the cause, at each later one by a class that is not there.
     */
    static <T> T guarded(String name, Call<T> call) throws LinkException {
        try {
            return call.run();
        } catch (Pi4JException | LinkageError | IllegalStateException e) {
            throw new LinkException(
                    Kind.FAILED, name + " failed: " + e.getMessage() + "; look into `dmesg` and `gpioinfo`", e);
        }
    }

    /** A call into Pi4J. */
    @FunctionalInterface
    interface Call<T> {
        T run();
    }
}
