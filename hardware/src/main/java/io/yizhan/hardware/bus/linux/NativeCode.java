package io.yizhan.hardware.bus.linux;

import com.fazecast.jSerialComm.SerialPort;
import com.pi4j.library.gpiod.internal.GpioDContext;
import com.pi4j.plugin.linuxfs.internal.LinuxLibC;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.LinkException.Kind;
import java.util.Objects;

/**
 * What of the real wires is no Java: each is a library for this processor that is unpacked into the folder for temporary
 * files and loaded from there. It can be tried where the device itself is missing.
 */
public enum NativeCode {
    SERIAL("jSerialComm"),
    GPIO("Pi4J gpiod"),
    SPI("Pi4J linuxfs");

    private final String library;

    NativeCode(String library) {
        this.library = library;
    }

    /** By which its makers' pages are found. */
    public String library() {
        return library;
    }

    /** There is none for the pins of a machine that is no Raspberry Pi; it has no such pins either. */
    public boolean isForThisProcessor() {
        return this != GPIO || processor().equals("aarch64") || processor().equals("arm");
    }

    /** Calls into it, since Pi4J only logs it where a library was not loaded. */
    public void load() throws LinkException {
        try {
            call();
        } catch (LinkageError | RuntimeException e) {
            throw new LinkException(
                    Kind.FAILED,
                    library + " does not load on " + processor() + ": " + e.getMessage() + "; look whether "
                            + System.getProperty("java.io.tmpdir")
                            + " is full or mounted with noexec (`findmnt -T`), then give another with"
                            + " YIZHAN_JVM_FLAGS=-Djava.io.tmpdir=FOLDER, and whether this is a Raspberry Pi"
                            + " (`cat /proc/device-tree/model`)",
                    e);
        }
    }

    /** What each can do without its device. */
    private void call() {
        switch (this) {
            case SERIAL -> Objects.requireNonNull(SerialPort.getCommPorts());
            case GPIO -> {
                GpioDContext pins = GpioDContext.getInstance();
                pins.closeLineEvent(pins.openLineEvent()); // memory, taken and given back
            }
            case SPI -> Objects.requireNonNull(LinuxLibC.INSTANCE);
        }
    }

    private static String processor() {
        return System.getProperty("os.arch");
    }
}
