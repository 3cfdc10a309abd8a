package io.yizhan.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.hardware.simulated.program.SimulateMain;
import io.yizhan.protocol.command.PinVerifier;
import io.yizhan.protocol.command.PutPin;
import io.yizhan.protocol.fact.Called;
import io.yizhan.protocol.fact.FaultCleared;
import io.yizhan.protocol.fact.FaultRaised;
import io.yizhan.protocol.fact.RatingGiven;
import io.yizhan.protocol.fact.SignedIn;
import io.yizhan.protocol.id.CallId;
import io.yizhan.protocol.id.CommandId;
import io.yizhan.protocol.id.StaffId;
import io.yizhan.protocol.id.TicketId;
import io.yizhan.protocol.request.Answer;
import java.io.BufferedReader;
import java.io.Writer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A counter whose keys and lamps are another program's: scripts/simulate keys. */
class KeysOverTcpTest {

    private static final StaffId LI_MING = new StaffId("s0124");
    private static final CallId CALL = new CallId("00000000-0000-4000-8000-0000000000c1");

    @TempDir
    Path folder;

    private final List<String> printed = new CopyOnWriteArrayList<>();
    private Process program;
    private Writer hand;
    private int port;
    private Hall hall;

    @BeforeEach
    void open() throws Exception {
        startKeys("0");
        String counter = "[[counter]]\nid = \"3\"\nkeys = \"tcp:127.0.0.1:" + port + "\"\ndisplay = \"none\"";
        hall = new Hall(folder, counter, "");
        hall.offer();
        hall.configureUnheard(1, List.of());
        await().until(() -> hall.hub.journal != null); // it is connected: an order would find nobody before
        CommandId command = new CommandId(UUID.randomUUID().toString());
        hall.hub.order(new PutPin(command, ScriptedHub.now(), LI_MING, PinVerifier.of("2468", new SecureRandom())));
        hall.reply(command, 0);
        hall.hub.answers =
                _ -> Answer.called(CALL, new TicketId(ScriptedHub.now().toLocalDate(), Hall.A, 23), Hall.HUKOU, 4);
    }

    @AfterEach
    void close() throws Exception {
        hall.close();
        program.destroy();
        program.waitFor();
    }

    private void startKeys(String at) throws Exception {
        program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SimulateMain.class.getName(),
                        "keys",
                        "--tcp",
                        at,
                        "--control",
                        "0")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader says = program.inputReader();
        hand = program.outputWriter();
        port = Integer.parseInt(says.readLine().split("[ :]", -1)[2]);
        Thread.ofVirtual().start(() -> says.lines().forEach(printed::add));
    }

    @Test
    void a_clerk_signs_in_and_calls_and_a_citizen_rates_by_keys_and_lamps_of_another_program() throws Exception {
        await().until(() -> printed.containsAll(List.of("line: in pause taken", "line: in rate-5 taken")));
        type("clear", "0", "1", "2", "4", "enter", "2", "4", "6", "8", "enter");
        await().until(() -> !hall.hub.facts(SignedIn.class).isEmpty());
        type("next");
        await().until(() -> !hall.hub.facts(Called.class).isEmpty());
        type("start-rating");

        await().until(() -> printed.containsAll(List.of("lamp: rate-1 on", "lamp: rate-4 on", "lamp: rate-5 on")));
        type("rate-1 rate-2");
        assertThat(hall.hub.facts(RatingGiven.class)).as("two at once").isEmpty();
        type("rate-4");

        await().until(() -> !hall.hub.facts(RatingGiven.class).isEmpty());
        assertThat(hall.hub.facts(RatingGiven.class).getFirst().level()).isEqualTo(4);
        await().until(() -> printed.contains("lamp: rate-4 off"));
        assertThat(printed).containsOnlyOnce("lamp: rate-4 on");
    }

    @Test
    void a_program_that_went_away_is_a_fault_until_it_is_back() throws Exception {
        program.destroy();
        program.waitFor();

        await().until(() -> hall.hub.facts(FaultRaised.class).stream()
                .anyMatch(fault -> fault.part().contains("keys")));
        startKeys("" + port);

        await().until(() -> hall.hub.facts(FaultCleared.class).stream()
                .anyMatch(fault -> fault.part().contains("keys")));
    }

    private void type(String... keys) throws Exception {
        for (String key : keys) {
            hand.write(key + "\n");
            hand.flush();
        }
    }
}
