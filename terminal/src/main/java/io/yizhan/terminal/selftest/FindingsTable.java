package io.yizhan.terminal.selftest;

import java.util.ArrayList;
import java.util.List;

/** Findings as a table for a terminal's screen: one line each, and the sum below. */
public final class FindingsTable {

    private static final String[] HEAD = {"岗位 station", "设备 device", "结果", "说明 remark"};

    private FindingsTable() {}

    /** Lines without their ends; a Chinese sign takes two columns. */
    public static List<String> of(List<Finding> findings) {
        int station = width(HEAD[0]);
        int part = width(HEAD[1]);
        for (Finding finding : findings) {
            station = Math.max(station, width(finding.station()));
            part = Math.max(part, width(finding.part()));
        }
        int first = station;
        int second = part;
        List<String> lines = new ArrayList<>();
        lines.add(line(first, second, HEAD[0], HEAD[1], HEAD[2], HEAD[3]));
        findings.forEach(finding -> lines.add(
                line(first, second, finding.station(), finding.part(), sign(finding.verdict()), finding.remark())));
        long broken = count(findings, Finding.Verdict.BROKEN);
        long unseen = count(findings, Finding.Verdict.UNSEEN);
        lines.add("%d 项：%d 正常，%d 有问题，%d 未经人确认  %d checks: %d well, %d broken, %d that nobody looked at"
                .formatted(
                        findings.size(),
                        findings.size() - broken - unseen,
                        broken,
                        unseen,
                        findings.size(),
                        findings.size() - broken - unseen,
                        broken,
                        unseen));
        return lines;
    }

    private static String line(int first, int second, String station, String part, String sign, String remark) {
        return padded(station, first) + "  " + padded(part, second) + "  " + padded(sign, width(HEAD[2])) + "  "
                + remark;
    }

    private static String sign(Finding.Verdict verdict) {
        return switch (verdict) {
            case WELL -> "✓";
            case BROKEN -> "✕";
            case UNSEEN -> "…";
        };
    }

    private static long count(List<Finding> findings, Finding.Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    private static int width(String text) {
        return text.codePoints().map(sign -> sign >= 0x2E80 ? 2 : 1).sum();
    }
}
