package io.yizhan.hub.access;

/** What became of an admin's wish. */
public sealed interface Outcome {

    record Done() implements Outcome {}

    /** @param secret a password or a token, to be shown once: nobody can have it again */
    record Made(String secret) implements Outcome {

        @Override
        public String toString() {
            return "Made[]";
        }
    }

    /** @param say for people: what was found, and what to do */
    record Refused(Why why, String say) implements Outcome {}

    /** The kinds of refusal; pages have words of their own for each. */
    enum Why {
        /** No name of an account or a token. */
        BAD_NAME,
        /** Names are given once. */
        NAME_TAKEN,
        /** Too short, or too long to be tried. */
        BAD_SECRET,
        /** The role is one of an agency. */
        NEEDS_AGENCY,
        /** The role is one of a person. */
        NEEDS_STAFF,
        /** The role is not one of an agency or a person, and one was named. */
        NEEDS_NEITHER,
        /** It is one's own. */
        OWN,
        /** The hall keeps an admin. */
        LAST_ADMIN,
        /** There is none of this name that could be changed. */
        NOT_THERE
    }
}
