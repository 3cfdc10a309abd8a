package io.yizhan.terminal.screen;

import io.javalin.config.JavalinConfig;
import java.util.List;

/** A page for the screen at a station, for the browser of the same Pi: what it shows, whole, and what it takes. */
public sealed interface StationScreen permits DoorScreen, KioskScreen {

    /** Of its server-sent events, and of its page's files: {@code NAME.html}, {@code NAME.css}. */
    String name();

    /** The table of settings in which its port stands. */
    String table();

    /** Its scripts' files. */
    List<String> scripts();

    /** All that it shows now, a record; asked by many threads. */
    Object view();

    /** Calls this back, on any thread, when something else is to be shown than before. */
    void onChange(Runnable listener);

    /** Routes of what a person may do at it; none for a screen that only shows. */
    default void orders(JavalinConfig config) {}
}
