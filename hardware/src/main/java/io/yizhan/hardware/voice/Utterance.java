package io.yizhan.hardware.voice;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One sentence in one language, in the pieces that may have been recorded. */
public record Utterance(Locale language, List<Piece> pieces) {

    public Utterance {
        pieces = List.copyOf(pieces);
    }

    /**
     * A part of it.
     *
     * @param text as a synthesizer reads it
     * @param clip the name of its recording, without folder and ending; null when there can be none
     */
    public record Piece(String text, @Nullable String clip) {

        public Piece {
            if (clip != null && !clip.matches("[a-z0-9-]{1,32}")) {
                throw new IllegalArgumentException("a clip's name is a–z, 0–9 and -, not \"" + clip + "\"");
            }
        }
    }

    /** A sentence that nobody recorded. */
    public static Utterance of(String text, Locale language) {
        return new Utterance(language, List.of(new Piece(text, null)));
    }

    /** The whole sentence. */
    public String text() {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }
}
