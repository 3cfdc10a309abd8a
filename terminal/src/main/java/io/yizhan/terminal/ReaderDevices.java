package io.yizhan.terminal;

import io.yizhan.hardware.fingerprint.FingerprintReader;
import io.yizhan.hardware.keys.Lamp;
import io.yizhan.hardware.simulated.SimulatedFingerprintModule;
import io.yizhan.hardware.simulated.SimulatedLamps;
import io.yizhan.hardware.simulated.SimulatedSerialPort;
import io.yizhan.hardware.simulated.SimulatedSpeaker;
import io.yizhan.hardware.simulated.Witness;
import io.yizhan.hardware.voice.Voice;
import io.yizhan.terminal.panel.Bench;
import io.yizhan.terminal.station.Attached;
import io.yizhan.terminal.station.AttendanceStation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The devices of one reader, as the settings have them, and the far ends of those that are simulated. */
final class ReaderDevices implements AutoCloseable {

    private static final long FAULT_SEED = 20_261_123;

    private static final List<String> OUTPUTS = Stream.concat(
                    AttendanceStation.LAMPS.stream(), Stream.of(StationSettings.Reader.BUZZER))
            .toList();

    private final AttendanceStation.Fittings fittings;
    private final PadDevice pad;
    private final @Nullable Far far;

    private ReaderDevices(AttendanceStation.Fittings fittings, PadDevice pad, @Nullable Far far) {
        this.fittings = fittings;
        this.pad = pad;
        this.far = far;
    }

    /**
     * @param data where a simulated module keeps its flash
     * @param pace of a simulated module: 1.0 is the data sheet's
     */
    static ReaderDevices of(
            StationSettings.Reader settings,
            RealDevices real,
            Attached.Opener<Voice> voice,
            Path data,
            double pace,
            Witness seen)
            throws IOException {
        PadDevice pad = PadDevice.of(settings.numberPad());
        return switch (settings.sensorDevice()) {
            case Devices.Sensor.Serial(Path path) -> {
                Integer buzzer = settings.pin(StationSettings.Reader.BUZZER);
                yield new ReaderDevices(
                        new AttendanceStation.Fittings(
                                sensor(path, settings, real),
                                real.lamps(settings.pins(), AttendanceStation.LAMPS),
                                buzzer == null ? null : real.lamp(buzzer),
                                voice,
                                pad.opener()),
                        pad,
                        null);
            }
            case Devices.Sensor.Simulated _ -> {
                var module =
                        SimulatedFingerprintModule.keptIn(data.resolve(settings.id() + ".flash"), pace, FAULT_SEED);
                SimulatedSerialPort port = SimulatedSerialPort.open(module);
                SimulatedLamps lamps = new SimulatedLamps(seen, OUTPUTS.toArray(String[]::new));
                Map<String, Lamp> near = StationWiring.lamps(lamps, OUTPUTS);
                Lamp buzzer = near.remove(StationSettings.Reader.BUZZER);
                yield new ReaderDevices(
                        new AttendanceStation.Fittings(
                                RealDevices.sensor(port.path(), settings.sensorSetup()),
                                near,
                                buzzer,
                                voice,
                                pad.opener()),
                        pad,
                        new Far(module, port, lamps));
            }
        };
    }

    /** The near ends. */
    AttendanceStation.Fittings fittings() {
        return fittings;
    }

    /** Where people stand; empty at a real reader. */
    Optional<Bench> bench(AttendanceStation station, @Nullable SimulatedSpeaker speaker) {
        return Optional.ofNullable(far)
                .map(there -> new Bench.Reader(station, there.module, there.lamps, speaker, pad.simulated()));
    }

    @Override
    public void close() {
        if (far != null) {
            far.port.close();
        }
        if (pad.simulated() != null) {
            pad.simulated().close();
        }
    }

    private static Attached.Opener<FingerprintReader> sensor(
            Path path, StationSettings.Reader settings, RealDevices real) {
        Integer wake = settings.pin(StationSettings.Reader.WAKE);
        return wake == null
                ? RealDevices.sensor(path, settings.sensorSetup())
                : real.sensor(path, settings.sensorSetup(), wake);
    }

    private record Far(SimulatedFingerprintModule module, SimulatedSerialPort port, SimulatedLamps lamps) {}
}
