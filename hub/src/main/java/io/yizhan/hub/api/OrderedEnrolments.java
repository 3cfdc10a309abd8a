package io.yizhan.hub.api;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.desk.Commands;
import io.yizhan.hub.desk.OrderProgress;
import io.yizhan.hub.devices.Presence;
import io.yizhan.hub.staff.Enrolment;
import io.yizhan.hub.staff.Enrolments;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.command.Enrol;
import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.StaffId;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Leads people through enrolments by orders to their readers. For any thread. */
public final class OrderedEnrolments implements EnrolmentDesk {

    /** Enrolments whose order is remembered; then the oldest goes, and only its record says how far it is. */
    private static final int ORDERS_MAX = 1_000;

    private final Book book;
    private final Presence presence;
    private final Commands commands;
    private final Supplier<UUID> ids;
    private final Map<EnrolmentId, CommandId> orders = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<EnrolmentId, CommandId> eldest) {
            return size() > ORDERS_MAX;
        }
    };

    public OrderedEnrolments(Book book, Presence presence, Commands commands, Supplier<UUID> ids) {
        this.book = book;
        this.presence = presence;
        this.commands = commands;
        this.ids = ids;
    }

    /** What the records made of the wish. */
    private sealed interface Wanted {

        record Yes(Enrolment enrolment) implements Wanted {}

        record No(String why) implements Wanted {}
    }

    @Override
    public Start start(StaffId staff, DeviceId device) {
        if (!presence.online(device)) {
            return new Start.Away();
        }
        return switch (book.database().writeAndWait(tx -> want(tx, staff, device))) {
            case Wanted.No(String why) -> new Start.Refused(why);
            case Wanted.Yes(Enrolment enrolment) -> {
                CommandId order = commands.order(
                        device, (id, at) -> new Enrol(id, at, enrolment.enrolment(), staff, enrolment.position()));
                synchronized (orders) {
                    orders.put(enrolment.enrolment(), order);
                }
                yield new Start.Begun(enrolment.enrolment());
            }
        };
    }

    @Override
    public Optional<Reply.Step> step(EnrolmentId enrolment) {
        CommandId order;
        synchronized (orders) {
            order = orders.get(enrolment);
        }
        return order == null ? Optional.empty() : commands.progress(order).map(OrderProgress::step);
    }

    /** A finger that is wanted there and was never laid down is tried again at its place, and takes no second one. */
    private Wanted want(Tx tx, StaffId staff, DeviceId device) throws SQLException {
        for (Enrolment known : Enrolments.of(tx, staff)) {
            if (known.device().equals(device) && known.stage() == Enrolment.Stage.WANTED) {
                return new Wanted.Yes(known);
            }
        }
        try {
            EnrolmentId fresh = new EnrolmentId(ids.get().toString());
            return new Wanted.Yes(Enrolments.want(tx, book, fresh, staff, device));
        } catch (RuleBrokenException e) {
            return new Wanted.No(String.valueOf(e.getMessage()));
        }
    }
}
