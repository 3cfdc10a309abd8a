package io.yizhan.hub.page;

import io.yizhan.hub.devices.OpenFault;

/** Faults and alarms in sentences; a kind that has no words of its own gets general ones, never none. */
final class FaultWords {

    private FaultWords() {}

    static String say(Speech speech, OpenFault fault) {
        return speech.say("fault.sentence", place(speech, fault), part(speech, fault), speech.say(kind(speech, fault)));
    }

    static String remedy(Speech speech, OpenFault fault) {
        return speech.say(kind(speech, fault) + ".do");
    }

    static String alarm(Speech speech, String kind) {
        return orAny(speech, "trouble.alarm.", kind);
    }

    /** Paper that runs low holds nobody up yet. */
    static boolean urgent(OpenFault fault) {
        return !fault.kind().equals("paper-low");
    }

    /** Of {@code kiosk-1/printer}: the station, and beside it the device where that has another name. */
    private static String place(Speech speech, OpenFault fault) {
        int slash = fault.part().indexOf('/');
        String device = fault.device().text();
        String station = slash < 0 ? device : fault.part().substring(0, slash);
        return station.equals(device) ? device : speech.say("fault.place", device, station);
    }

    /** Of {@code kiosk-1/key next}: the key's word. */
    private static String part(Speech speech, OpenFault fault) {
        String part = fault.part().substring(fault.part().indexOf('/') + 1);
        int space = part.indexOf(' ');
        return speech.say(orAny(speech, "part.", space < 0 ? part : part.substring(0, space)));
    }

    private static String kind(Speech speech, OpenFault fault) {
        return orAny(speech, "fault.", fault.kind());
    }

    private static String orAny(Speech speech, String stem, String word) {
        return speech.words().has(stem + word) ? stem + word : stem + "any";
    }
}
