package io.yizhan.terminal.station;

import io.yizhan.hardware.fingerprint.EnrolStep;
import io.yizhan.hardware.fingerprint.ScanResult.Flaw;
import io.yizhan.hardware.printer.PrinterState;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.state.StationKind;
import io.yizhan.terminal.journal.JournalException;
import io.yizhan.terminal.station.Sentence.Tone;
import java.time.LocalTime;

/** What the stations tell people: what happened, what it means for this person, what to do. Chinese first. */
final class Words {

    private Words() {}

    // Any station

    static Sentence identify(DeviceId device) {
        return look("这里是 " + device, "This is " + device);
    }

    /** What happened, what it means for who stands here, what to do. */
    static Sentence notRecorded(StationKind at, JournalException.Kind why) {
        String zh = switch (why) {
            case FULL -> "本机存储已满";
            case READ_ONLY -> "本机存储无法写入";
            case BROKEN -> "本机存储发生故障";
        };
        String en = switch (why) {
            case FULL -> "This machine's memory is full";
            case READ_ONLY -> "This machine's memory cannot be written";
            case BROKEN -> "This machine's memory has failed";
        };
        return switch (at) {
            case READER -> bad(zh + "，打卡没有记下，请到其他考勤机打卡", en + ", no punch is recorded: please use another reader");
            case KIOSK -> bad(zh + "，暂停取号，请到服务台取号", en + ", no tickets now: please ask at the desk");
            case COUNTER -> bad(zh + "，操作没有记下，请联系管理员", en + ", nothing is recorded: please tell the administrator");
            case BOARD, VAULT -> bad(zh + "，请联系管理员", en + ": please tell the administrator");
        };
    }

    // The reader

    static Sentence layFinger() {
        return calm("请把手指平放在指纹窗上", "Please lay your finger flat on the window");
    }

    /** @param sure whether the clock is believed; else the hub settles when it was */
    static Sentence punched(String name, LocalTime time, boolean sure) {
        return ok(
                name + "，打卡成功，" + (sure ? "" : "约") + ChineseNumbers.of(time),
                "Recorded at " + (sure ? "" : "about ") + clock(time));
    }

    static Sentence unknownFinger() {
        return bad("没有识别出来，请换一个手指或联系管理员", "Not recognised: try another finger, or ask the administrator");
    }

    static Sentence unreadable(Flaw flaw) {
        return switch (flaw) {
            case NOT_CAPTURED -> look("没有看清，请抬起后重新平放手指", "Not seen: lift and lay your finger down again");
            case MESSY -> look("手指或窗口太湿太脏，请擦干净再按", "Finger or window is wet or dirty: wipe it and try again");
            case TOO_FEW_FEATURES -> look("手指太干或放偏了，请呵气后放正再按", "Too dry or at an angle: breathe on it, lay it flat");
        };
    }

    static Sentence kioskChecking() {
        return pending("正在与中枢核对号码，请稍候几秒", "Checking the numbers with the hub: a few seconds, please");
    }

    static Sentence readerChecking() {
        return pending("正在与中枢核对名册，请稍候几秒", "Checking with the hub: a few seconds, please");
    }

    static Sentence readerBroken() {
        return bad("指纹机暂时不可用，请用其他考勤机或联系管理员", "This reader does not work now: use another, or ask the administrator");
    }

    static Sentence enrolStep(EnrolStep step) {
        return switch (step) {
            case TOUCH_1 -> look("登记指纹：请平放手指", "Enrolment: lay your finger down");
            case LIFT -> look("请抬起手指", "Lift your finger");
            case TOUCH_2 -> look("请把同一手指再放一次", "The same finger once more");
            case TOUCH_3 -> look("请把同一手指放最后一次", "The same finger, for the last time");
            case STORED -> pending("正在保存", "Storing");
        };
    }

    static Sentence enrolled() {
        return ok("登记成功，现在可以打卡", "Enrolled: you can punch now");
    }

    static Sentence alreadyEnrolled() {
        return bad("这个手指已经登记过，请换一个手指", "This finger is enrolled already: use another one");
    }

    static Sentence notEnrolled() {
        return bad("没有登记成功，请管理员再发起一次", "Not enrolled: ask the administrator to start again");
    }

    // The kiosk

    static Sentence chooseService() {
        return calm("请选择要办理的事项", "Please choose a service");
    }

    static Sentence printing() {
        return pending("正在打印号票，请稍候", "Printing your ticket");
    }

    static Sentence takeTicket(TicketId ticket, int ahead) {
        return ok(
                "您的号码是 " + ticket.shown() + "，前面还有 " + ahead + " 人，请取票",
                "Your number is " + ticket.shown() + ", " + ahead + " before you: take your ticket");
    }

    static Sentence printedNotRecorded(TicketId ticket) {
        return look(
                "号票 " + ticket.shown() + " 有效，请取票；本机存储有问题，叫号会推迟，请告知服务台",
                "Ticket " + ticket.shown() + " counts: take it, and tell the desk: this machine has trouble, the call"
                        + " will be late");
    }

    static Sentence printingUnknown(TicketId ticket) {
        return look(
                "号票 " + ticket.shown() + " 可能没有印好，号码有效；没拿到请按“补打”",
                "Ticket " + ticket.shown()
                        + " may not have come out; the number counts: press Reprint if you have none");
    }

    static Sentence reprinted(TicketId ticket) {
        return ok("号票 " + ticket.shown() + " 已补打，请取票", "Ticket " + ticket.shown() + " was printed again");
    }

    static Sentence nothingToReprint() {
        return look("没有需要补打的号票", "There is no ticket to print again");
    }

    static Sentence notIssued() {
        return bad("号票没有印出，号码作废，请稍后再取或到服务台", "No ticket came out: try again later, or ask at the desk");
    }

    static Sentence printerNotReady(PrinterState state) {
        if (state.coverOpen()) {
            return bad("打印机盖没有关好，暂停取号，请到服务台", "The printer's cover is open: please ask at the desk");
        }
        if (state.paper() == PrinterState.Paper.OUT) {
            return bad("打印纸用完了，暂停取号，请到服务台", "Out of paper: please ask at the desk");
        }
        if (state.cutterFault()) {
            return bad("切刀卡住了，暂停取号，请到服务台", "The paper knife is jammed: please ask at the desk");
        }
        return printerBroken();
    }

    static Sentence printerBroken() {
        return bad("打印机故障，暂停取号，请到服务台", "The printer does not work: please ask at the desk");
    }

    static Sentence noLease() {
        return bad("本机今天没有可用的号码，请到服务台取号", "This kiosk has no numbers for today: please ask at the desk");
    }

    static Sentence noServices() {
        return pending("正在等待大厅的事项目录", "Waiting for the hall's services");
    }

    static Sentence serviceClosed(String service) {
        return look(service + "现在不受理，请选择其他事项或到服务台", "Not offered now: choose another, or ask at the desk");
    }

    static Sentence noSuchChoice() {
        return look("这个按键没有对应的事项，请选择其他事项", "This key has no service: choose another");
    }

    // The board

    static String boardCall(String shown, String counter) {
        return shown + " → " + counter + "号窗口";
    }

    static Sentence boardNewest(String shown, String counter) {
        return look(boardCall(shown, counter), shown + " to counter " + counter);
    }

    static Sentence boardIdle(String hall) {
        return calm(hall, "Welcome");
    }

    static String boardOffline() {
        return "叫号暂不更新，请听窗口呼叫";
    }

    private static String clock(LocalTime time) {
        return "%02d:%02d".formatted(time.getHour(), time.getMinute());
    }

    static Sentence calm(String zh, String en) {
        return new Sentence(Tone.CALM, zh, en);
    }

    static Sentence ok(String zh, String en) {
        return new Sentence(Tone.OK, zh, en);
    }

    static Sentence look(String zh, String en) {
        return new Sentence(Tone.LOOK, zh, en);
    }

    static Sentence bad(String zh, String en) {
        return new Sentence(Tone.BAD, zh, en);
    }

    static Sentence pending(String zh, String en) {
        return new Sentence(Tone.PENDING, zh, en);
    }
}
