package io.yizhan.protocol.state;

/** A terminal's jobs. */
public enum StationKind {
    READER,
    KIOSK,
    COUNTER,
    BOARD,
    VAULT
}
