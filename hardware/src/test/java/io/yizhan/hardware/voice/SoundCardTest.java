package io.yizhan.hardware.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.simulated.SimulatedSpeaker;
import io.yizhan.hardware.simulated.Witness;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two voices at one card. */
class SoundCardTest {

    private static final Utterance FOUR_SIGNS = Utterance.of("打卡成功", Locale.SIMPLIFIED_CHINESE);
    private static final Duration SIGN = Duration.ofMillis(50);

    private final SoundCard card = new SoundCard();
    private final Voice reader = card.voice(new SimulatedSpeaker(Witness.none(), SIGN));

    @Test
    void the_second_begins_when_the_first_has_ended() throws Exception {
        Voice board = card.voice(new SimulatedSpeaker(Witness.none(), SIGN));
        CountDownLatch both = new CountDownLatch(2);
        long began = System.nanoTime();

        CompletableFuture<?> first = CompletableFuture.runAsync(() -> said(reader, both));
        CompletableFuture<?> second = CompletableFuture.runAsync(() -> said(board, both));
        CompletableFuture.allOf(first, second).get(10, TimeUnit.SECONDS);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(SIGN.multipliedBy(8));
    }

    @Test
    void who_is_stopped_while_it_waits_says_nothing_and_who_is_stopped_in_the_middle_gives_the_card_back()
            throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        Voice endless = card.voice(new SimulatedSpeaker(Witness.none(), Duration.ofHours(1)));
        Voice impatient = card.voice(new SimulatedSpeaker((part, what) -> heard.add(what)));
        Thread speaks = Thread.ofPlatform().start(() -> saidUntilStopped(endless));
        await().until(() -> speaks.getState() == Thread.State.TIMED_WAITING);
        Thread waits = Thread.ofPlatform().start(() -> saidUntilStopped(impatient));
        await().until(() -> waits.getState() == Thread.State.WAITING);

        waits.interrupt();
        waits.join();
        assertThat(heard).isEmpty();

        speaks.interrupt();
        speaks.join();
        impatient.say(FOUR_SIGNS);
        assertThat(heard).containsExactly(FOUR_SIGNS.text());
    }

    private static void saidUntilStopped(Voice voice) {
        try {
            voice.say(FOUR_SIGNS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (LinkException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void said(Voice voice, CountDownLatch ready) {
        try {
            ready.countDown();
            ready.await(5, TimeUnit.SECONDS);
            voice.say(FOUR_SIGNS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
