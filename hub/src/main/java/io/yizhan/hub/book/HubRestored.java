package io.yizhan.hub.book;

import io.yizhan.protocol.id.JournalId;
import java.util.List;

/**
 * The hub was brought back: the first entry of the journal that it writes from then on. Its number is above all
 * that the lost
 * hub may have used; see {@link Identity#restore}.
 *
 * @param epoch from now on
 * @param former the hub's earlier journals, as far as they are in the book
 * @param detail for people: what could not be witnessed
 */
public record HubRestored(long epoch, List<Former> former, String detail) implements HubFact {

    public HubRestored {
        former = List.copyOf(former);
    }

    /** A journal that is not continued. */
    public record Former(JournalId journal, long through) {}
}
