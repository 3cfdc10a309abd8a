package io.yizhan.hub.api;

import io.javalin.http.Context;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.desk.DeviceRemoval;
import io.yizhan.hub.devices.Devices;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.http.Route;
import io.yizhan.hub.store.Database;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.DeviceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Devices that leave the hall, for programs. */
final class Removals {

    private final Database database;
    private final DeviceRemoval removal;

    Removals(Database database, DeviceRemoval removal) {
        this.database = database;
        this.removal = removal;
    }

    /**
     * A device that is no part of the hall any more.
     *
     * @param reason as the hub has recorded it just now; null where nothing is recorded anew
     * @param already it was out before
     */
    record RemovedOut(DeviceId device, @Nullable String reason, boolean already) {}

    List<ApiRoute> routes() {
        return List.of(new ApiRoute(
                Route.Method.POST,
                "/api/v1/devices/{id}/remove",
                Right.KEEP_DEVICES,
                "Takes a device out of the hall: what it recorded stays, what is under way for it ends, and nothing"
                        + " that it says later counts. While it is known to hold entries that the hub has not, it is"
                        + " refused unless anyway is true. One that is out already stays so: already is true then, and"
                        + " nothing is recorded. The broker's access list is not changed by this: give scripts/hub"
                        + " device remove as well.",
                List.of(),
                Wishes.RemovalWish.class,
                ApiRoute.Shape.ONE,
                RemovedOut.class,
                this::remove));
    }

    private void remove(Context ctx) {
        DeviceId device;
        try {
            device = new DeviceId(ctx.pathParam("id"));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
        Wishes.RemovalWish wish = new Asked(ctx).body(Wishes.RemovalWish.class);
        if (!database.<Boolean>read(
                rows -> Devices.knows(rows, device) || Devices.removed(rows).contains(device))) {
            throw new RefusedException(
                    Refusal.NOT_FOUND, "device " + device + " is not in the hall: look at the list of devices");
        }
        RemovedOut out = switch (removal.remove(device, wish.reason(), Boolean.TRUE.equals(wish.anyway()))) {
            case DeviceRemoval.Out(boolean already) -> new RemovedOut(device, already ? null : wish.reason(), already);
            case DeviceRemoval.Stays(String why) -> throw new RefusedException(Refusal.CONFLICT, why);
        };
        ctx.contentType("application/json").result(Json.write(out));
    }
}
