package io.yizhan.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.yizhan.protocol.command.Enrol;
import io.yizhan.protocol.command.Identify;
import io.yizhan.protocol.command.PutTemplate;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.command.TemplateText;
import io.yizhan.protocol.fact.FingerDeleted;
import io.yizhan.protocol.fact.FingerEnrolled;
import io.yizhan.protocol.fact.Punch;
import io.yizhan.protocol.fact.RatingGiven;
import io.yizhan.protocol.fact.TicketIssued;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Header;
import io.yizhan.protocol.journal.Heard;
import io.yizhan.protocol.journal.Origin;
import io.yizhan.protocol.request.Answer;
import io.yizhan.protocol.request.Transfer;
import io.yizhan.protocol.state.DeviceConfig;
import io.yizhan.protocol.state.DeviceStatus;
import io.yizhan.protocol.state.StationConfig;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the records' constructors check beyond types: said again for the schemas. {@link SchemaTest} holds the two
 * together.
 */
final class SchemaRules {

    private static final int SCORE_MAX = 65_535;
    private static final int RATING_WAIT_S_MAX = 600;
    private static final String BASE64 = "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$";

    private SchemaRules() {}

    private record Range(
            Class<?> record,
            String component,
            long least,
            @Nullable Long most) {}

    private static final List<Range> RANGES = List.of(
            within(Header.class, "from", 1, WireNumber.MAX),
            within(Header.class, "oldest", 1, WireNumber.MAX),
            within(Header.class, "last", 0, WireNumber.MAX),
            within(Header.class, "up", 0, WireNumber.MAX),
            within(Heard.class, "up", 0, WireNumber.MAX),
            within(Heard.class, "here", 0, WireNumber.MAX),
            from(Origin.class, "seq", 1),
            from(Ack.class, "from", 1),
            from(Ack.class, "through", 0),
            from(Ack.class, "epoch", 1),
            from(Ack.class, "up", 0),
            within(Ack.class, "retryMs", 0, Ack.RETRY_MS_MAX),
            from(Punch.class, "position", 0),
            within(Punch.class, "score", 0, SCORE_MAX),
            from(FingerEnrolled.class, "position", 0),
            from(FingerDeleted.class, "position", 0),
            within(RatingGiven.class, "level", RatingGiven.LEVEL_MIN, RatingGiven.LEVEL_MAX),
            from(TicketIssued.class, "ahead", 0),
            within(StationConfig.Counter.class, "ratingWaitS", 1, RATING_WAIT_S_MAX),
            within(DeviceConfig.Lease.class, "from", 1, TicketId.NUMBER_MAX),
            within(DeviceConfig.Lease.class, "to", 1, TicketId.NUMBER_MAX),
            from(DeviceConfig.Enrolment.class, "position", 0),
            from(DeviceStatus.JournalStatus.class, "oldest", 1),
            from(DeviceStatus.JournalStatus.class, "last", 0),
            from(DeviceStatus.JournalStatus.class, "acked", 0),
            from(Enrol.class, "position", 0),
            from(PutTemplate.class, "position", 0),
            within(Identify.class, "seconds", 1, Identify.SECONDS_MAX));

    static void narrow(Class<?> record, String component, ObjectNode property) {
        for (Range range : RANGES) {
            if (range.record() == record && range.component().equals(component)) {
                property.put("minimum", range.least());
                if (range.most() != null) {
                    property.put("maximum", range.most());
                }
            }
        }
        if (component.equals("template") && (record == PutTemplate.class || record == Reply.class)) {
            property.put("minLength", 1);
            property.put("maxLength", TemplateText.CHARACTERS_MAX);
            property.put("pattern", BASE64);
        }
        if (record.getSimpleName().equals("Envelope")) {
            switch (component) {
                case "v" -> property.put("minimum", 1);
                case "up" -> property.put("minimum", 0).put("maximum", WireNumber.MAX);
                case "type" -> property.put("minLength", 1);
                default -> {}
            }
        }
    }

    /** What holds between the fields of a record. */
    static Optional<ObjectNode> of(Class<?> record) {
        if (record == Punch.class) {
            return Optional.of(json("""
                    {"if":{"properties":{"method":{"const":"finger"}}},
                     "then":{"required":["position","enrolment","score"],
                             "properties":{"position":{"type":"integer"},"enrolment":{"type":"string"},
                                           "score":{"type":"integer"}}},
                     "else":{"properties":{"position":{"type":"null"},"enrolment":{"type":"null"},
                                           "score":{"type":"null"}}}}"""));
        }
        if (record == Answer.class) {
            return Optional.of(json("""
                    {"if":{"properties":{"ok":{"const":true}}},
                     "then":{"properties":{"code":{"type":"null"}}},
                     "else":{"required":["code"],"properties":{"code":{"type":"string"}}}}"""));
        }
        if (record == Transfer.To.class) {
            return Optional.of(json("""
                    {"oneOf":[{"required":["service"],"properties":{"service":{"type":"string"}}},
                              {"required":["counter"],"properties":{"counter":{"type":"string"}}}]}"""));
        }
        return Optional.empty();
    }

    private static Range from(Class<?> record, String component, long least) {
        return new Range(record, component, least, null);
    }

    private static Range within(Class<?> record, String component, long least, long most) {
        return new Range(record, component, least, most);
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
