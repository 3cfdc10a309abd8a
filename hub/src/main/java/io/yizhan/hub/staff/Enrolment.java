package io.yizhan.hub.staff;

import io.yizhan.hub.book.TrueTime;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import org.jspecify.annotations.Nullable;

/**
 * A finger at a reader: what is wanted, and how far the reader is.
 *
 * @param name of the person
 * @param copyOf the first enrolment of the same finger, where this one is a copy
 * @param word what the reader has said of it
 * @param wanted since when
 * @param withdrawn since when it should go; null while it should stand
 */
public record Enrolment(
        EnrolmentId enrolment,
        StaffId staff,
        String name,
        DeviceId device,
        int position,
        @Nullable EnrolmentId copyOf,
        Word word,
        Stage stage,
        TrueTime wanted,
        @Nullable TrueTime withdrawn) {

    /** By which all enrolments of one finger are known as such: the first one's id. */
    public EnrolmentId finger() {
        return copyOf == null ? enrolment : copyOf;
    }

    /** The newest that its reader's journals say. */
    public enum Word {
        NONE,
        ENROLLED,
        DELETED
    }

    /** How far it is. */
    public enum Stage {
        /** The reader should have it, and has not said that it has. */
        WANTED,
        /** The reader said that it has it. */
        CONFIRMED,
        /** It should go, and the reader has not said that it is gone: its position is nobody else's. */
        DELETING,
        /** The reader said that it is gone, or never had it. */
        GONE;

        /**
         * @param neverCame whether the reader's journal is complete so far past the withdrawal that nothing of it can
         *     come any more
         */
        static Stage of(boolean withdrawn, Word word, boolean neverCame) {
            return switch (word) {
                case ENROLLED -> withdrawn ? DELETING : CONFIRMED;
                case DELETED -> withdrawn ? GONE : WANTED;
                case NONE -> !withdrawn ? WANTED : neverCame ? GONE : DELETING;
            };
        }
    }
}
