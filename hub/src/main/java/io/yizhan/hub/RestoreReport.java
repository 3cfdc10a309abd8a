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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a restored hall has, and what nobody could witness: printed, and in the hub's journal. */
record RestoreReport(
        HallFolder place,
        @Nullable Archive archive,
        @Nullable VaultFolder vault,
        long epoch,
        ZoneId zone) {

    private static final List<String> UNWITNESSED = Stream.of(
                    item(
                            "叫号：窗口自己的日志会补上，只是不再知道为何轮到这一号；不用处理",
                            "calls: told again by the counters' own journals, but not why each was the next; nothing"
                                    + " to do"),
                    item(
                            "此后记录的时间：在各自范围内重新推算，一般只差几十毫秒，叫号约 0.1 秒；管理员核定或重新处理过的，请再做一次",
                            "times of later records: reckoned anew within their bounds, tens of ms from what they were;"
                                    + " what an admin settled or applied again: do it once more"),
                    item(
                            "没有网络时间的终端，此后开机、又已重启的，那次开机里的记录时间不确定：请在网页“打卡 → 等待核定”中核定",
                            "times of what a terminal without network time recorded in a boot that began since and has"
                                    + " been booted again are uncertain: settle them on the page (打卡 → 等待核定)"),
                    item(
                            "人员、事项、账号、令牌、请假、补签、设置：请核对，补录缺的",
                            "staff, services, accounts, tokens, leave, corrections, settings: enter again what is"
                                    + " missing"),
                    item(
                            "此后加入的设备：请在启动中枢之前用 scripts/hub device add 重新加入；否则它送来的会进入待处理，要在网页上重新处理",
                            "devices added since: add them anew (scripts/hub device add) before the hub starts; else"
                                    + " what they send is in quarantine until it is applied again on the page"),
                    item(
                            "此后移出的设备：又在大厅里，证书照常可用；卡还在的，先让它补传完，再用 scripts/hub device remove 移出",
                            "devices removed since: they are in the hall again and their certificates count; where the"
                                    + " card is still there let it ship first, then remove them again (scripts/hub"
                                    + " device remove)"),
                    item(
                            "可能已发出的号：不再使用，取号机从更大的号接着发",
                            "ticket numbers that may have been granted: set aside, kiosks go on above them"))
            .flatMap(List::stream)
            .toList();

    /**
     * For the page, which says the rest in its reader's language: figures alone.
     *
     * @param through the number of the last of the hub's own entries that the sources have
     */
    String detail(long through) {
        return "epoch " + epoch
                + (archive == null ? "" : " · backup " + at(archive.manifest().madeAt()))
                + (vault == null ? "" : " · vault")
                + " · hub entries 1–" + through;
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

    /** What is in the backup only, and is lost without one. */
    private List<String> secrets() {
        String made = archive == null ? "" : at(archive.manifest().madeAt());
        String zh = archive == null ? "已丢失" : "以 " + made + " 的备份为准";
        String en = archive == null ? "lost" : "as of " + made;
        return Stream.of(
                        item(
                                "账号口令：" + zh + (archive == null ? "，请给每个账号设新口令" : "，之后改过的口令无效"),
                                "passwords of accounts: " + en
                                        + (archive == null
                                                ? "; give each account a new one"
                                                : "; newer ones count no longer")),
                        item("登录：所有人重新登录", "sign-ins: everybody signs in again"),
                        item(
                                "程序令牌：" + zh + "；本机令牌照常可用，其他程序的请重新发放",
                                "tokens of programs: " + en
                                        + ", but this machine's own works; make other programs' anew"),
                        item(
                                "密码（PIN）：" + zh + "；终端上已有的照常可用，要用到新终端请重新设置",
                                "PINs: " + en
                                        + "; terminals keep what they have, set a PIN again to bring it to a new one"),
                        item(
                                "指纹模板：" + zh + "；打卡机里已有的照常可用，要用到新打卡机请重新登记",
                                "fingerprint templates: " + en
                                        + "; readers keep what they have, enrol again to bring one to a new reader"))
                .flatMap(List::stream)
                .toList();
    }

    /** What the lost hub had of devices that have left the hall, which ship nothing any more. */
    private static List<String> unshipped(Database database) {
        return database
                .read(rows -> rows.list(
                        "SELECT t.device, coalesce(j.through, 0) + 1 AS from_seq, max(t.through_seq) AS through_seq"
                                + " FROM timed_range t JOIN device d ON d.device = t.device AND d.removed_ms IS NOT"
                                + " NULL LEFT JOIN journal j ON j.device = t.device AND j.journal = t.journal GROUP BY"
                                + " t.device, t.journal, j.through HAVING max(t.through_seq) > coalesce(j.through, 0)"
                                + " ORDER BY t.device, t.journal",
                        row -> unshipped(
                                row.text("device") + " " + row.number("from_seq") + "–" + row.number("through_seq"))))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> unshipped(String entries) {
        return item(
                "已移出大厅的设备没有补传的条目 " + entries + "：卡还在的，用 scripts/hub device add 再加入一次，补传完再移出",
                "entries that a device which has left the hall does not ship: " + entries + "; where its card is still"
                        + " there, let it in once more (scripts/hub device add), and remove it when it has shipped");
    }

    private static List<String> item(String zh, String en) {
        return List.of("  - " + zh, "    " + en);
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
        lines.addAll(UNWITNESSED);
        long unprojected = database.read(
                rows -> rows.number("SELECT count(*) FROM entry WHERE device = ? AND fate <> 'folded'", DeviceId.HUB));
        lines.addAll(item(
                "终端补传之后才能计入的中枢条目：" + unprojected,
                "entries of the hub that the records do not take before the terminals have shipped: " + unprojected));
        lines.addAll(unshipped(database));
        lines.add("不在任何日志中的内容 · What stands in no journal:");
        lines.addAll(secrets());
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
