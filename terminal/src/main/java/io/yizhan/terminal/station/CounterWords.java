package io.yizhan.terminal.station;

import static io.yizhan.terminal.station.Words.bad;
import static io.yizhan.terminal.station.Words.calm;
import static io.yizhan.terminal.station.Words.look;
import static io.yizhan.terminal.station.Words.ok;
import static io.yizhan.terminal.station.Words.pending;

import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.request.Answer;

/** What a counter tells its clerk and the citizen before it. Chinese first. */
final class CounterWords {

    private static final String[] LEVELS_ZH = {"非常不满意", "不满意", "基本满意", "满意", "非常满意"};
    private static final String[] LEVELS_EN = {
        "very dissatisfied", "dissatisfied", "fairly satisfied", "satisfied", "very satisfied"
    };

    private CounterWords() {}

    // For the clerk

    static Sentence enterStaff(String typed) {
        return calm(typed.isEmpty() ? "请输入工号，按确认" : "工号 " + typed, "Staff number, then Enter");
    }

    static Sentence enterPin(int digits) {
        return look("请输入密码，按确认 " + "●".repeat(digits), "PIN, then Enter");
    }

    static Sentence signInRefused() {
        return bad("工号或密码不对，请重新输入", "Staff number or PIN is wrong: enter them again");
    }

    static Sentence signInLocked(long seconds) {
        return bad("多次输错，请 " + seconds + " 秒后再试或联系管理员", "Too many attempts: wait " + seconds + " s");
    }

    static Sentence signedIn() {
        return ok("登录成功，请按“叫号”", "Signed in: press Next");
    }

    static Sentence ready() {
        return calm("可以叫号", "Ready to call");
    }

    static Sentence signedOut() {
        return calm("已退出，请输入工号登录", "Signed out: enter your staff number");
    }

    static Sentence notSignedIn() {
        return look("请先输入工号和密码登录", "Sign in first");
    }

    static Sentence calling() {
        return pending("正在叫号", "Calling");
    }

    static Sentence called(TicketId ticket, String service, boolean locally) {
        String note = locally ? "（离线叫号）" : "";
        return ok("请 " + ticket.shown() + " " + service + note, "Serving " + ticket.shown());
    }

    static Sentence calledFirst(TicketId ticket) {
        return look(
                ticket.shown() + " 已叫到本窗口，请办理或按“过号”后再退出",
                ticket.shown() + " was called to you: serve, or press No-show, then sign out");
    }

    static Sentence calledTooLate(TicketId ticket) {
        return look(
                ticket.shown() + " 的叫号来得太晚，系统会重新叫号",
                ticket.shown() + " was called to you too late: the hall calls it again");
    }

    static Sentence recalled(TicketId ticket) {
        return ok("再次呼叫 " + ticket.shown(), "Called again: " + ticket.shown());
    }

    static Sentence noShow(TicketId ticket) {
        return ok(ticket.shown() + " 已过号，可以叫下一位", ticket.shown() + " did not come: call the next");
    }

    static Sentence finished(TicketId ticket) {
        return ok(ticket.shown() + " 办理完毕，请按“评价”", ticket.shown() + " is done: press Rate");
    }

    static Sentence noCall() {
        return look("现在没有正在办理的号票，请先叫号", "There is no ticket now: call one first");
    }

    static Sentence ratingOpen() {
        return look("请等市民评价结束再操作", "Wait until the citizen has rated");
    }

    static Sentence ratedAlready() {
        return look("本次服务已经评价过，请叫下一位", "This service has been rated: call the next");
    }

    static Sentence ratingStarted() {
        return pending("已请市民评价", "The citizen is asked to rate");
    }

    static Sentence ratingEnded() {
        return ok("评价结束，可以叫下一位", "Rating over: call the next");
    }

    static Sentence paused() {
        return look("窗口暂停，再按“暂停”恢复", "Paused: press Pause to go on");
    }

    static Sentence noAnswer() {
        return look("没有收到回答，请再按一次“叫号”", "No answer: press Next once more");
    }

    static Sentence nobodyLocally() {
        return look("与大厅断开，已知号票都已叫过", "Cut off from the hall; all tickets known here were called");
    }

    static Sentence refused(Answer.Code code) {
        return switch (code) {
            case NOBODY_WAITING -> look("现在没有人等候", "Nobody is waiting");
            case NOT_SIGNED_IN -> look("大厅还没有您的登录，请退出后重新登录", "The hall has no sign-in of yours: sign out and in again");
            case NOT_YOURS ->
                bad("本机无权为这个窗口叫号，请联系管理员", "This terminal may not call for this counter: tell the administrator");
            case CLOSED -> look("窗口未开放，请联系管理员", "This counter is closed: tell the administrator");
            case EXPIRED -> look("请求超时，请再按一次“叫号”", "Too late: press Next once more");
            case UNKNOWN_OP, BAD_REQUEST -> bad("本机与大厅版本不合，请联系管理员", "Versions do not fit: tell the administrator");
            case UNKNOWN_CODE, TOO_EARLY, TOO_LATE -> look("预约不在办理时段内", "The appointment is not for now");
        };
    }

    static Sentence keyStuck(String key) {
        return bad("按键“" + key + "”卡住，其他键可用，请报修", "Key " + key + " is stuck: report it, the others work");
    }

    static Sentence keysTogether() {
        return look("同时按了两个键，请只按一个", "Two keys at once: press one");
    }

    static Sentence signOutFirst() {
        return look("已有人登录，请先退出", "Somebody is signed in: sign out first");
    }

    // For the citizen

    static Sentence welcome(String counter) {
        return calm(counter + "号窗口", "Counter " + counter);
    }

    static Sentence shown(TicketId ticket, String service) {
        return look(ticket.shown() + (service.isEmpty() ? "" : " " + service), ticket.shown());
    }

    static Sentence counterPaused() {
        return calm("暂停服务", "Paused");
    }

    static Sentence rateIdle() {
        return calm("您好", "Welcome");
    }

    static Sentence pleaseRate() {
        return look("请您评价本次服务", "Please rate this service");
    }

    static Sentence rated(String about, int level) {
        return ok(about + "评价“" + LEVELS_ZH[level - 1] + "”，谢谢您", "Rated " + LEVELS_EN[level - 1] + ": thank you");
    }

    static Sentence ratingWaits() {
        return pending("您的评价还在保存，请稍候", "Your rating is being saved");
    }

    static Sentence ratingMissed(String about) {
        return look(about + "未评价，谢谢您", "Not rated: thank you");
    }
}
