package chaos;

import java.time.Duration;

/**
 * One fault of the plan.
 *
 * @param at after the hall's opening
 * @param target the machine that it befalls
 * @param lasts until it is healed, by the plan
 * @param dice decides what is left open: a direction, a number of hours
 */
record Fault(Duration at, Kind kind, String target, Duration lasts, long dice) {

    /** Whom a kind of fault befalls. */
    enum Whom {
        TERMINAL,
        KEEPER_OF_FACTS,
        HUB,
        BROKER,
        ANY
    }

    /** What can go wrong in a hall. */
    enum Kind {
        KILL_TERMINAL("kill -9, a terminal", Whom.TERMINAL, 4, 0, 4, 0),
        KILL_HUB("kill -9, the hub", Whom.HUB, 2, 0, 5, 0),
        KILL_BROKER("kill -9, the broker, which forgets everything", Whom.BROKER, 2, 0, 5, 0),
        FREEZE_TERMINAL("a terminal frozen", Whom.TERMINAL, 2, 1, 9, 0),
        FREEZE_HUB("the hub frozen", Whom.HUB, 1, 1, 9, 0),
        FREEZE_BROKER("the broker frozen", Whom.BROKER, 1, 1, 9, 0),
        CUT("a cable cut", Whom.ANY, 2, 1, 8, 0),
        DEAD_CABLE("a cable dead without a word, one or both ways", Whom.ANY, 3, 3, 20, 0),
        FULL_CARD("a terminal's card full", Whom.KEEPER_OF_FACTS, 2, 3, 8, 0),
        FULL_HUB("the hub's disk full", Whom.HUB, 1, 3, 8, 0),
        ROLLED_BACK("a card rolled back to an older image", Whom.KEEPER_OF_FACTS, 2, 5, 10, 25),
        CLONED("a card cloned into a second Pi", Whom.KEEPER_OF_FACTS, 1, 8, 12, 60),
        HUB_FROM_BACKUP("the hub's disk lost, restored from an older backup", Whom.HUB, 1, 8, 14, 25),
        HUB_FROM_VAULT("the hub's disk lost, restored from the vault", Whom.HUB, 1, 4, 14, 25),
        NEW_BOOT("a terminal booted anew", Whom.TERMINAL, 2, 0, 4, 0),
        BOOT_WITHOUT_CLOCK("a terminal booted without a clock", Whom.KEEPER_OF_FACTS, 2, 0, 4, 0),
        WALL_STEPPED("a wall clock stepped", Whom.KEEPER_OF_FACTS, 2, 4, 8, 12),
        HUB_BOOTED("the hub's machine booted anew", Whom.HUB, 1, 0, 3, 0);

        final String words;
        final Whom whom;
        final int weight;
        final int fromS;
        final int toS;
        final int aloneForS;

        /**
         * @param weight how often it is drawn beside the others; {@code fromS}–{@code toS} is how long it lasts
         * @param aloneForS how long beyond that no other fault may be about that changes what a machine
         *     remembers; 0: it is none
         */
        Kind(String words, Whom whom, int weight, int fromS, int toS, int aloneForS) {
            this.words = words;
            this.whom = whom;
            this.weight = weight;
            this.fromS = fromS;
            this.toS = toS;
            this.aloneForS = aloneForS;
        }
    }

    @Override
    public String toString() {
        return "%3d s  %-55s %-10s %2d s".formatted(at.toSeconds(), kind.words, target, lasts.toSeconds());
    }
}
