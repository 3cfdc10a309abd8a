package io.yizhan.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Yizhan this is. */
public final class Version {

    private static final String RESOURCE = "version.properties";

    private Version() {}

    /** As the build wrote it down: {@code 1.0.0}. */
    public static String text() {
        try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its " + RESOURCE);
            }
            Properties written = new Properties();
            written.load(in);
            return written.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read from the program", e);
        }
    }
}
