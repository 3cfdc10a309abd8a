package io.yizhan.hub.page;

import io.yizhan.hub.book.TrueTime;
import io.yizhan.protocol.fact.PunchUnknown;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that happened in the hall, for the feed of {@link Today}. */
public sealed interface Happening {

    /** When it happened, as far as it is known. */
    TrueTime time();

    /** By which the feed is in order: the best guess where it is uncertain. */
    default Instant at() {
        return time().at();
    }

    /** @param name null when nobody here has the number */
    record Punched(TrueTime time, StaffId staff, @Nullable String name) implements Happening {}

    record FingerUnknown(TrueTime time, DeviceId reader, PunchUnknown.Reason reason) implements Happening {}

    record Taken(TrueTime time, String ticket) implements Happening {}

    record Called(TrueTime time, String ticket, CounterId counter) implements Happening {}

    record Recalled(TrueTime time, String ticket, CounterId counter) implements Happening {}

    record NoShow(TrueTime time, String ticket, CounterId counter) implements Happening {}

    record Finished(TrueTime time, String ticket, CounterId counter) implements Happening {}

    /** @param level 1 to 5 */
    record Rated(TrueTime time, CounterId counter, int level) implements Happening {}

    record NotRated(TrueTime time, CounterId counter) implements Happening {}

    /** What it says. */
    default String say(Speech speech) {
        return switch (this) {
            case Punched(TrueTime _, StaffId staff, @Nullable String name) ->
                name == null
                        ? speech.say("feed.punched.unknown-person", staff.text())
                        : speech.say("feed.punched", name);
            case FingerUnknown(TrueTime _, DeviceId reader, PunchUnknown.Reason reason) ->
                switch (reason) {
                    case NO_MATCH -> speech.say("feed.finger-unknown", reader.text());
                    case STALE_POSITION -> speech.say("feed.finger-stale", reader.text());
                };
            case Taken(TrueTime _, String ticket) -> speech.say("feed.taken", ticket);
            case Called(TrueTime _, String ticket, CounterId counter) ->
                speech.say("feed.called", ticket, counter.text());
            case Recalled(TrueTime _, String ticket, CounterId counter) ->
                speech.say("feed.recalled", ticket, counter.text());
            case NoShow(TrueTime _, String ticket, CounterId counter) ->
                speech.say("feed.no-show", ticket, counter.text());
            case Finished(TrueTime _, String ticket, CounterId counter) ->
                speech.say("feed.finished", ticket, counter.text());
            case Rated(TrueTime _, CounterId counter, int level) ->
                speech.say("feed.rated", counter.text(), speech.say("level." + level));
            case NotRated(TrueTime _, CounterId counter) -> speech.say("feed.missed", counter.text());
        };
    }
}
