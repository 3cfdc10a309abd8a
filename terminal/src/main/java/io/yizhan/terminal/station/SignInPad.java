package io.yizhan.terminal.station;

import org.jspecify.annotations.Nullable;

/** What a clerk types to sign in: the staff number, Enter, the PIN, Enter. */
final class SignInPad {

    private static final int DIGITS_MAX = 16;

    private final StringBuilder typed = new StringBuilder();
    private @Nullable String staff;

    /** Both are there. */
    record Entered(String staffDigits, String pin) {
        @Override
        public String toString() {
            return "Entered[" + staffDigits + "]";
        }
    }

    /** What the display says now; digits of a PIN are dots. */
    Sentence prompt() {
        return staff == null ? CounterWords.enterStaff(typed.toString()) : CounterWords.enterPin(typed.length());
    }

    /** Whether somebody is in the middle of it. */
    boolean begun() {
        return staff != null || !typed.isEmpty();
    }

    void digit(String digit) {
        if (typed.length() < DIGITS_MAX) {
            typed.append(digit);
        }
    }

    /** Takes back what was typed; when nothing was, the staff number. */
    void clear() {
        if (typed.isEmpty()) {
            staff = null;
        }
        typed.setLength(0);
    }

    void reset() {
        staff = null;
        typed.setLength(0);
    }

    /** Both numbers after the second Enter, else null; an empty number is not taken. */
    @Nullable
    Entered enter() {
        if (typed.isEmpty()) {
            return null;
        }
        String number = typed.toString();
        typed.setLength(0);
        String first = staff;
        if (first == null) {
            staff = number;
            return null;
        }
        staff = null;
        return new Entered(first, number);
    }
}
