package io.yizhan.hardware.matrix;

import io.yizhan.hardware.bus.LinkException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Text in dots, a line of 16 each: what fits stands in the middle; what is longer stands at its beginning, moves to its
 * end a dot at a time, stands there, and begins again.
 */
public final class DottedBoard implements TextBoard {

    /** A dot in this time is {@link ReadingPace#CHARACTER} for 16. */
    static final Duration STEP = ReadingPace.CHARACTER.dividedBy(GlyphFont.HEIGHT);

    /** Also a picture that does not change is sent so often. */
    public static final Duration REFRESH = Duration.ofSeconds(5);

    private final LedMatrix leds;
    private final GlyphFont font;
    private final LongSupplier nanoTime;
    private List<List<Bitmap>> lines = List.of();
    private List<Place> shown = List.of();
    private boolean fresh = true;
    private long sinceNanos;
    private long sentAtNanos;

    public DottedBoard(LedMatrix leds, GlyphFont font) {
        this(leds, font, System::nanoTime);
    }

    DottedBoard(LedMatrix leds, GlyphFont font, LongSupplier nanoTime) {
        this.leds = leds;
        this.font = font;
        this.nanoTime = nanoTime;
        this.sinceNanos = nanoTime.getAsLong();
    }

    @Override
    public void show(List<List<String>> wanted) {
        lines = wanted.stream()
                .map(texts -> texts.stream().map(font::draw).toList())
                .toList();
        sinceNanos = nanoTime.getAsLong();
        fresh = true;
    }

    @Override
    public Duration step() throws LinkException {
        long now = nanoTime.getAsLong();
        List<Place> places = new ArrayList<>();
        Duration next = REFRESH;
        for (List<Bitmap> texts : lines) {
            Moment moment = moment(texts, now - sinceNanos);
            places.add(moment.place);
            next = moment.lasts.compareTo(next) < 0 ? moment.lasts : next;
        }
        if (fresh || !places.equals(shown) || now - sentAtNanos >= REFRESH.toNanos()) {
            leds.show(picture(places));
            fresh = false;
            shown = places;
            sentAtNanos = now;
        }
        return next;
    }

    @Override
    public void close() {
        leds.close();
    }

    /** Which of a line's texts is seen, from which of its columns on; below zero leaves a margin. */
    private record Place(int turn, int column) {}

    private record Moment(Place place, Duration lasts) {}

    private Moment moment(List<Bitmap> texts, long sinceNanos) {
        if (texts.isEmpty()) {
            return new Moment(new Place(0, 0), REFRESH);
        }
        long left = sinceNanos % texts.stream().mapToLong(this::lasts).sum();
        int turn = 0;
        while (left >= lasts(texts.get(turn))) {
            left -= lasts(texts.get(turn));
            turn++;
        }
        Bitmap text = texts.get(turn);
        int over = text.width() - leds.width();
        if (over <= 0) {
            return new Moment(
                    new Place(turn, over / 2), texts.size() == 1 ? REFRESH : Duration.ofNanos(lasts(text) - left));
        }
        long moving = left - ReadingPace.HOLD.toNanos();
        if (moving < 0) {
            return new Moment(new Place(turn, 0), Duration.ofNanos(-moving));
        }
        long column = moving / STEP.toNanos();
        return column >= over
                ? new Moment(new Place(turn, over), Duration.ofNanos(lasts(text) - left))
                : new Moment(new Place(turn, (int) column), Duration.ofNanos(STEP.toNanos() - moving % STEP.toNanos()));
    }

    private long lasts(Bitmap text) {
        int over = text.width() - leds.width();
        return over <= 0 ? ReadingPace.TURN.toNanos() : 2 * ReadingPace.HOLD.toNanos() + over * STEP.toNanos();
    }

    private Bitmap picture(List<Place> places) {
        return Bitmap.of(leds.width(), leds.height(), (x, y) -> {
            int line = y / GlyphFont.HEIGHT;
            if (line >= places.size() || lines.get(line).isEmpty()) {
                return false;
            }
            Place place = places.get(line);
            return lines.get(line).get(place.turn).lit(x + place.column, y % GlyphFont.HEIGHT);
        });
    }
}
