package io.yizhan.terminal.station;

/**
 * What a person is told, in Chinese and in English; the tone stands with a shape or a lamp, never alone as a colour.
 */
public record Sentence(Tone tone, String zh, String en) {

    /** What it means for the person. */
    public enum Tone {
        /** Nothing is asked or said: the station waits for people. */
        CALM,
        /** It went well. */
        OK,
        /** The person should look or do something. */
        LOOK,
        /** It did not go: the sentence says what to do. */
        BAD,
        /** The machine is at work. */
        PENDING
    }
}
