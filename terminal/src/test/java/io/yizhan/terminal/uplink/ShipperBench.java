package io.yizhan.terminal.uplink;

import io.yizhan.protocol.id.BootId;
import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.StoreId;
import io.yizhan.protocol.journal.Ack;
import io.yizhan.protocol.journal.Verdict;
import io.yizhan.terminal.uplink.Next.Hello;
import io.yizhan.terminal.uplink.Next.Rest;
import io.yizhan.terminal.uplink.Next.Ship;
import io.yizhan.terminal.uplink.ShipperState.Extent;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A shipper's rules at work on a journal of 100 entries, in batches of ten; time stands unless the test moves it. */
abstract class ShipperBench {

    static final JournalId JOURNAL = new JournalId("00000000-0000-4000-8000-000000000001");
    static final JournalId LEFT = new JournalId("00000000-0000-4000-8000-000000000002");
    static final StoreId STORE = new StoreId("00000000-0000-4000-8000-0000000000cc");
    static final StoreId OTHER_STORE = new StoreId("00000000-0000-4000-8000-0000000000dd");
    static final Hash HASH = new Hash("ab".repeat(32));
    static final Hash OTHER_HASH = new Hash("cd".repeat(32));
    static final int BATCH = 10;

    final ShipperState state = new ShipperState(STORE, 3);
    Extent journal = new Extent(JOURNAL, 1, 100);
    long nowMs = 1_000_000;

    /** Connected, greeted, and told that the hub has everything so far. */
    void shippingAfter(long through) {
        state.connected(nowMs);
        send();
        acked(through == journal.last() ? Verdict.REPEAT : Verdict.GAP, journal.last() + 1, through);
    }

    Next next() {
        return state.next(nowMs, journal);
    }

    /** Does what is due, in batches of {@link #BATCH}; says what it was, or "" for nothing. */
    String send() {
        return switch (next()) {
            case Hello hello -> {
                state.helloSent(journal.last() + 1, nowMs);
                yield "hello";
            }
            case Ship(long from) -> {
                long to = Math.min(from + BATCH - 1, journal.last());
                state.shipped(to, nowMs);
                yield from + "-" + to;
            }
            case Rest rest -> "";
        };
    }

    List<String> sendAll() {
        List<String> sent = new ArrayList<>();
        for (String one = send(); !one.isEmpty(); one = send()) {
            sent.add(one);
        }
        return sent;
    }

    List<AckEffect> acked(Verdict verdict, long from, long through) {
        return acked(ack(verdict, from, through, null));
    }

    List<AckEffect> acked(Ack ack) {
        return state.acked(ack, nowMs, journal, Optional.of(HASH));
    }

    static Ack ack(Verdict verdict, long from, long through, @Nullable Integer retryMs) {
        return new Ack(JOURNAL, from, through, HASH, verdict, STORE, 3, boot(), 1, at(), retryMs);
    }

    static Ack refused() {
        return new Ack(null, null, null, null, Verdict.REFUSED, STORE, 3, boot(), 1, at(), null);
    }

    static BootId boot() {
        return new BootId("00000000-0000-4000-8000-0000000000bb");
    }

    static OffsetDateTime at() {
        return OffsetDateTime.parse("2026-11-23T08:00:00+08:00");
    }
}
