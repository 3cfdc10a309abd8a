package io.yizhan.hub.sheet;

/**
 * A column of a table that is written.
 *
 * @param characters how wide it is shown, in Latin characters
 */
public record Column(String head, Kind kind, int characters) {

    private static final int TEXT_CHARACTERS = 16;
    private static final int NUMBER_CHARACTERS = 10;
    private static final int DAY_CHARACTERS = 12;
    private static final int MOMENT_CHARACTERS = 20;

    /** What stands in it; single cells may be empty, or say in words why there is none. */
    public enum Kind {
        TEXT,
        NUMBER,
        DAY,
        MOMENT
    }

    public static Column text(String head) {
        return text(head, TEXT_CHARACTERS);
    }

    public static Column text(String head, int characters) {
        return new Column(head, Kind.TEXT, characters);
    }

    public static Column number(String head) {
        return new Column(head, Kind.NUMBER, NUMBER_CHARACTERS);
    }

    public static Column day(String head) {
        return new Column(head, Kind.DAY, DAY_CHARACTERS);
    }

    public static Column moment(String head) {
        return new Column(head, Kind.MOMENT, MOMENT_CHARACTERS);
    }
}
