package io.yizhan.hub;

import io.yizhan.hub.cli.CommandFailedException;
import io.yizhan.hub.cli.DeviceRegister;
import io.yizhan.hub.cli.FirstAccess;
import io.yizhan.hub.cli.HallFolder;
import io.yizhan.hub.cli.StationOrder;
import io.yizhan.protocol.id.DeviceId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The hub's commands as somebody gives them: what they print, how they end, and of what they tell the hub. */
final class Commands implements FirstAccess, DeviceRegister {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private boolean refusing;

    /** What the hub was told, a line each. */
    final List<String> told = new ArrayList<>();

    /** From now on the hub's side of each command fails. */
    void refuse() {
        refusing = true;
    }

    int give(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Clock clock = Clock.fixed(Instant.parse("2026-11-23T01:00:00Z"), ZoneOffset.UTC);
        return HubMain.commands(clock, new SecureRandom(), this, this)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    String printed() {
        return out.toString();
    }

    String complained() {
        return err.toString();
    }

    @Override
    public void create(Path database, ZoneId zone, String admin, String password, String token)
            throws CommandFailedException {
        if (refusing) {
            throw new CommandFailedException("the database said no");
        }
        told.add(admin + " / " + password + " / " + token);
        try {
            Files.writeString(database, "a database");
        } catch (IOException e) {
            throw new CommandFailedException("the database cannot be written", e);
        }
    }

    @Override
    public void register(HallFolder hall, DeviceId device, List<StationOrder> stations, String fingerprint)
            throws CommandFailedException {
        if (refusing) {
            throw new CommandFailedException("the hub knows " + device + " already");
        }
        told.add(device + " " + stations + " " + fingerprint);
    }

    @Override
    public boolean remove(HallFolder hall, DeviceId device, String reason, boolean anyway)
            throws CommandFailedException {
        if (refusing) {
            throw new CommandFailedException("device " + device + " is not in the hall");
        }
        told.add(device + " goes" + (anyway ? " anyway: " : ": ") + reason);
        return true;
    }
}
