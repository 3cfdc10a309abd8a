package io.yizhan.protocol.fact;

/** Why a ticket goes before others. The class is stored, never an identity. */
public enum Priority {
    NONE,
    ELDERLY,
    DISABLED,
    /** Servicemen and veterans. */
    SERVICE,
    /** Low-income households. */
    LOW_INCOME
}
