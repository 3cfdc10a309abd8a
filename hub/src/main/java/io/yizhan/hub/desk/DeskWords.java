package io.yizhan.hub.desk;

import io.yizhan.protocol.request.Answer;
import java.util.List;

/** What the desk says to people at terminals, in the hall's first language. */
final class DeskWords {

    private final boolean chinese;

    /** @param languages of the hall, BCP 47, the first first */
    DeskWords(List<String> languages) {
        this.chinese = languages.isEmpty() || languages.getFirst().startsWith("zh");
    }

    Answer nobodyWaiting() {
        return refused(Answer.Code.NOBODY_WAITING, "现在没有人等候。", "Nobody is waiting.");
    }

    Answer notSignedIn() {
        return refused(Answer.Code.NOT_SIGNED_IN, "请先在本窗口登录。", "Please sign in at this counter first.");
    }

    Answer notOpen() {
        return refused(Answer.Code.CLOSED, "窗口已暂停，请先恢复服务。", "The counter is paused: open it first.");
    }

    Answer notYours() {
        return refused(Answer.Code.NOT_YOURS, "这不是本设备的窗口。", "This is not one of this device's counters.");
    }

    Answer expired() {
        return refused(Answer.Code.EXPIRED, "请求已过时，请再按一次。", "The request came too late: press once more.");
    }

    Answer unknownOp() {
        return refused(Answer.Code.UNKNOWN_OP, "大厅中心不认识这个请求。", "The hub does not know this request.");
    }

    /** @param detail for who mends the terminal, in English */
    Answer badRequest(String detail) {
        return refused(Answer.Code.BAD_REQUEST, "请求有误：" + detail, "The request is wrong: " + detail);
    }

    Answer callIsOver() {
        return refused(Answer.Code.TOO_LATE, "这次叫号已经结束。", "This call has ended.");
    }

    Answer noAppointments() {
        return refused(Answer.Code.UNKNOWN_CODE, "没有找到这个预约。", "No such appointment was found.");
    }

    private Answer refused(Answer.Code code, String zh, String en) {
        return Answer.refused(code, chinese ? zh : en);
    }
}
