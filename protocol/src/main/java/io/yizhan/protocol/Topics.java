package io.yizhan.protocol;

import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.HallId;
import java.util.Optional;

/** The topics of one hall, below {@code yizhan/1/{hall}}. */
public record Topics(HallId hall) {

    /** What a device writes. */
    public enum Up {
        JOURNAL,
        STATUS,
        REQUEST,
        REPLY,
        VAULT
    }

    /** What a device reads. */
    public enum Down {
        ACK,
        CONFIG,
        VAULT,
        RESPONSE,
        COMMAND
    }

    /** What the hub tells everybody. */
    public enum All {
        HUB,
        SERVICES,
        QUEUE,
        CALLS
    }

    /** A message's sender, taken from the topic and from nowhere else. */
    public record Sender(DeviceId device, Up channel) {}

    public String up(DeviceId device, Up channel) {
        return root() + device + "/up/" + Json.wireName(channel);
    }

    public String down(DeviceId device, Down channel) {
        return root() + device + "/down/" + Json.wireName(channel);
    }

    public String all(All state) {
        return root() + "all/" + Json.wireName(state);
    }

    /** The filter under which the hub hears every device. */
    public String everyUp(Up channel) {
        return root() + "+/up/" + Json.wireName(channel);
    }

    /** Whose message this is, or empty when the topic is not one that a device writes. */
    public Optional<Sender> sender(String topic) {
        if (!topic.startsWith(root())) {
            return Optional.empty();
        }
        String[] parts = topic.substring(root().length()).split("/", -1);
        if (parts.length != 3
                || !parts[1].equals("up")
                || !parts[0].matches("[a-z0-9-]{1,32}")
                || parts[0].equals("all")) {
            return Optional.empty();
        }
        for (Up channel : Up.values()) {
            if (Json.wireName(channel).equals(parts[2])) {
                return Optional.of(new Sender(new DeviceId(parts[0]), channel));
            }
        }
        return Optional.empty();
    }

    private String root() {
        return "yizhan/1/" + hall + "/";
    }
}
