package io.yizhan.hub.book;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** The journals in the book are not whole, or not readable to this version: no records can be made of them. */
public final class BookBrokenException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    BookBrokenException(List<Flaw> flaws, long count) {
        super(flaws.stream().map(Flaw::toString).collect(Collectors.joining("\n"))
                + (count > flaws.size() ? "\n… and " + (count - flaws.size()) + " more" : ""));
    }
}
