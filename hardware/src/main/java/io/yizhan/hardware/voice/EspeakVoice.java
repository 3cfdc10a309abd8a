package io.yizhan.hardware.voice;

import io.yizhan.hardware.bus.LinkException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Speaks by espeak-ng, one child process a sentence; the text goes in by stdin. */
public final class EspeakVoice implements Voice {

    /** A sentence that takes longer than this hangs: a sound card that does not take bytes. */
    public static final Duration SENTENCE_MAX = Duration.ofSeconds(30);

    private static final Duration VERSION_MAX = Duration.ofSeconds(5);

    /** How 1.51 begins the line that says that it has no sound card; it ends with 0 all the same (tried). */
    private static final String SOUND_ERROR = "error:";

    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

    private final ChildProgram program;
    private final Duration sentenceMax;
    private final boolean readsHanzi;

    private EspeakVoice(ChildProgram program, Duration sentenceMax, boolean readsHanzi) {
        this.program = program;
        this.sentenceMax = sentenceMax;
        this.readsHanzi = readsHanzi;
    }

    /** Finds {@code espeak-ng} on the path and asks for its version. */
    public static EspeakVoice open() throws LinkException, InterruptedException {
        return open("espeak-ng", SENTENCE_MAX);
    }

    /** As {@link #open()}, for a program of another name or place. */
    public static EspeakVoice open(String name, Duration sentenceMax) throws LinkException, InterruptedException {
        ChildProgram program =
                new ChildProgram(name, "install it (sudo apt install espeak-ng), or set the voice to none");
        String answer = run(program, List.of("--version"), "", VERSION_MAX);
        Matcher version = VERSION.matcher(answer);
        if (!version.find()) {
            throw new LinkException(
                    LinkException.Kind.GARBLED,
                    name + " --version said \"" + answer.strip()
                            + "\", expected a version such as 1.51: is it espeak-ng?");
        }
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        return new EspeakVoice(program, sentenceMax, major > 1 || (major == 1 && minor >= 52));
    }

    @Override
    public void say(Utterance utterance) throws LinkException, InterruptedException {
        List<String> arguments = List.of("-v", voice(utterance.language()), "-b", "1", "--stdin");
        String output = run(program, arguments, utterance.text(), sentenceMax);
        Optional<String> error =
                output.lines().filter(line -> line.startsWith(SOUND_ERROR)).findFirst();
        if (error.isPresent()) {
            throw new LinkException(
                    LinkException.Kind.MISSING,
                    program.name() + " could not be heard (" + error.get()
                            + "): is a sound card there (aplay -l), and may this" + " user use it (group audio)?");
        }
    }

    @Override
    public void close() {}

    /** Before 1.52, {@code cmn} reads Mandarin as English letters and still ends with 0 (tried). */
    private String voice(Locale language) {
        if (SpokenNumber.isCantonese(language)) {
            return "yue";
        }
        if (SpokenNumber.isChinese(language)) {
            return readsHanzi ? "cmn" : "cmn-latn-pinyin";
        }
        return language.getLanguage().isEmpty() ? "en" : language.getLanguage();
    }

    private static String run(ChildProgram program, List<String> arguments, String input, Duration max)
            throws LinkException, InterruptedException {
        ChildProgram.End end = program.run(arguments, input, max);
        if (end.code() != 0) {
            throw new LinkException(
                    LinkException.Kind.FAILED,
                    program.name() + " " + String.join(" ", arguments) + " ended with " + end.code() + ": "
                            + end.output().strip());
        }
        return end.output();
    }
}
