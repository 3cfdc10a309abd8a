package io.yizhan.hub.page;

import io.javalin.http.Context;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files that pages load, each under an address that changes with its content: a browser never asks for it twice.
 */
public final class Assets {

    private static final String WEBJARS = "/META-INF/resources/webjars/";
    private static final int HASH_CHARACTERS = 12;

    private record File(String type, byte[] content, String hash) {}

    private final Map<String, File> files = new LinkedHashMap<>();

    public Assets() {
        add("hall.css", "text/css; charset=utf-8", "assets/hall.css");
        add("live.js", "text/javascript; charset=utf-8", "assets/live.js");
        add("board.css", "text/css; charset=utf-8", "assets/board.css");
        add("board.js", "text/javascript; charset=utf-8", "assets/board.js");
        add("mark.svg", "image/svg+xml", "assets/mark.svg");
        add("htmx.js", "text/javascript; charset=utf-8", WEBJARS + "htmx.org/2.0.10/dist/htmx.min.js");
        add("sse.js", "text/javascript; charset=utf-8", WEBJARS + "htmx-ext-sse/2.2.2/sse.js");
    }

    /** The address of a file, for a template. */
    public String at(String name) {
        File file = files.get(name);
        if (file == null) {
            throw new IllegalArgumentException("a page asks for " + name + ", and there are only " + files.keySet());
        }
        return "/assets/" + file.hash + "/" + name;
    }

    /** Answers {@code /assets/{hash}/{name}}. */
    void serve(Context ctx) {
        File file = files.get(ctx.pathParam("name"));
        if (file == null || !file.hash.equals(ctx.pathParam("hash"))) {
            throw new RefusedException(Refusal.NOT_FOUND, "there is no file at " + ctx.path());
        }
        ctx.header("Cache-Control", "public, max-age=31536000, immutable")
                .contentType(file.type)
                .result(file.content);
    }

    private void add(String name, String type, String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks " + resource);
            }
            byte[] content = in.readAllBytes();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            files.put(
                    name, new File(type, content, HexFormat.of().formatHex(hash).substring(0, HASH_CHARACTERS)));
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read from the program", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }
}
