package io.yizhan.hardware.fingerprint;

/** What one look at the window gave. */
public sealed interface ScanResult {

    /** Nothing lies on the window. */
    record NoFinger() implements ScanResult {}

    /**
     * The finger of the template at this position.
     *
     * @param score on the module's own scale, 0 to 65535; higher is surer
     */
    record Matched(int position, int score) implements ScanResult {}

    /** A good image that is nobody's in the library. */
    record Unknown() implements ScanResult {}

    /** A finger lay there, and its image was no use. */
    record Unreadable(Flaw flaw) implements ScanResult {}

    /** Why an image was no use: each is mended in another way by the person. */
    enum Flaw {
        /** Capture failed: lay it down again. */
        NOT_CAPTURED,
        /** Messy: wet or dirty finger or window. */
        MESSY,
        /** Too few features: dry finger, or laid at an angle. */
        TOO_FEW_FEATURES
    }
}
