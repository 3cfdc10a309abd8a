package io.yizhan.terminal.panel;

/** Something that cannot be done at this panel; the message names what could be. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
