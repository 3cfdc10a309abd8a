package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.yizhan.hub.book.Book;
import io.yizhan.hub.desk.ShownCalls;
import io.yizhan.hub.http.Audience;
import io.yizhan.hub.http.HttpServer;
import io.yizhan.hub.http.PortTakenException;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.Route;
import io.yizhan.protocol.state.Calls;
import io.yizhan.protocol.state.Calls.Stage;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * 大厅显示屏: the newest call, five earlier ones and the caption, for screens that hang in the hall. It is all that its
 * port has: nobody signs in, nothing can be sent, and no name is shown. {@code /board?ground=dark} and {@code light}
 * choose the ground; without it the screen's own wish counts.
 */
public final class BoardPage implements AutoCloseable {

    /** Earlier calls below the newest. */
    static final int EARLIER_MAX = 5;

    private static final String LANGUAGE_BESIDE = "en";

    private final String hall;
    private final ZoneId zone;
    private final Words words;
    private final @Nullable Words beside;
    private final Book book;
    private final InstantSource clock;
    private final Templates templates = new Templates();
    private final Assets assets = new Assets();
    private final Live live = new Live(_ -> () -> true);
    private final HttpServer server;

    /** @param languages of the hall; where English is one beside the first, it stands smaller below it */
    public BoardPage(String hall, ZoneId zone, List<String> languages, Book book, InstantSource clock) {
        this.hall = hall;
        this.zone = zone;
        this.words = Words.of(languages.getFirst());
        this.beside = languages.stream().skip(1).anyMatch(LANGUAGE_BESIDE::equals) ? Words.of(LANGUAGE_BESIDE) : null;
        this.book = book;
        this.clock = clock;
        this.server = HttpServer.open(
                List.of(
                        Route.get("/assets/{hash}/{name}", Audience.ANYBODY, assets::serve),
                        Route.get("/board", Audience.ANYBODY, this::show),
                        Route.get(
                                "/board/live", Audience.ANYBODY, ctx -> live.serve(ctx, "board", words, _ -> draw()))),
                BoardPage::refuse);
        book.onEntry(entry -> live.changed());
    }

    /**
     * What the template shows.
     *
     * @param ground {@code dark}, {@code light}, or null for the screen's own wish
     */
    public record View(
            String hall,
            Assets assets,
            Board board,
            @Nullable String ground) {}

    /**
     * What changes on it.
     *
     * @param beside a second language, or null
     * @param newest null when nobody has been called
     * @param time the hall's clock, {@code 08:31}
     */
    public record Board(
            Words words, @Nullable Words beside, @Nullable Line newest, List<Line> earlier, String time) {

        public Board {
            earlier = List.copyOf(earlier);
        }
    }

    /** @param calling whether the citizen is still on the way, and the caption stands */
    public record Line(String ticket, String counter, boolean calling) {

        /** What no longer fits beside the ticket in large type. */
        public boolean isLong() {
            return counter.length() > 3;
        }
    }

    /** @param port 0 takes any free one */
    public void start(String bind, int port) throws PortTakenException {
        server.start(bind, port);
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        live.close();
        server.close();
    }

    private void show(Context ctx) {
        String ground = ctx.queryParam("ground");
        boolean known = "dark".equals(ground) || "light".equals(ground);
        ctx.html(templates.render("board", new View(hall, assets, board(), known ? ground : null)));
    }

    private Map<String, String> draw() {
        Board board = board();
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("version", assets.at("board.js") + " " + assets.at("board.css"));
        parts.put("clock", board.time);
        parts.put("calls", templates.render("board/calls", board));
        return parts;
    }

    private Board board() {
        Calls calls = book.database().read(rows -> ShownCalls.of(rows, clock.instant(), zone));
        List<Line> lines = calls.calls().stream()
                .filter(call -> call.state() == Stage.CALLING || call.state() == Stage.SERVING)
                .sorted(Comparator.comparing(Calls.Call::at).reversed())
                .limit(1 + EARLIER_MAX)
                .map(call -> new Line(call.shown(), call.counter().text(), call.state() == Stage.CALLING))
                .toList();
        return new Board(
                words,
                beside,
                lines.isEmpty() ? null : lines.getFirst(),
                lines.stream().skip(1).toList(),
                new Speech(words, zone, clock.instant()).minute(clock.instant()));
    }

    private static void refuse(Context ctx, Refusal refusal, String message) {
        ctx.contentType("text/plain; charset=utf-8").result("这里只有 /board。 There is only /board here.\n");
    }
}
