package io.yizhan.terminal.station;

import io.yizhan.hardware.fingerprint.EnrolStep;
import io.yizhan.hardware.fingerprint.ReaderLight;
import io.yizhan.hardware.fingerprint.ScanResult.Flaw;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What stands before the person at a reader: the face, two lamps, the buzzer and the voice, which say the same. */
final class ReaderWindow {

    /** How long an answer to a person stands. */
    static final Duration ANSWER = Duration.ofSeconds(3);

    private final Face face;
    private final Lamps lamps;
    private final Speaker speaker;
    private final Buzzer buzzer;
    private long calmAtNanos = System.nanoTime();
    private ReaderLight light = ReaderLight.READY;

    ReaderWindow(Face face, Lamps lamps, Speaker speaker, Buzzer buzzer) {
        this.face = face;
        this.lamps = lamps;
        this.speaker = speaker;
        this.buzzer = buzzer;
    }

    /** What a light around the sensor's window should show now. */
    ReaderLight light() {
        return light;
    }

    /** Answers the person; it stands for {@link #ANSWER}. */
    void tell(Sentence sentence, String lamp) {
        lamps.only(lamp);
        light = lamp.equals(AttendanceStation.GREEN) ? ReaderLight.MATCHED : ReaderLight.REFUSED;
        buzzer.signal(lamp.equals(AttendanceStation.GREEN));
        face.say(sentence);
        speak(sentence);
        calmAtNanos = System.nanoTime() + ANSWER.toNanos();
    }

    /** Says what to type next, for so long, without a sound. */
    void ask(Sentence sentence, Duration how) {
        lamps.only();
        face.say(sentence);
        calmAtNanos = System.nanoTime() + how.toNanos();
    }

    /** Whether nobody is being answered or asked. */
    boolean isCalm() {
        return System.nanoTime() - calmAtNanos >= 0;
    }

    /** Leads on to the next step; green says that this touch was taken, and that the finger may go. */
    void lead(EnrolStep step) {
        Sentence sentence = Words.enrolStep(step);
        switch (step) {
            case LIFT, STORED -> lamps.only(AttendanceStation.GREEN);
            case TOUCH_1, TOUCH_2, TOUCH_3 -> lamps.only();
        }
        face.say(sentence);
        speak(sentence);
    }

    /** The touch was no use: what to do about it, which begins with lifting the finger. */
    void mend(Flaw flaw) {
        Sentence sentence = Words.unreadable(flaw);
        lamps.only(AttendanceStation.RED);
        face.say(sentence);
        speak(sentence);
    }

    /** The recorder has said on the face why nothing was recorded. */
    void refused() {
        lamps.only(AttendanceStation.RED);
        light = ReaderLight.REFUSED;
        buzzer.signal(false);
        speak(face.now());
        calmAtNanos = System.nanoTime() + ANSWER.toNanos();
    }

    /** Nobody is there: what stands here once the last answer is over. */
    void idle(Optional<Sentence> trouble) {
        if (!isCalm()) {
            return;
        }
        light = trouble.isPresent() ? ReaderLight.REFUSED : ReaderLight.READY;
        if (trouble.isPresent()) {
            lamps.only(AttendanceStation.RED);
        } else {
            lamps.only();
        }
        show(trouble.orElse(Words.layFinger()));
    }

    /** As {@link #idle}, with something on the window that is no finger. */
    void covered(Optional<Sentence> trouble) {
        idle(trouble.or(() -> Optional.of(Words.unreadable(Flaw.MESSY))));
    }

    /** Shows it without a word, once. */
    void show(Sentence sentence) {
        if (!face.now().equals(sentence)) {
            face.say(sentence);
        }
    }

    void dark() {
        lamps.only();
    }

    private void speak(Sentence sentence) {
        speaker.say(sentence.zh(), Locale.SIMPLIFIED_CHINESE);
    }
}
