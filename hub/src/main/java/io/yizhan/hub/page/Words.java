package io.yizhan.hub.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

/** Every sentence of the pages in one language, from {@code words_<tag>.properties}. For any thread. */
public final class Words {

    private final String tag;
    private final Locale locale;
    private final Properties sentences;

    private Words(String tag, Properties sentences) {
        this.tag = tag;
        this.locale = Locale.forLanguageTag(tag);
        this.sentences = sentences;
    }

    /** @param tag BCP 47: {@code zh-CN} or {@code en} */
    public static Words of(String tag) {
        String file = "words_" + tag + ".properties";
        try (InputStream in = Words.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "there are no words in \"" + tag + "\": the pages speak zh-CN and en");
            }
            Properties sentences = new Properties();
            sentences.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return new Words(tag, sentences);
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
