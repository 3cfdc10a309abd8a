package io.yizhan.hub;

import io.yizhan.hub.api.EnrolmentDesk;
import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.desk.Commands;
import io.yizhan.hub.desk.OrderProgress;
import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.devices.Presence;
import io.yizhan.hub.page.CounterKeys;
import io.yizhan.hub.staff.Enrolment;
import io.yizhan.hub.staff.Enrolments;
import io.yizhan.protocol.command.Counter;
import io.yizhan.protocol.command.Enrol;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What the pages and programs order: a person led through an enrolment, a counter's key pressed. */
final class PageOrders implements EnrolmentDesk, CounterKeys {

    private final Book book;
    private final Presence presence;
    private final Commands commands;
    private final Map<EnrolmentId, CommandId> enrolling = new ConcurrentHashMap<>();

    PageOrders(Book book, Presence presence, Commands commands) {
        this.book = book;
        this.presence = presence;
        this.commands = commands;
    }

    @Override
    public Start start(StaffId staff, DeviceId device) {
        if (!presence.online(device)) {
            return new Start.Away();
        }
        EnrolmentId id = new EnrolmentId(UUID.randomUUID().toString());
        Start start = book.database().writeAndWait(tx -> {
            try {
                Enrolment wanted = Enrolments.want(tx, book, id, staff, device);
                tx.afterCommit(() -> order(wanted));
                return new Start.Begun(id);
            } catch (RuleBrokenException e) {
                return new Start.Refused(String.valueOf(e.getMessage()));
            }
        });
        return start;
    }

    private void order(Enrolment wanted) {
        enrolling.put(
                wanted.enrolment(),
                commands.order(
                        wanted.device(),
                        (id, at) -> new Enrol(id, at, wanted.enrolment(), wanted.staff(), wanted.position())));
    }

    @Override
    public Optional<Reply.Step> step(EnrolmentId enrolment) {
        return Optional.ofNullable(enrolling.get(enrolment))
                .flatMap(commands::progress)
                .map(OrderProgress::step);
    }

    @Override
    public Pressed press(CounterId counter, Counter.Action action, StaffId staff) {
        Optional<DeviceId> device = book.database().read(rows -> Devices.ofCounter(rows, counter));
        if (device.isEmpty()) {
            return Pressed.UNKNOWN;
        }
        if (!presence.online(device.get())) {
            return Pressed.AWAY;
        }
        commands.order(device.get(), (id, at) -> new Counter(id, at, counter, action, staff));
        return Pressed.SENT;
    }
}
