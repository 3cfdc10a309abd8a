package io.yizhan.hub.backup;

import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A backup that is there: what it says of itself, and its files. */
public final class Archive {

    /** A hall has some hundred bundles of four files each. */
    private static final int MANIFEST_BYTES_MAX = 16 * 1024 * 1024;

    private final Path file;
    private final Manifest manifest;

    private Archive(Path file, Manifest manifest) {
        this.file = file;
        this.manifest = manifest;
    }

    public static Archive read(Path file) throws BackupFailedException {
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream in = open(zip, Manifest.NAME)) {
            Manifest manifest = Json.read(in.readNBytes(MANIFEST_BYTES_MAX), Manifest.class);
            if (manifest.format() != Manifest.FORMAT) {
                throw new BackupFailedException(file + " has format " + manifest.format() + ", this program reads "
                        + Manifest.FORMAT + ": take the version of the program that made it");
            }
            return new Archive(file, manifest);
        } catch (ZipException | UnreadableException e) {
            throw new BackupFailedException(file + " is no whole backup (" + e.getMessage() + "): take another one", e);
        } catch (IOException e) {
            throw new BackupFailedException(file + " cannot be read (" + e + "): is the name right?", e);
        }
    }

    public Manifest manifest() {
        return manifest;
    }

    /** Reads every file of it and compares it with what the manifest says. */
    void check() throws BackupFailedException {
        each((part, in) -> in.transferTo(OutputStream.nullOutputStream()));
    }

    /** Writes its files below a folder, for their owner only, and waits until they are on the disk. */
    public void unpack(Path folder) throws BackupFailedException {
        each((part, in) -> {
            Path place = folder.resolve(part.name()).normalize();
            if (!place.startsWith(folder.normalize())) {
                throw new ZipException("the name " + part.name() + " leads out of the hall's folder");
            }
            DurableFiles.createFolders(place.resolveSibling(""));
            var anew = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            try (OutputStream out =
                    Channels.newOutputStream(Files.newByteChannel(place, anew, DurableFiles.ownerOnly()))) {
                in.transferTo(out);
            }
            DurableFiles.sync(place);
        });
    }

    static Manifest.Part describe(String name, Path file) throws IOException {
        MessageDigest sha = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
            long bytes = in.transferTo(OutputStream.nullOutputStream());
            return new Manifest.Part(name, bytes, HexFormat.of().formatHex(sha.digest()));
        }
    }

    private interface Taker {
        void take(Manifest.Part part, InputStream in) throws IOException;
    }

    private void each(Taker taker) throws BackupFailedException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (Manifest.Part part : manifest.parts()) {
                MessageDigest sha = sha256();
                try (InputStream in = new DigestInputStream(open(zip, part.name()), sha)) {
                    taker.take(part, in);
                }
                if (!HexFormat.of().formatHex(sha.digest()).equals(part.sha256())) {
                    throw new ZipException("its " + part.name() + " is not what was put into it");
                }
            }
        } catch (ZipException e) {
            throw new BackupFailedException(file + " is damaged (" + e.getMessage() + "): take another backup", e);
        } catch (IOException e) {
            throw new BackupFailedException(
                    "The files of " + file + " could not be read or written (" + e + "): is there room?", e);
        }
    }

    private static InputStream open(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new ZipException("there is no " + name + " in it");
        }
        return zip.getInputStream(entry);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }
}
