package io.yizhan.hub.page;

import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.devices.OpenFault;
import io.yizhan.hub.store.StoreTrouble;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.DeviceId;
import org.jspecify.annotations.Nullable;

/** Something that needs a hand, in words, with what to do. */
public sealed interface Trouble {

    DeviceId device();

    /** Since when; null when that is not known. */
    @Nullable
    TrueTime since();

    /** A part does not work. */
    record Fault(OpenFault fault) implements Trouble {
        @Override
        public DeviceId device() {
            return fault.device();
        }

        @Override
        public TrueTime since() {
            return fault.since();
        }
    }

    /** It was there and is gone. */
    record Offline(DeviceId device, @Nullable TrueTime since) implements Trouble {}

    /** It was let in, and was never there. */
    record Never(DeviceId device, @Nullable TrueTime since) implements Trouble {}

    /** An alarm of the book. */
    record Alarm(DeviceId device, TrueTime since, String kind, String detail) implements Trouble {}

    /** The hub itself can keep nothing. */
    record Store(StoreTrouble kind) implements Trouble {
        @Override
        public DeviceId device() {
            return DeviceId.HUB;
        }

        @Override
        public @Nullable TrueTime since() {
            return null;
        }

        String key() {
            return "store." + Json.wireName(kind);
        }
    }

    /** Nothing keeps the hub's clock right: what happens now has no sure time. */
    record Clock(String why) implements Trouble {
        @Override
        public DeviceId device() {
            return DeviceId.HUB;
        }

        @Override
        public @Nullable TrueTime since() {
            return null;
        }
    }

    /** Whether somebody is held up by it already. */
    default boolean urgent() {
        return switch (this) {
            case Fault(OpenFault fault) -> FaultWords.urgent(fault);
            case Offline _, Alarm _, Store _, Clock _ -> true;
            case Never _ -> false;
        };
    }

    /** The class of its badge. */
    default String mark() {
        return urgent() ? "bad" : "look";
    }

    /** What is wrong. */
    default String say(Speech speech) {
        return switch (this) {
            case Fault(OpenFault fault) -> FaultWords.say(speech, fault);
            case Offline(DeviceId device, TrueTime _) -> speech.say("trouble.offline", device.text());
            case Never(DeviceId device, TrueTime _) -> speech.say("trouble.never", device.text());
            case Alarm(DeviceId device, TrueTime _, String kind, String _) ->
                speech.say(FaultWords.alarm(speech, kind), device.text());
            case Store store -> speech.say(store.key());
            case Clock _ -> speech.say("trouble.clock");
        };
    }

    /** What to do about it. */
    default String remedy(Speech speech) {
        return switch (this) {
            case Fault(OpenFault fault) -> FaultWords.remedy(speech, fault);
            case Offline _ -> speech.say("trouble.offline.do");
            case Never _ -> speech.say("trouble.never.do");
            case Alarm(DeviceId _, TrueTime _, String kind, String _) ->
                speech.say(FaultWords.alarm(speech, kind) + ".do");
            case Store store -> speech.say(store.key() + ".do");
            case Clock _ -> speech.say("trouble.clock.do");
        };
    }

    /** For who repairs it; stands last and small. */
    default String code() {
        return switch (this) {
            case Fault(OpenFault fault) ->
                fault.device() + " · " + fault.part() + " · " + fault.kind()
                        + (fault.detail() == null ? "" : " · " + fault.detail());
            case Offline(DeviceId device, TrueTime _) -> device + " · offline";
            case Never(DeviceId device, TrueTime _) -> device + " · never";
            case Alarm(DeviceId device, TrueTime _, String kind, String detail) ->
                device + " · " + kind + " · " + detail;
            case Store(StoreTrouble kind) -> "hub · database · " + Json.wireName(kind);
            case Clock(String why) -> "hub · clock" + (why.isEmpty() ? "" : " · " + why);
        };
    }
}
