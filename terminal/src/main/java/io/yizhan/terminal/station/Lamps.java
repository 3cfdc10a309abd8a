package io.yizhan.terminal.station;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.keys.Lamp;
import io.yizhan.protocol.state.DeviceStatus.Fault;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A station's lamps by name; one that it does not have stays dark, one that breaks is a fault and no more. */
final class Lamps {

    private static final String PART = "lamp ";

    private final Map<String, Lamp> lamps;
    private final Faults faults;
    private final Set<String> lit = new HashSet<>();

    Lamps(Map<String, Lamp> lamps, Faults faults) {
        this.lamps = Map.copyOf(lamps);
        this.faults = faults;
        faults.now().stream()
                .map(Fault::part)
                .filter(part -> part.startsWith(PART) && !lamps.containsKey(part.substring(PART.length())))
                .forEach(part -> faults.clearOthers(part, null)); // of one that was taken out
    }

    /** Lights these, and darkens all others. */
    void only(String... names) {
        Set<String> wanted = Set.of(names);
        for (String name : lamps.keySet()) {
            light(name, wanted.contains(name));
        }
    }

    private void light(String name, boolean on) {
        Lamp lamp = lamps.get(name);
        if (lamp == null || lit.contains(name) == on) {
            return;
        }
        try {
            lamp.light(on);
            if (on) {
                lit.add(name);
            } else {
                lit.remove(name);
            }
            faults.clearOthers(PART + name, null);
        } catch (LinkException e) {
            faults.raise(PART + name, "failed", e.getMessage());
        }
    }
}
