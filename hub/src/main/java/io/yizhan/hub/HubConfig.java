package io.yizhan.hub;

import io.yizhan.hub.backup.Backup;
import io.yizhan.hub.follower.Follower;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.clock.BatteryClock;
import io.yizhan.protocol.clock.LinuxClock;
import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.vault.RecoveryLock;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code hub.toml} in the hall's folder says. Paths in the file are relative to that folder; here they are whole.
 *
 * @param database the hub's SQLite file
 * @param clockTrusted that this machine's clock is right without anybody telling, as in a demo; without it only spans
 *     count as trusted in which the system calls its clock synchronised, or the battery clock keeps it
 * @param batteryClock a clock in {@code /sys/class/rtc} whose battery somebody answers for; without it none is believed
 * @param badEntriesMax bad entries of one terminal in any 60 s that are taken without a pause; 20 without it
 * @param vault absent in a hall without a recovery key
 * @param board where screens in the hall find their page; without it there is none
 * @param backup what happens each night; without it, what {@link Backups#usual} says
 */
public record HubConfig(
        Hall hall,
        Mqtt mqtt,
        Http http,
        Path database,
        boolean clockTrusted,
        @Nullable String batteryClock,
        @Nullable Integer badEntriesMax,
        @Nullable Backups backup,
        @Nullable Vault vault,
        @Nullable Board board) {

    public HubConfig {
        if (badEntriesMax != null && badEntriesMax < 1) {
            throw new IllegalArgumentException(
                    "bad_entries_max " + badEntriesMax + " is below 1: one bad entry can happen");
        }
        if (batteryClock != null) {
            BatteryClock.checkName(batteryClock);
        }
    }

    public static final String FILE = "hub.toml";

    private static final int NAME_CHARACTERS_MAX = 64;
    private static final int PORT_MAX = 65_535;

    /** Reads {@code hub.toml} in this folder; the message of a failure names the key and what is allowed. */
    public static HubConfig load(Path folder) throws UnreadableException {
        Path whole = folder.toAbsolutePath().normalize();
        HubConfig config = Json.settings(whole.resolve(FILE), HubConfig.class);
        return new HubConfig(
                config.hall,
                config.mqtt.under(whole),
                config.http.under(whole),
                whole.resolve(config.database),
                config.clockTrusted,
                config.batteryClock,
                config.badEntriesMax,
                (config.backup == null ? Backups.usual() : config.backup).under(whole),
                config.vault,
                config.board);
    }

    /** This machine's clock, believed as far as these settings say. */
    public LinuxClock clock() {
        return new LinuxClock(
                LinuxClock.BOOT_ID,
                clockTrusted,
                batteryClock == null ? null : new BatteryClock(BatteryClock.SYSFS, batteryClock));
    }

    /** Bad entries of one terminal in any 60 s that are taken without a pause. */
    public int badEntries() {
        return badEntriesMax == null ? Follower.BAD_ENTRIES_USUAL : badEntriesMax;
    }

    /**
     * The hall.
     *
     * @param name as people read it
     * @param zone of its days and slots
     * @param languages of its pages and tickets, the first first; BCP 47, such as {@code zh-CN}
     */
    public record Hall(HallId id, String name, ZoneId zone, List<String> languages) {
        public Hall {
            if (name.isBlank() || name.length() > NAME_CHARACTERS_MAX) {
                throw new IllegalArgumentException(
                        "hall.name \"" + name + "\" must have 1 to " + NAME_CHARACTERS_MAX + " characters");
            }
            if (languages.isEmpty()) {
                throw new IllegalArgumentException("hall.languages is empty: name one at least, such as \"zh-CN\"");
            }
            languages = List.copyOf(languages);
        }
    }

    /**
     * The hub's way to the broker.
     *
     * @param publicHost the name or address under which terminals reach the broker; it is written into their settings
     * @param ca the certificate of the hall's authority, PEM
     * @param certificate the hub's own, PEM
     * @param key the hub's own, PKCS#8 PEM
     */
    public record Mqtt(String host, int port, String publicHost, Path ca, Path certificate, Path key) {
        public Mqtt {
            checkPort("mqtt.port", port, 1);
        }

        private Mqtt under(Path folder) {
            return new Mqtt(
                    host, port, publicHost, folder.resolve(ca), folder.resolve(certificate), folder.resolve(key));
        }
    }

    /**
     * The page and the interface for programs.
     *
     * @param bind the address to listen on; anything but loopback shows the page to the network without encryption
     * @param port 0 takes any free one
     * @param token the file with the bearer token for programs on this machine
     */
    public record Http(String bind, int port, Path token) {
        public Http {
            checkPort("http.port", port, 0);
        }

        private Http under(Path folder) {
            return new Http(bind, port, folder.resolve(token));
        }
    }

    /**
     * The page for screens that hang in the hall.
     *
     * @param bind the address to listen on; anything but loopback shows tickets and counters to the network
     * @param port 0 takes any free one
     */
    public record Board(String bind, int port) {
        public Board {
            checkPort("board.port", port, 0);
        }
    }

    /**
     * The backups that the running hub makes by itself.
     *
     * @param at when, by the hall's clock on the wall
     * @param to a folder; on another disk it must be there, below the hall's own it is made
     * @param keep how many stay, the newest
     */
    public record Backups(boolean nightly, LocalTime at, Path to, int keep) {

        public Backups {
            if (keep < Backup.KEEP_MIN || keep > Backup.KEEP_MAX) {
                throw new IllegalArgumentException(
                        "backup.keep " + keep + " is outside " + Backup.KEEP_MIN + "–" + Backup.KEEP_MAX);
            }
        }

        /** Of a hall whose settings are older than backups. */
        static Backups usual() {
            return new Backups(true, LocalTime.of(3, 15), Path.of("backups"), 14);
        }

        private Backups under(Path folder) {
            return new Backups(nightly, at, folder.resolve(to), keep);
        }
    }

    /**
     * What vaults seal with.
     *
     * @param recoveryKey the public half of the recovery key; the other stands on paper
     */
    public record Vault(String recoveryKey) {
        public Vault {
            var _ = RecoveryLock.of(recoveryKey);
        }
    }

    /** Null in a hall without a recovery key. */
    public @Nullable RecoveryLock recoveryLock() {
        return vault == null ? null : RecoveryLock.of(vault.recoveryKey);
    }

    /** The nightly backups, whatever the file says. */
    public Backups backups() {
        return backup == null ? Backups.usual() : backup;
    }

    private static void checkPort(String setting, int port, int least) {
        if (port < least || port > PORT_MAX) {
            throw new IllegalArgumentException(setting + " " + port + " is outside " + least + "–" + PORT_MAX);
        }
    }
}
