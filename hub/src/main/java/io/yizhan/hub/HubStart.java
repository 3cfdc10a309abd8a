package io.yizhan.hub;

import io.yizhan.hub.api.Problem;
import io.yizhan.hub.cli.CommandFailedException;
import io.yizhan.hub.http.PortTakenException;
import io.yizhan.hub.page.WaitingPage;
import io.yizhan.hub.store.DiskProbe;
import io.yizhan.hub.store.StoreException;
import io.yizhan.hub.store.StoreTrouble;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a hub. Where its disk is full or cannot be written it waits, since whoever finds a hall in trouble starts the
 * hub again first: meanwhile its page says what to do, and it starts by itself when that is done.
 */
final class HubStart {

    private static final Logger LOG = LoggerFactory.getLogger(HubStart.class);

    private final HubConfig config;
    private final Path folder;
    private final Duration pause;

    HubStart(HubConfig config, Path folder, Duration pause) {
        this.config = config;
        this.folder = folder;
        this.pause = pause;
    }

    /** Returns when it runs; throws where waiting would not help. */
    HubWiring start() throws CommandFailedException, InterruptedException {
        @Nullable WaitingPage page = null;
        @Nullable StoreTrouble shown = null;
        try {
            while (true) {
                if (shown == null || DiskProbe.beside(config.database()) != shown) {
                    close(page); // the hub needs its port
                    page = null;
                    try {
                        return HubWiring.start(config, folder);
                    } catch (CommandFailedException e) {
                        shown = passing(e).orElseThrow(() -> e);
                        LOG.error("{} -- the hub waits, and starts by itself once that is mended", e.getMessage());
                    }
                    page = open(shown);
                }
                Thread.sleep(pause);
            }
        } finally {
            close(page);
        }
    }

    private WaitingPage open(StoreTrouble kind) throws CommandFailedException {
        HubConfig.Hall hall = config.hall();
        WaitingPage page = new WaitingPage(
                hall.name(), hall.zone(), hall.languages().getFirst(), kind, Problem.FACE, Clock.systemUTC());
        try {
            page.start(config.http().bind(), config.http().port());
            return page;
        } catch (PortTakenException e) {
            page.close();
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    /** What is over as soon as somebody has made room, or given the disk back. */
    private static Optional<StoreTrouble> passing(CommandFailedException e) {
        Optional<StoreTrouble> trouble =
                e.getCause() instanceof StoreException failed ? failed.trouble() : Optional.empty();
        return trouble.filter(kind -> kind == StoreTrouble.FULL || kind == StoreTrouble.READ_ONLY);
    }

    private static void close(@Nullable WaitingPage page) {
        if (page != null) {
            page.close();
        }
    }
}
