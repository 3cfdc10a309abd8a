package io.yizhan.terminal.panel;

import io.yizhan.hardware.simulated.SimulatedFingerprintModule;
import io.yizhan.hardware.simulated.SimulatedKeys;
import io.yizhan.hardware.simulated.SimulatedLamps;
import io.yizhan.hardware.simulated.SimulatedMatrix;
import io.yizhan.hardware.simulated.SimulatedNumberPad;
import io.yizhan.hardware.simulated.SimulatedPrinter;
import io.yizhan.hardware.simulated.SimulatedSpeaker;
import io.yizhan.terminal.station.AttendanceStation;
import io.yizhan.terminal.station.BoardStation;
import io.yizhan.terminal.station.CounterStation;
import io.yizhan.terminal.station.KioskStation;
import io.yizhan.terminal.station.Station;
import org.jspecify.annotations.Nullable;

/** A station and the far ends of its simulated devices; null is a device that the settings leave out. */
public sealed interface Bench {

    Station station();

    record Reader(
            AttendanceStation station,
            SimulatedFingerprintModule module,
            SimulatedLamps lamps,
            @Nullable SimulatedSpeaker speaker,
            @Nullable SimulatedNumberPad pad)
            implements Bench {}

    record Kiosk(
            KioskStation station,
            SimulatedPrinter printer,
            @Nullable SimulatedKeys keys) implements Bench {}

    record Counter(
            CounterStation station,
            @Nullable SimulatedKeys clerk,
            @Nullable SimulatedKeys citizen,
            SimulatedLamps lamps,
            @Nullable SimulatedMatrix strip)
            implements Bench {}

    record Board(
            BoardStation station,
            @Nullable SimulatedMatrix matrix,
            @Nullable SimulatedSpeaker speaker) implements Bench {}
}
