package io.yizhan.hub.follower;

import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.journal.Batch;
import io.yizhan.protocol.journal.Chain;
import io.yizhan.protocol.journal.Header;
import java.util.ArrayList;
import java.util.List;

/** A batch whose lines are read and hashed: before the book is asked, so that the one thread that writes need not. */
record ReadBatch(Header header, List<ReadLine> lines) {

    static ReadBatch of(Batch batch) {
        List<ReadLine> lines = new ArrayList<>(batch.lines().size());
        long seq = batch.header().from() - 1;
        Hash hash = batch.header().prev();
        for (byte[] bytes : batch.lines()) {
            seq++;
            hash = Chain.next(hash, bytes);
            lines.add(ReadLine.of(seq, hash, bytes));
        }
        return new ReadBatch(batch.header(), lines);
    }
}
