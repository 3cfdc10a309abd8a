package io.yizhan.hub;

import io.yizhan.hub.backup.Archive;
import io.yizhan.hub.cli.HallFolder;
import io.yizhan.hub.store.Database;
import io.yizhan.hub.vault.VaultFolder;
import io.yizhan.protocol.id.DeviceId;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a restored hall has, and what nobody could witness: printed, and in the hub's journal. */
record RestoreReport(
        HallFolder place,
        @Nullable Archive archive,
        @Nullable VaultFolder vault,
        long epoch,
        ZoneId zone) {

    /**
     * For the page.
     *
     * @param through the number of the last of the hub's own entries that the sources have
     */
    String detail(long through) {
        String sources =
                (archive == null ? "" : "备份 backup of " + at(archive.manifest().madeAt()) + " ")
                        + (vault == null ? "" : "保险库 vault");
        return "epoch " + epoch + "，来源 from " + sources.strip() + "。中枢自己的日志已知至第 " + through
                + " 条 the hub's own journal is known through entry " + through
                + "。此后中枢自己的决定（人员、事项、设备、账户、请假、设置）已丢失，须重新录入。"
                + " What the hub itself decided later is lost: staff, services, devices, accounts, leave, settings."
                + " Enter it again.";
    }

    /** As the hall's clocks show it. */
    private String at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS)
                .atZone(zone)
                .toOffsetDateTime()
                .toString();
    }

    private String newest(@Nullable Instant instant) {
        return instant == null ? "an unknown time" : at(instant);
    }

    /** For who restored. */
    List<String> lines(Database database, @Nullable String admin, String password) {
        List<String> lines = new ArrayList<>();
        lines.add("大厅已恢复 · The hall is restored: " + place + "  (epoch " + epoch + ")");
        lines.add("");
        lines.add("已知的中枢日志 · Of the hub's own journal is known:");
        lines.addAll(database.read(rows -> rows.list(
                "SELECT j.journal, j.base, j.through, (SELECT max(e.at_ms) FROM entry e WHERE e.device = j.device AND"
                        + " e.journal = j.journal) AS newest_ms FROM journal j WHERE j.device = ?"
                        + " AND j.journal <> (SELECT hub_journal FROM store) ORDER BY j.base",
                row -> "  " + row.text("journal") + "  entries " + (row.number("base") + 1) + "–"
                        + row.number("through") + ", the newest of " + newest(row.instantOrNull("newest_ms")),
                DeviceId.HUB)));
        lines.add("其后的中枢决定无人见证 · What the hub decided after that, nobody has witnessed:");
        lines.add("  - calls: told again by the counters' own journals, but not why each was the next; nothing to do");
        lines.add(
                "  - times of later records: reckoned anew within their bounds, some ms from what they were; what an admin"
                        + " settled or applied again: do it once more");
        lines.add("  - staff, services, accounts, tokens, leave, corrections, settings: enter again what is missing");
        lines.add(
                "  - devices added since: add them anew (scripts/hub device add) before the hub starts; else what they"
                        + " send is in quarantine until it is applied again on the page");
        lines.add("  - ticket numbers that may have been granted: set aside, kiosks go on above them");
        long unprojected = database.read(
                rows -> rows.number("SELECT count(*) FROM entry WHERE device = ? AND fate <> 'folded'", DeviceId.HUB));
        lines.add("  - entries of the hub that the records do not take before the terminals have shipped: "
                + unprojected);
        lines.add("不在任何日志中的内容 · What stands in no journal:");
        String state =
                archive == null ? "lost" : "as of " + at(archive.manifest().madeAt());
        lines.add("  - account_password: " + state
                + (archive == null ? "; give each account a new password" : "; newer passwords count no longer"));
        lines.add("  - session: everybody signs in again");
        lines.add("  - api_token_hash: " + state
                + ", but this machine's own token works; make other programs' tokens anew");
        lines.add("  - person_key, pin (PIN verifiers): " + state
                + "; terminals keep what they have, set a PIN again to bring it to a new one");
        lines.add("  - fingerprint templates: " + state
                + "; readers keep what they have, enrol again to bring one to a new reader");
        lines.add("  - exchange, hub_span: learnt again from the next exchanges");
        if (admin != null) {
            lines.add("");
            lines.add("管理员的新口令，只显示这一次 · An admin's new password, shown only this once:");
            lines.add(admin + " / " + password);
        }
        lines.add("");
        lines.add("接下来 · Next:");
        lines.add("  mosquitto -c " + place.brokerSettings());
        lines.add("  scripts/hub run --data " + place);
        return lines;
    }
}
