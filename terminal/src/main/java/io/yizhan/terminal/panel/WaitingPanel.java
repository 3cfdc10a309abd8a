package io.yizhan.terminal.panel;

import io.yizhan.protocol.id.DeviceId;
import io.yizhan.terminal.journal.JournalException;
import io.yizhan.terminal.loopback.LoopbackServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What stands at the front panel's address while the terminal cannot start because its disk takes nothing: why, what it
 * means, what to do. It loads itself anew until the terminal is there.
 */
public final class WaitingPanel implements AutoCloseable {

    private static final int UNAVAILABLE = 503;
    private static final String AGAIN_S = "3";

    private final LoopbackServer server;

    private WaitingPanel(LoopbackServer server) {
        this.server = server;
    }

    /** @throws IOException when the port is taken */
    public static WaitingPanel open(int port, DeviceId device, JournalException.Kind why) throws IOException {
        String page = new String(LoopbackServer.resource(FrontPanel.class, "waiting.html"), StandardCharsets.UTF_8)
                .replace("{device}", device.text())
                .replace("{why}", zh(why))
                .replace("{why-en}", en(why));
        LoopbackServer server = new LoopbackServer("panel", "panel.port", port, config -> {
            FrontPanel.page(config, "/panel.css", "panel.css", "text/css");
            FrontPanel.page(config, "/mark.svg", "mark.svg", "image/svg+xml");
            config.routes.error(
                    404,
                    ctx -> ctx.status(UNAVAILABLE)
                            .contentType("text/html; charset=utf-8")
                            .header("Refresh", AGAIN_S)
                            .result(page));
        });
        server.start();
        return new WaitingPanel(server);
    }

    /** Where a browser finds it. */
    public String address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
    }

    private static String zh(JournalException.Kind why) {
        return switch (why) {
            case FULL -> "本机存储已满，什么也记不下。请清理存储卡";
            case READ_ONLY -> "本机存储无法写入，什么也记不下。请检查数据文件夹的权限；存储卡若变成只读，说明它快坏了：请换卡，旧卡留存";
            case BROKEN -> "本机存储发生故障，什么也记不下。请更换存储卡，旧卡留存";
        };
    }

    private static String en(JournalException.Kind why) {
        return switch (why) {
            case FULL -> "Its memory is full, nothing can be recorded: clear the card";
            case READ_ONLY ->
                "Its memory cannot be written, nothing can be recorded: look at the rights of its data folder; a card that"
                        + " became read-only is failing: change it, keep the old one";
            case BROKEN -> "Its memory has failed, nothing can be recorded: change the card, keep the old one";
        };
    }
}
