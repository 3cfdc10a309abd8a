package io.yizhan.hardware.fingerprint;

/** What the light around a fingerprint reader's window tells. */
public enum ReaderLight {
    /** A finger may be laid down. */
    READY,
    /** The finger was taken. */
    MATCHED,
    /** The finger was not taken. */
    REFUSED,
    /** A finger is being enrolled. */
    ENROLLING
}
