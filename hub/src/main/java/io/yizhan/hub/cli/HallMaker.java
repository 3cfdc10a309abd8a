package io.yizhan.hub.cli;

import io.yizhan.hub.access.RandomPassword;
import io.yizhan.hub.access.pki.HallAuthority;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.vault.RecoveryKey;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;

/** Makes a hall's folder: certificates, settings, and the database with the first admin. */
final class HallMaker {

    static final String ADMIN = "admin";

    private static final int TOKEN_BYTES = 32;

    private final Clock clock;
    private final SecureRandom random;
    private final FirstAccess firstAccess;

    HallMaker(Clock clock, SecureRandom random, FirstAccess firstAccess) {
        this.clock = clock;
        this.random = random;
        this.firstAccess = firstAccess;
    }

    /** What is told once and kept nowhere. */
    record Secrets(String password, RecoveryKey recoveryKey) {}

    /** The whole hall or, with the exception, nothing. */
    Secrets make(HallPlan plan, HallFolder place) throws CommandFailedException {
        try (NewFolder folder = NewFolder.at(place.path())) {
            HallFolder draft = new HallFolder(folder.draft());
            RecoveryKey recoveryKey = RecoveryKey.random(random);
            writeCertificates(plan, draft);
            NewFolder.writePrivate(draft.settings(), plan.hubSettings(recoveryKey.lock()));
            NewFolder.writePrivate(draft.brokerSettings(), plan.brokerSettings(place));
            NewFolder.writePrivate(draft.brokerAccess(), plan.brokerAccess());
            String token = token();
            NewFolder.writePrivate(draft.token(), token + "\n");
            String password = RandomPassword.of(random);
            firstAccess.create(draft.database(), plan.zone(), ADMIN, password, token);
            folder.moveInPlace();
            return new Secrets(password, recoveryKey);
        } catch (IOException e) {
            throw new CommandFailedException(
                    "The hall could not be written to " + place + " (" + e + "): is there room, and may this user write"
                            + " there? Nothing was left behind.",
                    e);
        }
    }

    private void writeCertificates(HallPlan plan, HallFolder draft) throws IOException {
        Files.createDirectory(draft.certificates());
        HallAuthority authority = HallAuthority.create(plan.hall(), clock.instant(), random);
        authority.write(draft.certificates());
        authority.issueBroker(plan.hosts()).write(draft.certificates(), "broker");
        authority.issueDevice(DeviceId.HUB).write(draft.certificates(), "hub");
    }

    private String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
