package io.yizhan.terminal;

import io.yizhan.hardware.bus.InputLine;
import io.yizhan.hardware.bus.InputSource;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.LinkSource;
import io.yizhan.hardware.bus.OutputLine;
import io.yizhan.hardware.bus.linux.FileLink;
import io.yizhan.hardware.bus.linux.PiLines;
import io.yizhan.hardware.bus.linux.SerialLinks;
import io.yizhan.hardware.bus.linux.TcpLink;
import io.yizhan.hardware.fingerprint.FingerprintReader;
import io.yizhan.hardware.fingerprint.zhiantec.ZhiantecPort;
import io.yizhan.hardware.fingerprint.zhiantec.ZhiantecSetup;
import io.yizhan.hardware.keys.Keypad;
import io.yizhan.hardware.keys.Lamp;
import io.yizhan.hardware.keys.LineKeypad;
import io.yizhan.terminal.station.Attached;
import io.yizhan.terminal.station.CounterKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Opens the devices of a real machine; one that is not there is its station's fault, and no reason not to start. */
final class RealDevices implements AutoCloseable {

    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable PiLines pins;

    static Attached.Opener<FingerprintReader> sensor(Path device, ZhiantecSetup setup) {
        ZhiantecPort port = new ZhiantecPort(baud -> SerialLinks.open(device, baud), setup);
        return port::open;
    }

    /** A sensor whose wake line is at this pin. */
    Attached.Opener<FingerprintReader> sensor(Path device, ZhiantecSetup setup, int wakeGpio) {
        return sensor(device, setup.withWake(() -> wake(wakeGpio)));
    }

    /** A sensor's wake line: the R503's is low while a finger lies there. */
    InputLine wake(int gpio) throws LinkException {
        return pins().input(gpio, PiLines.Active.LOW);
    }

    static LinkSource tcp(String host, int port) {
        return () -> TcpLink.open(host, port, CONNECT_MAX);
    }

    static LinkSource file(Path device) {
        return () -> FileLink.open(device);
    }

    static LinkSource serial(Path device, int baud) {
        return () -> SerialLinks.open(device, baud);
    }

    /** Keys to ground, by their names. */
    Attached.Opener<Keypad> keypad(Map<String, Integer> gpios) {
        return () -> {
            Map<String, InputSource> lines = new LinkedHashMap<>();
            gpios.forEach((key, gpio) -> lines.put(key, () -> pins().input(gpio, PiLines.Active.LOW)));
            return LineKeypad.openAll(lines);
        };
    }

    /** A lamp or a buzzer behind a transistor, opened when it is first switched. */
    Lamp lamp(int gpio) {
        return new Lamp() {
            private @Nullable OutputLine line;

            @Override
            public void light(boolean on) throws LinkException {
                OutputLine open = line;
                if (open == null) {
                    open = pins().output(gpio, PiLines.Active.HIGH);
                    line = open;
                }
                open.set(on);
            }
        };
    }

    /** The lamps of these names that have a pin. */
    Map<String, Lamp> lamps(@Nullable Map<String, Integer> gpios, List<String> names) {
        Map<String, Lamp> lamps = new LinkedHashMap<>();
        for (String name : names) {
            Integer gpio = gpios == null ? null : gpios.get(CounterKeys.lampPin(name));
            if (gpio != null) {
                lamps.put(name, lamp(gpio));
            }
        }
        return lamps;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (pins != null) {
                pins.close();
                pins = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** The chip is opened once for all stations, by whichever comes first. */
    private PiLines pins() throws LinkException {
        lock.lock();
        try {
            PiLines open = pins;
            if (open == null) {
                open = PiLines.open();
                pins = open;
            }
            return open;
        } finally {
            lock.unlock();
        }
    }
}
