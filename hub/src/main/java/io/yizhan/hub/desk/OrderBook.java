package io.yizhan.hub.desk;

import io.yizhan.protocol.command.Reply;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.DeviceId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;

/** The newest orders and how far they are. A template that comes with a reply is not kept here. For any thread. */
final class OrderBook {

    private final int ordersMax;
    private final LinkedHashMap<CommandId, OrderProgress> orders = new LinkedHashMap<>();

    OrderBook(int ordersMax) {
        this.ordersMax = ordersMax;
    }

    synchronized void begun(OrderProgress order) {
        orders.put(order.order().command(), order);
        if (orders.size() > ordersMax) {
            orders.pollFirstEntry();
        }
    }

    synchronized Optional<OrderProgress> find(CommandId order) {
        return Optional.ofNullable(orders.get(order));
    }

    /** Takes in a step; none for an order that is not this device's, or has ended before. */
    synchronized Optional<OrderProgress> replied(DeviceId from, Reply reply, Instant now) {
        OrderProgress before = orders.get(reply.command());
        if (before == null || !before.device().equals(from) || before.ended()) {
            return Optional.empty();
        }
        OrderProgress after = new OrderProgress(from, before.order(), reply.step(), reply.code(), now);
        orders.put(reply.command(), after);
        return Optional.of(after);
    }
}
