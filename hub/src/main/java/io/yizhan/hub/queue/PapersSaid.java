package io.yizhan.hub.queue;

import io.yizhan.hub.book.HubFact;
import io.yizhan.protocol.id.ServiceId;
import org.jspecify.annotations.Nullable;

/**
 * What people bring for a service, as its tickets say it; replaces what was said before.
 *
 * @param papers at most {@value #PAPERS_MAX} characters, three lines of 58 mm; absent: nothing is said any longer
 * @param papersEn the same in English, at most {@value #PAPERS_EN_MAX} characters
 * @param by the account that recorded it; null in entries of older versions, and of a hall that is furnished
 */
public record PapersSaid(
        ServiceId service,
        @Nullable String papers,
        @Nullable String papersEn,
        @Nullable String by) implements HubFact {

    public static final int PAPERS_MAX = 48;
    public static final int PAPERS_EN_MAX = 2 * PAPERS_MAX;

    public PapersSaid {
        check(service, papers, PAPERS_MAX);
        check(service, papersEn, PAPERS_EN_MAX);
    }

    /** What nobody's account stands for. */
    public PapersSaid(ServiceId service, @Nullable String papers, @Nullable String papersEn) {
        this(service, papers, papersEn, null);
    }

    private static void check(ServiceId service, @Nullable String said, int max) {
        if (said != null
                && (said.isBlank() || said.length() > max || said.lines().count() > 1)) {
            throw new IllegalArgumentException(
                    "the papers of service " + service + " must be one line of 1–" + max + " characters");
        }
    }
}
