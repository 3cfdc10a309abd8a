package io.yizhan.hub.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

/** Every sentence of the pages in one language, from {@code words_<tag>.properties}. For any thread. */
public final class Words {

    private final String tag;
    private final Locale locale;
    private final Properties sentences;

    /** A file of each language for each. */
    private static final List<String> AREAS =
            List.of("words", "attendance", "leave", "bulletins", "rules", "here", "services", "refusals");

    private Words(String tag, Properties sentences) {
        this.tag = tag;
        this.locale = Locale.forLanguageTag(tag);
        this.sentences = sentences;
    }

    /** @param tag BCP 47: {@code zh-CN} or {@code en} */
    public static Words of(String tag) {
        Properties sentences = new Properties();
        for (String area : AREAS) {
            load(area + "_" + tag + ".properties", sentences, tag);
        }
        return new Words(tag, sentences);
    }

    private static void load(String file, Properties sentences, String tag) {
        try (InputStream in = Words.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "there are no words in \"" + tag + "\": the pages speak zh-CN and en");
            }
            Properties area = new Properties();
            area.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            area.forEach((key, sentence) -> {
                if (sentences.put(key, sentence) != null) {
                    throw new IllegalStateException(key + " stands in " + file + " and in a file before it");
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read from the program", e);
        }
    }

    /** The language, BCP 47. */
    public String tag() {
        return tag;
    }

    Locale locale() {
        return locale;
    }

    /** The sentence of this key with its arguments; a key that is missing is our bug, and a test finds it. */
    public String say(String key, Object... arguments) {
        String sentence = sentences.getProperty(key);
        if (sentence == null) {
            throw new IllegalArgumentException("there are no words for \"" + key + "\" in " + tag);
        }
        return arguments.length == 0 ? sentence : new MessageFormat(sentence, locale).format(arguments);
    }

    boolean has(String key) {
        return sentences.containsKey(key);
    }

    Set<String> keys() {
        return sentences.stringPropertyNames();
    }
}
