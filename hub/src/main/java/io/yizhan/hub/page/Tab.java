package io.yizhan.hub.page;

import io.yizhan.hub.access.Visitor;
import io.yizhan.protocol.Json;

/** The main pages, in their order. */
public enum Tab {
    TODAY("/", false),
    PUNCHES("/punches", true),
    RATINGS("/ratings", true),
    PEOPLE("/people", true),
    DEVICES("/devices", true),
    QUARANTINE("/quarantine", true),
    COUNTERS("/counters", false);

    private final String path;
    private final boolean forAdmins;

    Tab(String path, boolean forAdmins) {
        this.path = path;
        this.forAdmins = forAdmins;
    }

    public String path() {
        return path;
    }

    /** Of its word. */
    public String key() {
        return "tab." + Json.wireName(this);
    }

    public boolean isFor(Visitor visitor) {
        return visitor.isAdmin() || !forAdmins;
    }
}
