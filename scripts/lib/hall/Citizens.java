package hall;

import java.util.Random;

/** Who walks away, who rates and how: by the seed and the number on the slip, so that a morning can be played again. */
public record Citizens(long seed) {

    private static final double WALK_AWAY = 0.1;
    private static final double DO_NOT_RATE = 0.2;

    /** @param level 1–5; 0 does not rate */
    public record Habit(boolean walksAway, int level) {}

    Habit habit(String ticket) {
        Random random = new Random(seed * 31 + ticket.hashCode());
        random.nextInt();
        if (random.nextDouble() < WALK_AWAY) {
            return new Habit(true, 0);
        }
        if (random.nextDouble() < DO_NOT_RATE) {
            return new Habit(false, 0);
        }
        double mood = random.nextDouble();
        return new Habit(false, mood < 0.55 ? 5 : mood < 0.8 ? 4 : mood < 0.92 ? 3 : mood < 0.97 ? 2 : 1);
    }
}
