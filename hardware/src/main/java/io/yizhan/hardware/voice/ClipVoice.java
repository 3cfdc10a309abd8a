package io.yizhan.hardware.voice;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.LinkException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks in recordings: {@code FOLDER/zh/please.wav}, one file a piece, played one after another. Where one of a
 * sentence is not there the whole sentence is left to another voice, since two voices in one sentence are not
 * understood. Languages' folders: {@code zh} Mandarin, {@code yue} Cantonese, else ISO 639.
 *
 * <p>It plays by {@code aplay} (ALSA's own), and not by the JDK's sound: that one needs the desktop's modules in the
 * runtime, and a card that takes no bytes blocks it for ever, while a child process is ended.
 */
public final class ClipVoice implements Voice {

    /** What a recording may take; a minute of CD sound has 10 MB. */
    static final long CLIP_BYTES_MAX = 4_000_000;

    private static final int HEADER_BYTES = 12;
    private static final Logger LOG = LoggerFactory.getLogger(ClipVoice.class);

    private final Path folder;
    private final Source otherwise;
    private final ChildProgram player;
    private final Duration sentenceMax;
    private @Nullable Voice other;
    private String lastLacking = "";

    private ClipVoice(Path folder, Source otherwise, ChildProgram player, Duration sentenceMax) {
        this.folder = folder;
        this.otherwise = otherwise;
        this.player = player;
        this.sentenceMax = sentenceMax;
    }

    /** @param otherwise opened when a recording lacks for the first time */
    public static ClipVoice open(Path folder, Source otherwise) throws LinkException {
        return open(folder, otherwise, "aplay", EspeakVoice.SENTENCE_MAX);
    }

    /** As {@link #open(Path, Source)}, for a player of another name or place. */
    static ClipVoice open(Path folder, Source otherwise, String player, Duration sentenceMax) throws LinkException {
        if (!Files.isDirectory(folder)) {
            throw new LinkException(
                    Kind.MISSING,
                    "there is no folder " + folder + " with recordings: make it, or set the voice to espeak");
        }
        ChildProgram program = new ChildProgram(
                player, "install it (sudo apt install alsa-utils), or set the voice to espeak or none");
        return new ClipVoice(folder, otherwise, program, sentenceMax);
    }

    @Override
    public void say(Utterance utterance) throws LinkException, InterruptedException {
        List<String> files = new ArrayList<>(List.of("-q", "--"));
        for (Utterance.Piece piece : utterance.pieces()) {
            Optional<String> lacking = lacking(piece, utterance.language());
            if (lacking.isPresent()) {
                tellOnce(lacking.get());
                other().say(utterance);
                return;
            }
            files.add(file(piece, utterance.language()).toString());
        }
        ChildProgram.End end = player.run(files, "", sentenceMax);
        if (end.code() != 0) {
            throw new LinkException(
                    Kind.FAILED,
                    player.name() + " ended with " + end.code() + " ("
                            + end.output().strip()
                            + "): is a sound card there (aplay -l), and may this user use it (group audio)?");
        }
    }

    @Override
    public void close() {
        Voice open = other;
        if (open != null) {
            open.close();
        }
    }

    private Voice other() throws LinkException, InterruptedException {
        Voice open = other;
        if (open == null) {
            open = otherwise.open();
            other = open;
        }
        return open;
    }

    /** Why this piece cannot be played; a file that is no WAV would be played as noise. */
    private Optional<String> lacking(Utterance.Piece piece, Locale language) {
        if (piece.clip() == null) {
            return Optional.of("nothing is recorded for \"" + piece.text() + "\"");
        }
        Path file = file(piece, language);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(HEADER_BYTES);
            boolean wav = head.length == HEADER_BYTES
                    && word(head, 0).equals("RIFF")
                    && word(head, 8).equals("WAVE");
            if (!wav) {
                return Optional.of(file + " is no WAV file");
            }
            return Files.size(file) > CLIP_BYTES_MAX
                    ? Optional.of(file + " is over " + CLIP_BYTES_MAX + " bytes")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of(file + " cannot be read");
        }
    }

    private Path file(Utterance.Piece piece, Locale language) {
        String under = SpokenNumber.isCantonese(language) ? "yue" : language.getLanguage();
        return folder.resolve(under).resolve(piece.clip() + ".wav");
    }

    private static String word(byte[] head, int at) {
        return new String(Arrays.copyOfRange(head, at, at + 4), StandardCharsets.US_ASCII);
    }

    private void tellOnce(String lacking) {
        if (!lacking.equals(lastLacking)) {
            LOG.info("{}: the whole sentence is left to the other voice", lacking);
            lastLacking = lacking;
        }
    }
}
