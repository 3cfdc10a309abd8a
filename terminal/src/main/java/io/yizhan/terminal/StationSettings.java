package io.yizhan.terminal;

import io.yizhan.hardware.fingerprint.zhiantec.ZhiantecSetup;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.vault.RecoveryLock;
import io.yizhan.terminal.station.AttendanceStation;
import io.yizhan.terminal.station.CounterKeys;
import io.yizhan.terminal.station.KioskKeys;
import io.yizhan.terminal.station.QuietHours;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One station of the settings and its devices, each a word of {@link Devices}. */
sealed interface StationSettings {

    StationId id();

    /** The words for its devices, by part. */
    Map<String, String> devices();

    /** What of it is neither simulated nor left out, in words. */
    default Optional<String> realDevice() {
        return devices().entrySet().stream()
                .filter(device -> !List.of("simulated", "none").contains(device.getValue()))
                .map(device -> id() + "'s " + device.getKey() + " \"" + device.getValue() + "\"")
                .findFirst();
    }

    /**
     * A fingerprint reader.
     *
     * @param sensorBaud bits a second that the sensor is expected at; absent: the factory's
     * @param sensorPassword 8 hex digits; a sensor fresh from the factory is given it. Absent: the factory's, which
     *     asks for none
     * @param sensorRing whether it has an R503's ring light
     * @param voice absent: simulated beside a simulated sensor, else none
     * @param pad a number pad for PINs; absent: none
     * @param screen the loopback port of a page for a screen beside the reader; absent: none
     * @param pins BCM numbers of its lamps, {@code lamp-green} and {@code lamp-red}, of the {@code buzzer}, and of the
     *     sensor's {@code wake} line
     */
    record Reader(
            StationId id,
            String sensor,
            @Nullable Integer sensorBaud,
            @Nullable String sensorPassword,
            @Nullable Boolean sensorRing,
            @Nullable String voice,
            @Nullable String pad,
            @Nullable Integer screen,
            @Nullable Map<String, Integer> pins)
            implements StationSettings {

        /** The pin of the sensor's wake line. */
        static final String WAKE = "wake";

        /** The pin of the buzzer. */
        static final String BUZZER = "buzzer";

        public Reader {
            Devices.Sensor.of("reader.sensor", sensor);
            Devices.Speech.of("reader.voice", voiceOr(sensor, voice));
            Devices.checkSensor(sensorBaud, sensorPassword);
            Devices.Pad.of("reader.pad", pad);
            Devices.checkPort("reader.screen", screen);
            Devices.checkPins(
                    "reader.pins",
                    pins,
                    Stream.concat(AttendanceStation.LAMPS.stream().map(CounterKeys::lampPin), Stream.of(WAKE, BUZZER))
                            .toList());
        }

        /** How the sensor was fitted, but for its wake line. */
        ZhiantecSetup sensorSetup() {
            return new ZhiantecSetup(
                    sensorBaud == null ? ZhiantecSetup.FACTORY_BAUD : sensorBaud,
                    sensorPassword == null
                            ? ZhiantecSetup.FACTORY_PASSWORD
                            : HexFormat.fromHexDigitsToLong(sensorPassword),
                    sensorRing != null && sensorRing,
                    Optional.empty());
        }

        /** The password is for no log. */
        @Override
        public String toString() {
            return "reader " + id + " at " + sensor;
        }

        /** The BCM number of this pin; null where it is not wired. */
        @Nullable
        Integer pin(String name) {
            return pins == null ? null : pins.get(name);
        }

        Devices.Pad numberPad() {
            return Devices.Pad.of("reader.pad", pad);
        }

        Devices.Sensor sensorDevice() {
            return Devices.Sensor.of("reader.sensor", sensor);
        }

        Devices.Speech speech() {
            return Devices.Speech.of("reader.voice", voiceOr(sensor, voice));
        }

        @Override
        public Map<String, String> devices() {
            return Map.of("sensor", sensor, "voice", voiceOr(sensor, voice), "pad", pad == null ? "none" : pad);
        }

        private static String voiceOr(String sensor, @Nullable String voice) {
            return voice != null ? voice : sensor.equals("simulated") ? "simulated" : "none";
        }
    }

    /**
     * A ticket kiosk.
     *
     * @param ticket its paper, and what the printer can do; absent: 58 mm, and a printer that can do all
     * @param screen the loopback port of a page for the kiosk's touch screen; absent: none
     * @param pins BCM numbers of its keys
     */
    record Kiosk(
            StationId id,
            String printer,
            @Nullable TicketSettings ticket,
            String keys,
            @Nullable Integer screen,
            @Nullable Map<String, Integer> pins)
            implements StationSettings {

        public Kiosk {
            Devices.Printer.of("kiosk.printer", printer);
            Devices.checkPort("kiosk.screen", screen);
            Devices.checkKeys("kiosk", keys, pins);
            Devices.checkPins("kiosk.pins", pins, KioskKeys.NAMES);
        }

        Devices.Printer printerDevice() {
            return Devices.Printer.of("kiosk.printer", printer);
        }

        Devices.Keys keypad() {
            return Devices.Keys.of("kiosk.keys", keys);
        }

        TicketSettings ticketOrDefault() {
            return ticket == null ? TicketSettings.byDefault() : ticket;
        }

        Kiosk under(Path folder) {
            return new Kiosk(id, printer, ticket == null ? null : ticket.under(folder), keys, screen, pins);
        }

        /** The names of the keys that it has. */
        Set<String> wiredKeys() {
            return switch (keypad()) {
                case Devices.Keys.None _ -> Set.of();
                case Devices.Keys.Gpio _ -> pins == null ? Set.of() : pins.keySet();
                case Devices.Keys.Simulated _, Devices.Keys.Tcp _ -> Set.copyOf(KioskKeys.NAMES);
            };
        }

        @Override
        public Map<String, String> devices() {
            return Map.of("printer", printer, "keys", keys);
        }
    }

    /**
     * A counter with its clerk's keys, the evaluator's, and the strip above it.
     *
     * @param pad a USB number pad for the clerk's digits, beside the keys; absent: none
     * @param pins BCM numbers of its keys, and of its lamps with {@code lamp-} before the key's name
     * @param chain how the strip's dots hang
     */
    record Counter(
            StationId id,
            String keys,
            String display,
            @Nullable String pad,
            @Nullable Map<String, Integer> pins,
            @Nullable ChainSettings chain)
            implements StationSettings {

        public Counter {
            Devices.Pad.of("counter.pad", pad);
            Devices.checkKeys("counter", keys, pins);
            Devices.Leds.of("counter.display", display);
            Devices.checkPins("counter.pins", pins, CounterKeys.pinNames());
        }

        Devices.Keys keypad() {
            return Devices.Keys.of("counter.keys", keys);
        }

        Devices.Pad numberPad() {
            return Devices.Pad.of("counter.pad", pad);
        }

        Devices.Leds leds() {
            return Devices.Leds.of("counter.display", display);
        }

        @Override
        public Map<String, String> devices() {
            return Map.of("keys", keys, "display", display, "pad", pad == null ? "none" : pad);
        }
    }

    /**
     * The hall's board, and the voice that calls.
     *
     * @param spoken the languages of calls, in their order: {@code zh-CN} Mandarin, {@code zh-HK} Cantonese; both
     *     without it
     * @param quiet hours without a voice, such as {@code 12:00-14:00}; none without it
     * @param chain how the board's dots hang
     */
    record Board(
            StationId id,
            String matrix,
            String voice,
            @Nullable List<String> spoken,
            @Nullable String quiet,
            @Nullable ChainSettings chain)
            implements StationSettings {

        private static final List<String> LANGUAGES = List.of("zh-CN", "zh-HK");

        public Board {
            Devices.Leds.of("board.matrix", matrix);
            Devices.Speech.of("board.voice", voice);
            if (spoken != null && (spoken.isEmpty() || !LANGUAGES.containsAll(spoken))) {
                throw new IllegalArgumentException(
                        "board.spoken " + spoken + " must name one or both of \"zh-CN\" and \"zh-HK\"");
            }
            if (quiet != null) {
                QuietHours.of(quiet);
            }
        }

        List<Locale> languages() {
            return (spoken == null ? LANGUAGES : spoken)
                    .stream().map(Locale::forLanguageTag).toList();
        }

        QuietHours quietHours() {
            return quiet == null ? QuietHours.NEVER : QuietHours.of(quiet);
        }

        Devices.Leds leds() {
            return Devices.Leds.of("board.matrix", matrix);
        }

        Devices.Speech speech() {
            return Devices.Speech.of("board.voice", voice);
        }

        @Override
        public Map<String, String> devices() {
            return Map.of("matrix", matrix, "voice", voice);
        }
    }

    /**
     * A vault of the hub's journal.
     *
     * @param recoveryKey the public half of the hall's recovery key, as {@code device add} wrote it
     */
    record Vault(StationId id, String recoveryKey) implements StationSettings {

        public Vault {
            RecoveryLock.of(recoveryKey);
        }

        RecoveryLock lock() {
            return RecoveryLock.of(recoveryKey);
        }

        @Override
        public Map<String, String> devices() {
            return Map.of();
        }
    }

    /** All of a terminal's. */
    static List<StationSettings> all(
            List<Reader> readers, List<Kiosk> kiosks, List<Counter> counters, List<Board> boards, List<Vault> vaults) {
        return Stream.of(readers, kiosks, counters, boards, vaults)
                .flatMap(List<? extends StationSettings>::stream)
                .<StationSettings>map(station -> station)
                .toList();
    }
}
