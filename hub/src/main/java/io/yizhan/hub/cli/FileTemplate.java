package io.yizhan.hub.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a file to be written, beside these classes, in which {@code ${name}} stands for a value. */
final class FileTemplate {

    private static final Pattern PLACE = Pattern.compile("\\$\\{([a-z_]+)}");

    private FileTemplate() {}

    static String fill(String file, Map<String, String> values) {
        return PLACE.matcher(text(file)).replaceAll(place -> {
            String value = values.get(place.group(1));
            if (value == null) {
                throw new IllegalStateException(
                        file + " asks for " + place.group() + ", and only " + values.keySet() + " are given");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static String text(String file) {
        try (InputStream in = FileTemplate.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not beside " + FileTemplate.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file + " from the program itself", e);
        }
    }
}
