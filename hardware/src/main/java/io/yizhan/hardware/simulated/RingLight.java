package io.yizhan.hardware.simulated;

/**
 * What the ring of an R503 shows, as the last command of it said. Source: R503 user manual, "AuraLedConfig".
 *
 * @param control 1 breathing, 2 flashing, 3 on, 4 off, 5 coming on, 6 going off
 * @param colour 1 red, 2 blue, 3 purple, 4 green, 5 yellow, 6 cyan, 7 white
 */
public record RingLight(int control, int colour) {

    static final int CONTROLS = 6;
    static final int COLOURS = 7;
}
