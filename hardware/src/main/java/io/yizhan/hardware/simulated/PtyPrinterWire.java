package io.yizhan.hardware.simulated;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A path that a driver opens: a serial line, or a device file such as {@code /dev/usb/lp0}, which lets one driver in at
 * a time and is gone while the printer is switched off.
 */
final class PtyPrinterWire implements PrinterWire {

    private static final long LOOK_MS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(PtyPrinterWire.class);

    private final Path link;
    private final boolean isDeviceFile;
    private volatile @Nullable SharedPty pty;

    PtyPrinterWire(Path link, boolean isDeviceFile) {
        this.link = link;
        this.isDeviceFile = isDeviceFile;
    }

    @Override
    public String place() {
        return link.toString();
    }

    @Override
    public void plug(Session printer) throws IOException {
        SharedPty opened = SharedPty.open(link);
        pty = opened;
        Thread.ofPlatform().daemon().name("simulated-printer " + link).start(() -> serveAll(opened, printer));
    }

    @Override
    public void unplug() {
        SharedPty open = pty;
        pty = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void losePower() {
        if (isDeviceFile) {
            unplug();
        }
    }

    @Override
    public void regainPower(Session printer) throws IOException {
        if (isDeviceFile && pty == null) {
            plug(printer);
        }
    }

    private void serveAll(SharedPty at, Session printer) {
        try {
            while (!at.isClosed()) {
                if (!at.isOpened()) {
                    Thread.sleep(LOOK_MS);
                    continue;
                }
                at.refuseOpens(isDeviceFile);
                try {
                    printer.serve(at.input(), at.output());
                } finally {
                    at.refuseOpens(false);
                }
            }
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("the simulated printer at {} was unplugged", link);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
