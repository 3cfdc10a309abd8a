package io.yizhan.hub.cli;

import io.yizhan.hub.backup.DurableFiles;
import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.HallId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Collection;

/**
 * The broker's access list, and the devices that are shut out by it: their certificates are still the hall's own. The
 * broker reads it at its start and at a SIGHUP. A list that ends in the middle would shut everybody out, so the next
 * one is whole on the disk before it takes the old one's place, with the same owner and mode: Mosquitto reads it as its
 * own user.
 */
public final class BrokerAccess {

    private final Path file;
    private final HallId hall;

    public BrokerAccess(HallFolder folder, HallId hall) {
        this.file = folder.brokerAccess();
        this.hall = hall;
    }

    /** Nothing comes from this device any more, and nothing goes to it. */
    void shutOut(DeviceId device) throws IOException {
        String list = Files.readString(file);
        replace(list, with(list, device));
    }

    /**
     * Shuts out the one and lets in the other, in one write: a list out of a backup is of its moment. A hall whose
     * broker keeps its list elsewhere has none here, and gets none.
     */
    public void agreeWith(Collection<DeviceId> removed, Collection<DeviceId> present) throws IOException {
        if (Files.notExists(file)) {
            return;
        }
        String list = Files.readString(file);
        String next = list;
        for (DeviceId device : present) {
            next = without(next, device);
        }
        for (DeviceId device : removed) {
            next = with(next, device);
        }
        replace(list, next);
    }

    /** What lets a device of this name come again, on the disk and not in force yet. */
    Change lettingIn(DeviceId device) throws IOException {
        String list = Files.readString(file);
        return new Change(file.toRealPath(), list, without(list, device));
    }

    private void replace(String list, String next) throws IOException {
        try (Change change = new Change(file.toRealPath(), list, next)) {
            change.takeEffect();
        }
    }

    private String with(String list, DeviceId device) {
        return list.contains(refusal(device)) ? list : list + refusal(device);
    }

    private String without(String list, DeviceId device) {
        return list.replace(refusal(device), "");
    }

    /** Mosquitto asks what is denied first. */
    String refusal(DeviceId device) {
        return """

            # Removed from the hall:
            user %1$s
            topic deny yizhan/1/%2$s/%1$s/#
            topic deny yizhan/1/%2$s/all/#
            """.formatted(device, hall);
    }

    /** The next list. It is taken away again unless it has taken effect; who ends in between leaves the old one. */
    static final class Change implements AutoCloseable {

        private final Path place;
        private final Path part;
        private final boolean different;
        private boolean inForce;

        private Change(Path place, String before, String list) throws IOException {
            this.place = place;
            this.part = place.resolveSibling(place.getFileName() + ".part");
            this.different = !list.equals(before);
            if (different) {
                try {
                    write(list);
                } catch (IOException e) {
                    Files.deleteIfExists(part);
                    throw e;
                }
            }
        }

        private void write(String list) throws IOException {
            Files.deleteIfExists(part); // of one that was ended in the middle
            NewFolder.writePrivate(part, list);
            var was = Files.readAttributes(place, PosixFileAttributes.class);
            var now = Files.getFileAttributeView(part, PosixFileAttributeView.class);
            if (!was.owner().equals(now.readAttributes().owner())) {
                now.setOwner(was.owner());
            }
            if (!was.group().equals(now.readAttributes().group())) {
                now.setGroup(was.group());
            }
            now.setPermissions(was.permissions());
            DurableFiles.sync(part);
        }

        /** Whether it says anything else than the list in force, so that the broker has to read it again. */
        boolean isDifferent() {
            return different;
        }

        void takeEffect() throws IOException {
            if (different) {
                DurableFiles.moveInPlace(part, place);
                inForce = true;
            }
        }

        @Override
        public void close() throws IOException {
            if (different && !inForce) {
                Files.deleteIfExists(part);
            }
        }
    }
}
