package io.yizhan.hub.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.hub.TestHall;
import io.yizhan.hub.book.RuleBrokenException;
import io.yizhan.hub.devices.DeviceRemoved;
import io.yizhan.hub.queue.CallMade;
import io.yizhan.hub.queue.CallReason;
import io.yizhan.hub.queue.Leases;
import io.yizhan.hub.queue.PapersSaid;
import io.yizhan.hub.queue.ServiceAdded;
import io.yizhan.hub.queue.TicketCall;
import io.yizhan.hub.queue.TicketConfirmed;
import io.yizhan.hub.queue.TicketUnconfirmed;
import io.yizhan.hub.staff.ConsentGiven;
import io.yizhan.hub.staff.EnrolmentWanted;
import io.yizhan.protocol.Topics;
import io.yizhan.protocol.fact.Priority;
import io.yizhan.protocol.fact.Recalled;
import io.yizhan.protocol.fact.SignedIn;
import io.yizhan.protocol.id.AgencyId;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CounterId;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.EnrolmentId;
import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.id.SeriesId;
import io.yizhan.protocol.id.ServiceId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.link.Message;
import io.yizhan.protocol.state.Calls;
import io.yizhan.protocol.state.DeviceConfig;
import io.yizhan.protocol.state.QueueState;
import io.yizhan.protocol.state.Services;
import io.yizhan.protocol.state.StationConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatePublisherTest {

    private static final Topics TOPICS = new Topics(new HallId("demo"));
    private static final String QUEUE = TOPICS.all(Topics.All.QUEUE);
    private static final String CALLS = TOPICS.all(Topics.All.CALLS);
    private static final String SERVICES = TOPICS.all(Topics.All.SERVICES);
    private static final CounterId ONE = new CounterId("1");
    private static final StaffId S1 = new StaffId("s1");
    private static final CallId CALL = new CallId("00000000-0000-7000-8000-000000000001");

    @TempDir
    Path folder;

    private TestHall hall;
    private StatePublisher publisher;
    private final PaperOutbox outbox = new PaperOutbox();

    @BeforeEach
    void open() throws RuleBrokenException {
        hall = new TestHall(folder);
        hall.furnish();
        HallFace face = new HallFace("示范大厅", TestHall.ZONE, List.of("zh-CN", "en"));
        publisher = new StatePublisher(hall.book, TOPICS, face, hall.time, outbox);
        publisher.connected();
        await().until(() -> outbox.size() == 3 + 4);
    }

    @AfterEach
    void close() {
        publisher.close();
        hall.close();
    }

    @Test
    void everything_is_said_at_each_connect_and_kept_by_the_broker() {
        assertThat(outbox.to(QUEUE)).hasSize(1).allMatch(Message::retained);
        Services services = outbox.newest(SERVICES, Services.class).orElseThrow();
        assertThat(services.services().getFirst().name()).containsEntry("zh-CN", "户口登记");
        assertThat(services.services().getFirst().counters()).containsExactly(ONE, new CounterId("2"));

        publisher.connected();

        await().until(() -> outbox.to(QUEUE).size() == 2
                && outbox.to(CALLS).size() == 2
                && outbox.to(SERVICES).size() == 2
                && outbox.to(config("kiosk")).size() == 2);
    }

    @Test
    void what_to_bring_for_a_service_is_said_to_the_kiosks_once_the_hall_has_said_it() throws Exception {
        assertThat(outbox.newest(SERVICES, Services.class)
                        .orElseThrow()
                        .services()
                        .getFirst()
                        .bring())
                .isNull();

        hall.decide(new PapersSaid(new ServiceId("hukou"), "身份证、户口簿", "ID card, household register"));

        await().untilAsserted(() -> assertThat(outbox.newest(SERVICES, Services.class)
                        .orElseThrow()
                        .services()
                        .getFirst()
                        .bring())
                .containsEntry("zh-CN", "身份证、户口簿")
                .containsEntry("en", "ID card, household register"));
    }

    @Test
    void a_service_that_is_added_is_said_to_the_kiosks_and_the_one_that_gives_out_all_letters_is_to_give_its() {
        ServiceAdded added = new ServiceAdded(
                new ServiceId("passport"), new SeriesId("B"), "护照", null, new AgencyId("police"), List.of(ONE), "ann");

        assertThat(new ServiceDesk(hall.book).add(added)).isEmpty();

        await().until(() -> outbox.newest(SERVICES, Services.class).orElseThrow().services().stream()
                .anyMatch(service -> service.id().equals(added.service()) && service.open()));
        await().until(() ->
                config("kiosk", DeviceConfig.class).orElseThrow().stations().getFirst()
                                instanceof StationConfig.Kiosk(var _, List<SeriesId> series)
                        && series.contains(added.series()));
        assertThat(new ServiceDesk(hall.book).add(added))
                .hasValueSatisfying(broken -> assertThat(broken.rule()).hasValue("service-taken"));
    }

    @Test
    void a_ticket_that_is_printed_waits_on_every_screen_and_names_the_counter_to_which_it_falls() {
        hall.journal("counter-1").says(new SignedIn(ONE, S1));

        TicketId ticket = hall.journal("kiosk").prints(1, "hukou", Priority.NONE);

        await().until(() ->
                queue().map(queue -> queue.series().getFirst().waiting()).equals(Optional.of(1)));
        QueueState.Series series = queue().orElseThrow().series().getFirst();
        assertThat(series.tickets()).containsExactly(new QueueState.Waiting(ticket, ONE));
        assertThat(series.waitS()).isEmpty();
    }

    @Test
    void a_call_is_shown_and_its_recall_again() throws Exception {
        TestHall.Journal counter = hall.journal("counter-1");
        TicketId ticket = hall.journal("kiosk").prints(1, "hukou", Priority.NONE);
        hall.decide(new CallMade(CALL, ticket, ONE, S1, CallReason.ARRIVAL));
        await().until(() -> stage().equals(Optional.of(Calls.Stage.CALLING)));
        Calls.Call called = newestCall().orElseThrow();
        assertThat(called.shown()).isEqualTo("A001");
        hall.clock.pass(TicketCall.CALLING);
        await().until(() -> stage().equals(Optional.of(Calls.Stage.SERVING)));

        counter.says(new Recalled(CALL));

        await().until(() -> stage().equals(Optional.of(Calls.Stage.CALLING)));
        assertThat(newestCall().orElseThrow().at()).isAfter(called.at());
    }

    @Test
    void what_has_not_changed_is_not_said_again() throws Exception {
        TicketId ticket = hall.journal("kiosk").prints(1, "hukou", Priority.NONE);
        await().until(() ->
                queue().map(queue -> queue.series().getFirst().waiting()).equals(Optional.of(1)));
        hall.clock.pass(Duration.ofMinutes(1));

        hall.decide(new TicketUnconfirmed(ticket));
        await().until(() ->
                queue().map(queue -> queue.series().getFirst().waiting()).equals(Optional.of(0)));
        hall.decide(new TicketConfirmed(ticket, "ann"));
        await().until(() ->
                queue().map(queue -> queue.series().getFirst().waiting()).equals(Optional.of(1)));

        assertThat(outbox.to(CALLS)).hasSize(1);
        assertThat(outbox.to(SERVICES)).hasSize(1);
        assertThat(outbox.to(config("kiosk"))).hasSize(1);
    }

    @Test
    void a_reader_is_told_whose_finger_should_stand_where_and_nobody_else_is() throws Exception {
        hall.decide(new ConsentGiven(S1, "file 1"));
        EnrolmentId enrolment = new EnrolmentId("00000000-0000-7000-8000-0000000000e1");
        long before = config("reader", DeviceConfig.class).orElseThrow().revision();

        hall.decide(new EnrolmentWanted(enrolment, S1, new DeviceId("reader"), 0, null));

        await().until(() ->
                !config("reader", DeviceConfig.class).orElseThrow().enrolments().isEmpty());
        DeviceConfig config = config("reader", DeviceConfig.class).orElseThrow();
        assertThat(config.enrolments()).containsExactly(new DeviceConfig.Enrolment(0, enrolment, S1, "示范s1"));
        assertThat(config.revision()).isGreaterThan(before);
        assertThat(config.hall().zone()).isEqualTo("Asia/Shanghai");
        assertThat(outbox.to(config("kiosk"))).hasSize(1);
    }

    @Test
    void a_device_that_has_left_is_told_that_it_is_nothing_any_more_also_after_a_start_of_the_broker()
            throws Exception {
        hall.decide(new ConsentGiven(S1, "file 1"));
        EnrolmentId enrolment = new EnrolmentId("00000000-0000-7000-8000-0000000000e1");
        hall.decide(new EnrolmentWanted(enrolment, S1, new DeviceId("reader"), 0, null));
        await().until(() ->
                !config("reader", DeviceConfig.class).orElseThrow().enrolments().isEmpty());

        hall.decide(new DeviceRemoved(new DeviceId("reader"), "sold"));

        await().until(() ->
                config("reader", DeviceConfig.class).orElseThrow().enrolments().isEmpty());
        assertThat(config("reader", DeviceConfig.class).orElseThrow().stations())
                .isEmpty();
        int said = outbox.to(config("reader")).size();
        publisher.connected();
        await().until(() -> outbox.to(config("reader")).size() == said + 1);
    }

    @Test
    void a_kiosk_is_told_its_numbers_and_forgets_those_of_yesterday() {
        TestHall.Journal kiosk = hall.journal("kiosk");
        hall.database.writeAndWait(tx -> Leases.grant(tx, hall.book, kiosk.device, kiosk.id, TestHall.TODAY));
        await().until(() -> leases() == Leases.DAYS);

        hall.clock.pass(Duration.ofDays(1));

        await().until(() -> leases() == Leases.DAYS - 1);
    }

    private Optional<QueueState> queue() {
        return outbox.newest(QUEUE, QueueState.class);
    }

    private Optional<Calls.Call> newestCall() {
        return outbox.newest(CALLS, Calls.class)
                .flatMap(calls -> calls.calls().stream().findFirst());
    }

    private Optional<Calls.Stage> stage() {
        return newestCall().map(Calls.Call::state);
    }

    private int leases() {
        return config("kiosk", DeviceConfig.class).orElseThrow().leases().size();
    }

    private <T> Optional<T> config(String device, Class<T> type) {
        return outbox.newest(config(device), type);
    }

    private static String config(String device) {
        return TOPICS.down(new DeviceId(device), Topics.Down.CONFIG);
    }
}
