package io.yizhan.hub.api;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.yizhan.hub.access.Right;
import io.yizhan.hub.desk.TestPage;
import io.yizhan.hub.desk.TestPrints;
import io.yizhan.hub.http.Refusal;
import io.yizhan.hub.http.RefusedException;
import io.yizhan.hub.http.Route;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.id.DeviceId;
import java.util.List;

/** Test pages, for programs. */
final class TestPages {

    private final TestPrints prints;
    private final Answers answers;

    TestPages(TestPrints prints, Answers answers) {
        this.prints = prints;
        this.answers = answers;
    }

    List<ApiRoute> routes() {
        return List.of(
                new ApiRoute(
                        Route.Method.POST,
                        "/api/v1/devices/{id}/test-print",
                        Right.KEEP_DEVICES,
                        "Has the kiosk of this device print a test page; refused while it is away.",
                        List.of(),
                        null,
                        ApiRoute.Shape.MADE,
                        TestPageOut.class,
                        this::order),
                new ApiRoute(
                        Route.Method.GET,
                        "/api/v1/devices/{id}/test-print",
                        Right.SEE_DEVICES,
                        "What came of the newest test page of this device.",
                        List.of(),
                        null,
                        ApiRoute.Shape.ONE,
                        TestPageOut.class,
                        this::newest));
    }

    private void order(Context ctx) {
        switch (prints.order(device(ctx))) {
            case TestPrints.Start.Begun(TestPage page) -> {
                ctx.status(HttpStatus.CREATED);
                json(ctx, page);
            }
            case TestPrints.Start.Refused(TestPrints.Why why, String say) ->
                throw new RefusedException(why == TestPrints.Why.NO_KIOSK ? Refusal.NOT_FOUND : Refusal.CONFLICT, say);
        }
    }

    private void newest(Context ctx) {
        DeviceId device = device(ctx);
        json(
                ctx,
                prints.newest(device)
                        .orElseThrow(() -> new RefusedException(
                                Refusal.NOT_FOUND,
                                "no test page was ordered of device " + device + " since the hub started")));
    }

    private void json(Context ctx, TestPage page) {
        ctx.contentType("application/json").result(Json.write(TestPageOut.of(page, answers)));
    }

    private static DeviceId device(Context ctx) {
        try {
            return new DeviceId(ctx.pathParam("id"));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }
}
