package io.yizhan.terminal;

import io.yizhan.hardware.bus.InputLine;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.linux.TcpLines;
import io.yizhan.hardware.bus.linux.TcpLink;
import io.yizhan.hardware.keys.Keypad;
import io.yizhan.hardware.keys.Lamp;
import io.yizhan.hardware.keys.LineKeypad;
import io.yizhan.terminal.station.Attached;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A station's keys and lamps where another program simulates them: the drivers are those of real pins. */
final class TcpKeys {

    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);

    private final Devices.Keys.Tcp place;
    private @Nullable TcpLines lamps;

    TcpKeys(Devices.Keys.Tcp place) {
        this.place = place;
    }

    /** Keys of these names, on a connection of their own. */
    Attached.Opener<Keypad> keypad(List<String> names) {
        return () -> {
            TcpLines lines = connect();
            boolean opened = false;
            try {
                Map<String, InputLine> inputs = new LinkedHashMap<>();
                for (String name : names) {
                    inputs.put(name, lines.input(name));
                }
                Keypad keypad = LineKeypad.open(inputs);
                opened = true;
                return keypad;
            } finally {
                if (!opened) {
                    lines.close();
                }
            }
        };
    }

    /** Lamps of these names, on one connection for all, made when the first is switched and again after a break. */
    Map<String, Lamp> lamps(List<String> names) {
        Map<String, Lamp> near = new LinkedHashMap<>();
        names.forEach(name -> near.put(name, on -> light(name, on)));
        return near;
    }

    private synchronized void light(String name, boolean on) throws LinkException {
        TcpLines open = lamps;
        if (open == null) {
            open = connect();
            lamps = open;
        }
        try {
            open.output(name).set(on);
        } catch (LinkException e) {
            open.close();
            lamps = null;
            throw e;
        }
    }

    private TcpLines connect() throws LinkException {
        return TcpLines.over(TcpLink.open(place.host(), place.port(), CONNECT_MAX));
    }
}
