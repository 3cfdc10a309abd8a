package io.yizhan.hub.page;

import io.yizhan.hub.access.Allowance;
import io.yizhan.hub.access.Reach;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.access.Visitor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands around every page.
 *
 * @param tab where we are; null on a page that is none of the main ones
 * @param visitor null when nobody is signed in
 * @param allowance of the visitor
 * @param setAside entries that wait for an admin; 0 for who may not see them, and where there is no tab
 * @param path of this page with its query, or of the one whose form is answered: where the switch of the language comes
 *     back to
 * @param alarm what keeps the hub itself from working; null while all is well, and where the page tells it anyway
 */
public record Frame(
        Speech speech,
        String hall,
        List<Words> languages,
        @Nullable Tab tab,
        @Nullable Visitor visitor,
        @Nullable Allowance allowance,
        int setAside,
        String path,
        Assets assets,
        @Nullable Trouble alarm) {

    public Frame {
        languages = List.copyOf(languages);
    }

    public String say(String key, Object... arguments) {
        return speech.say(key, arguments);
    }

    /** Whether the visitor may do this at all: what may not be done is not offered. */
    public boolean may(Right right) {
        return allowance != null && allowance.may(right);
    }

    /** Whether the visitor has to choose a password first, before anything else is open. */
    public boolean wantsPassword() {
        return visitor != null && visitor.firstPassword();
    }

    /** Whether this page is among the visitor's main ones: an own agency has who is bound to one. */
    public boolean offers(Tab other) {
        return !wantsPassword()
                && may(other.right())
                && (other != Tab.MY_AGENCY
                        || (allowance != null
                                && allowance.reach(other.right()).orElse(null) instanceof Reach.OfAgency));
    }

    /** What a form carries, so that nobody else's page can send it. */
    public String formWord() {
        return visitor == null ? "" : visitor.formWord();
    }
}
