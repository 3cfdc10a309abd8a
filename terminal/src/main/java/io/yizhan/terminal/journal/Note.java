package io.yizhan.terminal.journal;

import org.jspecify.annotations.Nullable;

/**
 * What a terminal remembers over a restart without telling anybody: a last config, an open rating, an order carried
 * out.
 *
 * @param key path-like, its room first: {@code uplink/store}
 * @param value null forgets it
 */
public record Note(String key, @Nullable String value) {

    /** The longest value, characters: a config may have 512 KiB. */
    public static final int VALUE_MAX = 512 * 1024;

    public Note {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("a note needs a key");
        }
        if (value != null && value.length() > VALUE_MAX) {
            throw new IllegalArgumentException(
                    "the note " + key + " has " + value.length() + " characters, more than " + VALUE_MAX);
        }
    }

    public static Note forget(String key) {
        return new Note(key, null);
    }
}
