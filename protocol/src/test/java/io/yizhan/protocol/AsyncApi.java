package io.yizhan.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.yizhan.protocol.Topics.All;
import io.yizhan.protocol.Topics.Down;
import io.yizhan.protocol.Topics.Up;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.HallId;
import java.util.List;

/** Makes the AsyncAPI 3.0 document: each topic, who writes it, how, and the schema of what stands there. */
final class AsyncApi {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final HallId HALL = new HallId("this-hall");
    private static final DeviceId DEVICE = new DeviceId("this-device");
    private static final Topics TOPICS = new Topics(HALL);
    private static final String NAME = "^[a-z0-9-]{1,32}$";

    private AsyncApi() {}

    /** @param fromHub whether the hub writes there, or a terminal */
    private record Topic(String address, boolean fromHub, boolean retained, boolean expires, WireMessage message) {

        String name() {
            return address.replaceFirst(".*\\{hall}/", "")
                    .replace("{device}/", "")
                    .replace('/', '-');
        }
    }

    static ObjectNode document() {
        ObjectNode document = JSON.objectNode().put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Yizhan: the wire between a terminal and the hub")
                .put("version", "1")
                .put(
                        "description",
                        "MQTT 5, QoS 1, UTF-8 JSON. An operation is the hub's: what it receives a terminal sends.");
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        for (Topic topic : topics()) {
            channels.set(topic.name(), channel(topic));
            ObjectNode operation = operations.putObject(topic.name());
            operation.put("action", topic.fromHub() ? "send" : "receive");
            operation.putObject("channel").put("$ref", "#/channels/" + topic.name());
            operation.putObject("bindings").putObject("mqtt").put("qos", 1).put("retain", topic.retained());
        }
        return document;
    }

    private static List<Topic> topics() {
        return List.of(
                up(Up.JOURNAL, false, false, WireMessage.HEADER),
                up(Up.STATUS, true, false, WireMessage.STATUS),
                up(Up.REQUEST, false, true, WireMessage.REQUEST),
                up(Up.REPLY, false, true, WireMessage.REPLY),
                up(Up.VAULT, false, false, WireMessage.ACK),
                down(Down.ACK, false, false, WireMessage.ACK),
                down(Down.CONFIG, true, false, WireMessage.CONFIG),
                down(Down.VAULT, false, false, WireMessage.HEADER),
                down(Down.RESPONSE, false, true, WireMessage.ANSWER),
                down(Down.COMMAND, false, true, WireMessage.COMMAND),
                all(All.HUB, WireMessage.HUB),
                all(All.SERVICES, WireMessage.SERVICES),
                all(All.QUEUE, WireMessage.QUEUE),
                all(All.CALLS, WireMessage.CALLS));
    }

    private static Topic up(Up channel, boolean retained, boolean expires, WireMessage message) {
        return new Topic(address(TOPICS.up(DEVICE, channel)), false, retained, expires, message);
    }

    private static Topic down(Down channel, boolean retained, boolean expires, WireMessage message) {
        return new Topic(address(TOPICS.down(DEVICE, channel)), true, retained, expires, message);
    }

    private static Topic all(All state, WireMessage message) {
        return new Topic(address(TOPICS.all(state)), true, true, false, message);
    }

    /** As the programs make it, for every hall and device. */
    private static String address(String topic) {
        return topic.replace(HALL.text(), "{hall}").replace(DEVICE.text(), "{device}");
    }

    private static ObjectNode channel(Topic topic) {
        ObjectNode channel = JSON.objectNode().put("address", topic.address());
        ObjectNode parameters = channel.putObject("parameters");
        parameters.putObject("hall").put("description", "matches " + NAME);
        if (topic.address().contains("{device}")) {
            parameters.putObject("device").put("description", "matches " + NAME + "; not \"all\" and not \"hub\"");
        }
        channel.putObject("messages").set(topic.name(), message(topic));
        return channel;
    }

    private static ObjectNode message(Topic topic) {
        ObjectNode message = JSON.objectNode();
        if (topic.message() == WireMessage.HEADER) {
            message.put("contentType", "application/jsonl");
            message.put(
                    "description",
                    "A batch: a header, then up to 256 entries, each a line that ends with LF; 64 KiB at most. The payload's"
                            + " schema is the header's; an entry's is schema/entry.schema.json.");
        } else {
            message.put("contentType", "application/json");
        }
        if (topic.expires()) {
            message.put(
                    "description", "MQTT 5 message expiry of 1 s or more; correlation data: a UUID, 36 characters.");
        }
        message.putObject("payload").put("$ref", "schema/" + topic.message().word() + ".schema.json");
        examples(topic.message(), message.putArray("x-samples"));
        return message;
    }

    private static void examples(WireMessage message, ArrayNode names) {
        if (message == WireMessage.HEADER) {
            names.add("samples/batch.jsonl").add("samples/hello.jsonl");
            return;
        }
        for (WireMessage.Sample sample : WireMessage.samples()) {
            if (sample.message() == message) {
                names.add("samples/" + sample.name() + ".json");
            }
        }
    }
}
