package io.yizhan.terminal.uplink;

import static io.yizhan.terminal.uplink.Wired.DEVICE;
import static io.yizhan.terminal.uplink.Wired.TOPICS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.yizhan.protocol.Topics;
import io.yizhan.protocol.link.Received;
import io.yizhan.protocol.state.DeviceConfig;
import io.yizhan.protocol.state.Services;
import io.yizhan.terminal.clock.HallClock;
import io.yizhan.terminal.clock.HandClock;
import io.yizhan.terminal.journal.Journal;
import io.yizhan.terminal.journal.JournalException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a state and a config may be: at the limit they are kept, also over a restart, and one past it they are not. */
class StateLimitsTest {

    private static final int BYTES_MAX = 512 * 1024;
    private static final String CONFIG = "{\"revision\":%d,\"at\":\"2026-11-23T08:00:00.000+08:00\",\"hall\":"
            + "{\"name\":\"大厅\",\"zone\":\"Asia/Shanghai\",\"languages\":[\"zh-CN\"]},\"stations\":[]}";
    private static final String SERVICES = "{\"revision\":%d,\"services\":[]}";

    @TempDir
    Path folder;

    private final HallClock clock = new HandClock().hall();
    private Journal journal;
    private StateKeeper states;

    @BeforeEach
    void open() throws Exception {
        journal = Journal.open(folder.resolve("journal.db"), "100000003d1d1c36", clock);
        states = keeper();
    }

    @AfterEach
    void close() throws Exception {
        journal.close();
    }

    private StateKeeper keeper() throws JournalException {
        return new StateKeeper(journal, clock, Wired.settings("127.0.0.1", 1));
    }

    @Test
    void a_config_of_512_kib_is_taken_and_one_byte_more_leaves_the_last_one() throws Exception {
        String topic = TOPICS.down(DEVICE, Topics.Down.CONFIG);
        states.received(message(topic, CONFIG.formatted(1), BYTES_MAX));
        states.received(message(topic, CONFIG.formatted(2), BYTES_MAX + 1));

        assertThat(states.config().map(DeviceConfig::revision)).contains(1L);
        assertThat(keeper().config().map(DeviceConfig::revision)).contains(1L);
    }

    @Test
    void a_state_of_512_kib_is_taken_and_one_byte_more_leaves_the_last_one() throws Exception {
        String topic = TOPICS.all(Topics.All.SERVICES);
        states.received(message(topic, SERVICES.formatted(1), BYTES_MAX));
        states.received(message(topic, SERVICES.formatted(2), BYTES_MAX + 1));

        assertThat(states.services().map(Services::revision)).contains(1L);
        assertThat(keeper().services().map(Services::revision)).contains(1L);
    }

    /** Made as long as that by spaces at its end. */
    private static Received message(String topic, String json, int bytes) {
        String padding = " ".repeat(bytes - json.getBytes(UTF_8).length);
        return new Received(topic, (json + padding).getBytes(UTF_8), true, null, null, 0);
    }
}
