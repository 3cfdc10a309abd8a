package io.yizhan.terminal.uplink;

import io.yizhan.protocol.Topics;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.HallId;
import io.yizhan.protocol.link.LinkSettings;
import io.yizhan.protocol.link.TlsFiles;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who this terminal is and where its broker is.
 *
 * @param tls null for plain TCP, which is only for a broker on the same machine
 * @param version of this program, as the status shows it
 * @param serial the machine's
 */
public record UplinkSettings(
        HallId hall,
        DeviceId device,
        String host,
        int port,
        @Nullable TlsFiles tls,
        String version,
        String serial) {

    Topics topics() {
        return new Topics(hall);
    }

    LinkSettings link() {
        Topics topics = topics();
        return LinkSettings.of(
                host,
                port,
                device.text(),
                tls,
                List.of(
                        topics.down(device, Topics.Down.ACK),
                        topics.down(device, Topics.Down.CONFIG),
                        topics.down(device, Topics.Down.RESPONSE),
                        topics.down(device, Topics.Down.COMMAND),
                        topics.down(device, Topics.Down.VAULT),
                        topics.up(device, Topics.Up.STATUS),
                        topics.all(Topics.All.HUB),
                        topics.all(Topics.All.SERVICES),
                        topics.all(Topics.All.QUEUE),
                        topics.all(Topics.All.CALLS)));
    }
}
