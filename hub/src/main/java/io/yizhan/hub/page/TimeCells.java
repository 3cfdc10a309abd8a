package io.yizhan.hub.page;

import io.yizhan.hub.book.TrueTime;
import io.yizhan.hub.sheet.Cell;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times in files: a single moment only where there is one, and the bounds beside it; to the second. */
record TimeCells(ZoneId zone) {

    /** Empty where there is none. */
    Cell moment(@Nullable TrueTime time) {
        return time == null || !time.isMoment() ? Cell.none() : cell(time.at());
    }

    /** What it was not before; empty where nothing is known. */
    Cell earliest(@Nullable TrueTime time) {
        return time == null ? Cell.none() : cell(time.span().earliest());
    }

    /** What it was not after; empty where nothing is known. */
    Cell latest(@Nullable TrueTime time) {
        return time == null ? Cell.none() : cell(time.span().latest());
    }

    private Cell cell(@Nullable Instant at) {
        return at == null
                ? Cell.none()
                : Cell.of(LocalDateTime.ofInstant(at, zone).truncatedTo(ChronoUnit.SECONDS));
    }
}
