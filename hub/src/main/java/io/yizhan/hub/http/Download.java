package io.yizhan.hub.http;

import io.javalin.http.Context;
import io.yizhan.hub.sheet.Format;
import io.yizhan.hub.sheet.SheetWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** An answer that is a file of a spreadsheet program. */
public final class Download {

    private Download() {}

    /** Writes it. */
    @FunctionalInterface
    public interface Content {
        void write(SheetWriter file) throws IOException;
    }

    /**
     * Answers with the file; its rows go out as they are written.
     *
     * @param name of the file, without its ending
     */
    public static void answer(Context ctx, Format format, String name, Content content) {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        ctx.contentType(format.contentType())
                .header("Content-Disposition", "attachment; filename*=UTF-8''" + encoded + "." + format.ending());
        try (SheetWriter file = SheetWriter.open(format, ctx.outputStream())) {
            content.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the file could not be sent to its end", e);
        }
    }
}
