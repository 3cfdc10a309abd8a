package io.yizhan.hardware.keys.evdev;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One event of the kernel's input layer, as {@code struct input_event} of {@code linux/input.h} has it on a 64-bit
 * Linux: seconds 8, microseconds 8, type 2, code 2, value 4 bytes, in the machine's own order. Its time is the wall
 * clock's, which may be wrong here, and is not read.
 *
 * @param type 0 to 31
 * @param code 0 to 65535
 */
record InputEvent(int type, int code, int value) {

    static final int BYTES = 24;

    /** Marks the end of what happened at one moment, see {@link #DROPPED}. */
    static final int SYN = 0;

    /** A key: {@link #UP}, {@link #DOWN} or {@link #REPEATED}. */
    static final int KEY = 1;

    /** The code of a {@link #SYN}: all that belongs together is told. */
    static final int REPORT = 0;

    /** The code of a {@link #SYN}: the reader was too slow, and events up to the next report are not whole. */
    static final int DROPPED = 3;

    static final int UP = 0;
    static final int DOWN = 1;

    /** The kernel's own repetition of a key that is held. */
    static final int REPEATED = 2;

    /** {@code EV_MAX}. */
    static final int TYPE_MAX = 0x1F;

    private static final int TYPE_AT = 16;
    private static final int CODE_AT = 18;
    private static final int VALUE_AT = 20;

    static InputEvent read(byte[] bytes, int offset) {
        ByteBuffer event = ByteBuffer.wrap(bytes, offset, BYTES).slice().order(ByteOrder.nativeOrder());
        return new InputEvent(
                Short.toUnsignedInt(event.getShort(TYPE_AT)),
                Short.toUnsignedInt(event.getShort(CODE_AT)),
                event.getInt(VALUE_AT));
    }

    boolean is(int type, int code) {
        return this.type == type && this.code == code;
    }
}
