package io.yizhan.hub.api;

import io.yizhan.hub.desk.DeviceRemoval;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.state.StationConfig;
import io.yizhan.protocol.state.StationKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What programs send. */
public final class Wishes {

    private Wishes() {}

    /** @param fingerprint SHA-256 of its certificate, lower-case hex */
    public record DeviceWish(
            DeviceId device,
            List<StationWish> stations,
            @Nullable String fingerprint) {
        public DeviceWish {
            stations = List.copyOf(stations);
            if (stations.isEmpty()) {
                throw new IllegalArgumentException("stations is empty: a device has one at least");
            }
            if (fingerprint != null && !fingerprint.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("fingerprint must be 64 lower-case hex digits");
            }
        }
    }

    /**
     * A station; {@code series} is a kiosk's, all of the hall's unless it is said; {@code rating_wait_s} a counter's.
     */
    public record StationWish(
            StationKind kind,
            StationId id,
            @Nullable List<SeriesId> series,
            @Nullable Integer ratingWaitS) {

        StationConfig config(List<SeriesId> allSeries) {
            return switch (kind) {
                case READER -> new StationConfig.Reader(id);
                case KIOSK -> new StationConfig.Kiosk(id, series == null ? allSeries : series);
                case COUNTER ->
                    new StationConfig.Counter(
                            id, ratingWaitS == null ? StationConfig.Counter.RATING_WAIT_S : ratingWaitS);
                case BOARD -> new StationConfig.Board(id);
                case VAULT -> new StationConfig.Vault(id);
            };
        }
    }

    /**
     * @param reason why the device leaves the hall
     * @param anyway also when it is known to hold entries that the hub has not; null is no
     */
    public record RemovalWish(String reason, @Nullable Boolean anyway) {
        public RemovalWish {
            if (reason.isBlank() || reason.length() > DeviceRemoval.REASON_MAX) {
                throw new IllegalArgumentException(
                        "reason has 1 to " + DeviceRemoval.REASON_MAX + " characters: say why the device goes");
            }
        }
    }

    /**
     * A finger of this person at this reader.
     *
     * @param finger a finger that is known, where its template does not fit this reader's sensor or was lost; null for
     *     another one
     */
    public record EnrolmentWish(
            StaffId staff, DeviceId device, @Nullable EnrolmentId finger) {}

    /** @param record where the signed consent is on record: a file number, a folder */
    public record ConsentWish(String record) {
        public ConsentWish {
            if (record.isBlank()) {
                throw new IllegalArgumentException("record is blank: say where the signed consent is");
            }
        }
    }

    /** @param pin 4 to 8 digits */
    public record PinWish(String pin) {
        public PinWish {
            if (!pin.matches("[0-9]{4,8}")) {
                throw new IllegalArgumentException("a PIN has 4 to 8 digits");
            }
        }

        @Override
        public String toString() {
            return "PinWish[]";
        }
    }
}
