package io.yizhan.hub.page;

import io.yizhan.hub.sheet.Format;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which part of a long table is shown, and the addresses of its neighbours.
 *
 * @param path of the table
 * @param filters of the address, without the page; empty ones are left out
 * @param page from 1
 * @param count all rows that the filters let through
 */
public record Paging(String path, Map<String, String> filters, int page, int count) {

    /** Rows of a page. */
    public static final int ROWS = 100;

    public Paging {
        filters = new LinkedHashMap<>(filters);
        filters.values().removeIf(String::isEmpty);
    }

    public int skip() {
        return (page - 1) * ROWS;
    }

    public int first() {
        return Math.min(count, skip() + 1);
    }

    public int last() {
        return Math.min(count, skip() + ROWS);
    }

    public boolean hasNewer() {
        return page > 1;
    }

    public boolean hasOlder() {
        return last() < count;
    }

    public String newer() {
        return address(path, page - 1);
    }

    public String older() {
        return address(path, page + 1);
    }

    /** The same filter, all rows, as a file of this kind. */
    public String export(Format format) {
        return address(path + "." + format.ending(), 1);
    }

    public String say(Speech speech) {
        return count <= ROWS && page == 1 ? speech.say("rows", count) : speech.say("rows.some", count, first(), last());
    }

    private String address(String to, int page) {
        Map<String, String> all = new LinkedHashMap<>(filters);
        if (page > 1) {
            all.put("page", String.valueOf(page));
        }
        return all.isEmpty()
                ? to
                : to
                        + all.entrySet().stream()
                                .map(each -> each.getKey() + "="
                                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                                .collect(Collectors.joining("&", "?", ""));
    }
}
