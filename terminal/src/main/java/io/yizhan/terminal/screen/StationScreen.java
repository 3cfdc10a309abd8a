package io.yizhan.terminal.screen;

import java.io.IOException;

/** A page for the screen at a station, on a port of its own. */
public sealed interface StationScreen extends AutoCloseable permits DoorScreen, KioskScreen {

    /** @throws IOException when the port is taken; the message says what to do */
    void start() throws IOException;

    /** Where the browser finds it. */
    String address();

    @Override
    void close();
}
