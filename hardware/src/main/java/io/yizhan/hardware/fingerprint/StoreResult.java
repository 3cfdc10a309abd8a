package io.yizhan.hardware.fingerprint;

/** What became of a template that was written into a module. */
public sealed interface StoreResult {

    /** It stands at its position, and was proven there. */
    record Stored() implements StoreResult {}

    /** The position is outside the library, or the library is full. */
    record NoRoom(int position, int capacity) implements StoreResult {}

    /** The module makes nothing of these bytes: damaged, of another family of modules, or no template at all. */
    record BadTemplate() implements StoreResult {}
}
