package io.yizhan.terminal.station;

import java.util.ArrayList;
import java.util.List;

/** The names of a kiosk's keys. */
public final class KioskKeys {

    /** A screen shows at most eight choices, and a kiosk has a key for each. */
    public static final int SERVICES_MAX = 8;

    /** Prints the last ticket again whose printing is unknown. */
    public static final String REPRINT = "reprint";

    /** All of them. */
    public static final List<String> NAMES = names();

    private static final String SERVICE = "service-";

    private KioskKeys() {}

    /** The key of the service at this place, from 1. */
    public static String service(int place) {
        return SERVICE + place;
    }

    /** The place of the service that a key stands for, from 0; −1 for another key. */
    static int placeOf(String key) {
        return key.startsWith(SERVICE) ? Integer.parseInt(key.substring(SERVICE.length())) - 1 : -1;
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (int place = 1; place <= SERVICES_MAX; place++) {
            names.add(service(place));
        }
        names.add(REPRINT);
        return List.copyOf(names);
    }
}
