package io.yizhan.hub.book;

import io.yizhan.hub.store.Tx;
import java.sql.SQLException;
import java.util.List;

/**
 * What a domain makes of the entries: a fold into tables of its own. It depends on the order within a journal, and
 * never on the order across journals; it reads no clock.
 */
public interface Projection {

    /** The tables that it owns: emptied before a rebuild, and compared after it. */
    List<String> tables();

    /**
     * Folds one entry in; one that is none of its business changes nothing.
     *
     * @throws RuleBrokenException when the records do not allow it: the entry stays, unprojected, with the reason
     */
    void fold(Tx tx, Entry entry) throws SQLException, RuleBrokenException;

    /**
     * Hears the settled time of an entry that it has folded: its rows are then as if the entry had had that time at
     * once. Told again of the same, or of an entry that has no rows here, it changes nothing.
     */
    default void retime(Tx tx, Entry entry) throws SQLException {}
}
