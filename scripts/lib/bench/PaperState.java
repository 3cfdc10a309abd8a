package bench;

import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.JournalId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.StationId;
import io.yizhan.protocol.request.Answer;
import io.yizhan.protocol.request.Request;
import io.yizhan.protocol.state.Calls;
import io.yizhan.protocol.state.DeviceConfig;
import io.yizhan.protocol.state.HubStatus;
import io.yizhan.protocol.state.QueueState;
import io.yizhan.protocol.state.Services;
import io.yizhan.protocol.state.StationConfig;
import io.yizhan.terminal.uplink.HallState;
import io.yizhan.terminal.uplink.Requests;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** What a hub told a terminal before it went away: one service, numbers for today, one finger. It answers nothing. */
final class PaperState implements HallState, Requests {

    static final ServiceId SERVICE = new ServiceId("hukou");
    static final StaffId STAFF = new StaffId("s0001");
    static final int POSITION = 3;

    private static final SeriesId SERIES = new SeriesId("A");
    private static final int NUMBERS = 9_999;

    private final DeviceConfig config;

    PaperState(JournalId journal, OffsetDateTime now, EnrolmentId finger) {
        config = new DeviceConfig(
                1,
                now,
                new DeviceConfig.Hall("压测", now.getOffset().getId(), List.of("zh-CN")),
                List.of(
                        new StationConfig.Reader(new StationId("reader-1")),
                        new StationConfig.Kiosk(new StationId("kiosk-1"), List.of(SERIES)),
                        new StationConfig.Counter(new StationId("3"), StationConfig.Counter.RATING_WAIT_S),
                        new StationConfig.Board(new StationId("hall"))),
                List.of(new DeviceConfig.Lease(now.toLocalDate(), SERIES, 1, NUMBERS, journal)),
                List.of(new DeviceConfig.Enrolment(POSITION, finger, STAFF, "张三")));
    }

    @Override
    public Optional<DeviceConfig> config() {
        return Optional.of(config);
    }

    @Override
    public boolean configHeard() {
        return true;
    }

    @Override
    public Optional<Services> services() {
        return Optional.of(new Services(
                1,
                List.of(new Services.Service(
                        SERVICE, SERIES, Map.of("zh-CN", "户籍办理"), null, new AgencyId("police"), true, List.of()))));
    }

    @Override
    public Optional<QueueState> queue() {
        return Optional.empty();
    }

    @Override
    public Optional<Calls> calls() {
        return Optional.empty();
    }

    @Override
    public Optional<HubStatus> hub() {
        return Optional.empty();
    }

    @Override
    public boolean hubOnline() {
        return false;
    }

    @Override
    public void onChange(Runnable listener) {
        // nothing changes here
    }

    @Override
    public CompletableFuture<Result> ask(Request request, long after) {
        return CompletableFuture.completedFuture(new Unanswered(Reason.HUB_AWAY));
    }

    @Override
    public void onLateAnswer(BiConsumer<Request, Answer> shown) {
        // no answer comes
    }
}
