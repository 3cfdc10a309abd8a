package io.yizhan.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.yizhan.protocol.command.Command;
import io.yizhan.protocol.id.Id;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.request.Request;
import io.yizhan.protocol.state.StationConfig;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How Jackson is set up, once for the wire and once for settings. */
final class JsonDialect {

    /** The outermost object is level 1. */
    private static final int DEPTH_MAX = 16;

    private JsonDialect() {}

    static JsonMapper wire() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH_MAX)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        return common(JsonMapper.builder(factory))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    static TomlMapper settings() {
        return common(TomlMapper.builder())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    private static <B extends MapperBuilder<?, B>> B common(B builder) {
        builder.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .annotationIntrospector(new WireWords())
                .addModule(new JavaTimeModule())
                .addModule(names())
                .addMixIn(Request.class, TaggedByOp.class)
                .addMixIn(Command.class, TaggedByOp.class)
                .addMixIn(StationConfig.class, TaggedByKind.class)
                .withCoercionConfig(LogicalType.Textual, config -> {
                    config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                    config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                    config.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                });
        for (Class<?> family : List.of(Request.class, Command.class, StationConfig.class)) {
            for (Class<?> type : Json.alternatives(family)) {
                builder.registerSubtypes(new NamedType(type, Json.wireName(type)));
            }
        }
        return builder;
    }

    private static Module names() {
        SimpleModule module = new SimpleModule("yizhan-names");
        module.addSerializer(Id.class, new StringWriter<>(Id.class, Id::text));
        for (Class<? extends Id> type : Json.alternatives(Id.class)) {
            addName(module, type);
        }
        module.addSerializer(OffsetDateTime.class, new StringWriter<>(OffsetDateTime.class, WireTime::text));
        module.addDeserializer(OffsetDateTime.class, new StringReader<>(OffsetDateTime.class, WireTime::parse));
        module.addDeserializer(LocalDate.class, new StringReader<>(LocalDate.class, LocalDate::parse));
        module.addSerializer(Json.Tree.class, new TreeWriter());
        module.addDeserializer(Json.Tree.class, new TreeReader());
        return module;
    }

    private static <T extends Id> void addName(SimpleModule module, Class<T> type) {
        module.addDeserializer(type, new StringReader<>(type, named(type)));
    }

    private static <T extends Id> Function<String, T> named(Class<T> type) {
        if (type == TicketId.class) {
            return text -> type.cast(TicketId.of(text));
        }
        Constructor<T> constructor;
        try {
            constructor = type.getConstructor(String.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " must be a record of one String, or be read here by hand", e);
        }
        return text -> {
            try {
                return constructor.newInstance(text);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof IllegalArgumentException refused) {
                    throw refused;
                }
                throw new IllegalStateException(type + " failed on a string", e);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(type + " cannot be made", e);
            }
        };
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "op")
    private interface TaggedByOp {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    private interface TaggedByKind {}

    /** Enum constants in lower case with dashes; what is not {@code @Nullable} is required, a list may be absent. */
    private static final class WireWords extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public String[] findEnumValues(
                MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
            for (int i = 0; i < constants.length; i++) {
                names[i] = Json.wireName(constants[i]);
            }
            return names;
        }

        @Override
        public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
            RecordComponent component = component(member);
            if (component == null) {
                return super.hasRequiredMarker(member);
            }
            return required(component);
        }

        @Override
        public JsonSetter.Value findSetterInfo(Annotated annotated) {
            RecordComponent component = component(annotated);
            if (component == null) {
                return super.findSetterInfo(annotated);
            }
            if (nullable(component)) {
                return JsonSetter.Value.forContentNulls(Nulls.FAIL);
            }
            return JsonSetter.Value.construct(required(component) ? Nulls.FAIL : Nulls.AS_EMPTY, Nulls.FAIL);
        }

        private static boolean required(RecordComponent component) {
            return !nullable(component) && !Collection.class.isAssignableFrom(component.getType());
        }

        private static boolean nullable(RecordComponent component) {
            return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        }

        private static @Nullable RecordComponent component(Annotated annotated) {
            if (annotated instanceof AnnotatedParameter parameter
                    && parameter.getDeclaringClass().isRecord()
                    && parameter.getOwner().getAnnotated() instanceof Constructor<?> constructor) {
                RecordComponent[] components = parameter.getDeclaringClass().getRecordComponents();
                return components.length == constructor.getParameterCount() ? components[parameter.getIndex()] : null;
            }
            return null;
        }
    }

    private static final class StringWriter<T> extends StdSerializer<T> {

        private static final long serialVersionUID = 1L;
        private final transient Function<? super T, String> text;

        StringWriter(Class<T> type, Function<? super T, String> text) {
            super(type);
            this.text = text;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(text.apply(value));
        }
    }

    private static final class StringReader<T> extends StdDeserializer<T> {

        private static final long serialVersionUID = 1L;
        private final transient Function<String, T> parse;

        StringReader(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public @Nullable T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                return context.reportInputMismatch(this, "a string was expected, %s found", json.currentToken());
            }
            try {
                return parse.apply(json.getText());
            } catch (IllegalArgumentException | DateTimeException e) {
                return context.reportInputMismatch(this, "%s", e.getMessage());
            }
        }
    }

    private static final class TreeWriter extends StdSerializer<Json.Tree> {

        private static final long serialVersionUID = 1L;

        TreeWriter() {
            super(Json.Tree.class);
        }

        @Override
        public void serialize(Json.Tree value, JsonGenerator json, SerializerProvider provider) throws IOException {
            provider.defaultSerializeValue(value.node(), json);
        }
    }

    private static final class TreeReader extends StdDeserializer<Json.Tree> {

        private static final long serialVersionUID = 1L;

        TreeReader() {
            super(Json.Tree.class);
        }

        @Override
        public Json.Tree deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return new Json.Tree(context.readTree(json));
        }
    }
}
