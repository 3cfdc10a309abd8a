package io.yizhan.hub.page;

import io.yizhan.hub.desk.Commands;
import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.devices.Presence;
import io.yizhan.hub.store.Database;
import io.yizhan.protocol.command.Counter;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.StaffId;
import java.util.Optional;

/** Presses a counter's keys by orders to the device that has it. For any thread. */
public final class OrderedKeys implements CounterKeys {

    private final Database database;
    private final Presence presence;
    private final Commands commands;

    public OrderedKeys(Database database, Presence presence, Commands commands) {
        this.database = database;
        this.presence = presence;
        this.commands = commands;
    }

    @Override
    public Pressed press(CounterId counter, Counter.Action action, StaffId staff) {
        Optional<DeviceId> device = database.read(rows -> Devices.ofCounter(rows, counter));
        if (device.isEmpty()) {
            return Pressed.UNKNOWN;
        }
        if (!presence.online(device.get())) {
            return Pressed.AWAY; // an order would expire, and a key must not be pressed later on its own
        }
        commands.order(device.get(), (order, at) -> new Counter(order, at, counter, action, staff));
        return Pressed.SENT;
    }
}
