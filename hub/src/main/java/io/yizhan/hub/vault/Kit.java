package io.yizhan.hub.vault;

import io.yizhan.hub.book.Book;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.Json;
import io.yizhan.protocol.UnreadableException;
import io.yizhan.protocol.vault.RecoveryKey;
import io.yizhan.protocol.vault.RecoveryLock;
import io.yizhan.protocol.vault.Seal;
import io.yizhan.protocol.vault.WrongKeyException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The files without which a hub is not the hub that its terminals know: settings, certificates, keys, the broker's
 * settings,
 * the token of this machine's programs. Devices' bundles are with the devices.
 *
 * @param folder where the hall stood: the broker's settings name it
 */
public record Kit(String folder, List<KitFile> files) {

    private static final String PURPOSE = "kit";
    private static final List<String> NAMES = List.of("hub.toml", "api-token", "mosquitto.conf", "mosquitto.acl");
    private static final String CERTIFICATES = "pki";
    private static final int BYTES_MAX = 1024 * 1024;

    public Kit {
        files = List.copyOf(files);
    }

    /** A file of it; its name is below the hall's folder. */
    public record KitFile(String name, byte[] bytes) {}

    /** What stands in the hall's folder now. */
    public static Kit of(Path folder) throws IOException {
        List<Path> paths = new ArrayList<>();
        NAMES.stream().map(folder::resolve).filter(Files::isRegularFile).forEach(paths::add);
        try (Stream<Path> certificates = Files.list(folder.resolve(CERTIFICATES))) {
            certificates.filter(Files::isRegularFile).sorted().forEach(paths::add);
        }
        List<KitFile> files = new ArrayList<>();
        for (Path path : paths) {
            files.add(new KitFile(folder.relativize(path).toString(), Files.readAllBytes(path)));
        }
        return new Kit(folder.toString(), files);
    }

    /**
     * Puts it into the hub's journal, unless the same one stands there under the same recovery key already.
     *
     * @return whether it is new
     */
    public boolean keep(Tx tx, Book book, RecoveryLock lock, SecureRandom random) throws SQLException {
        byte[] json = Json.write(this);
        String digest = digest(json);
        if (tx.number("SELECT count(*) FROM kit WHERE kit = ? AND lock = ?", digest, lock.text()) > 0) {
            return false;
        }
        byte[] packed = packed(json);
        Seal seal = Seal.under(lock, PURPOSE, random);
        String opening = Base64.getEncoder().encodeToString(seal.opening());
        int parts = (packed.length + KitSealed.PIECE_BYTES - 1) / KitSealed.PIECE_BYTES;
        for (int part = 1; part <= parts; part++) {
            int start = (part - 1) * KitSealed.PIECE_BYTES;
            byte[] piece = Arrays.copyOfRange(packed, start, Math.min(packed.length, start + KitSealed.PIECE_BYTES));
            String sealed = Base64.getEncoder().encodeToString(seal.close(part, new byte[0], piece));
            book.record(tx, new KitSealed(digest, lock.text(), part, parts, opening, sealed));
        }
        return true;
    }

    /** @param parts all of one kit, in their order */
    public static Kit open(RecoveryKey key, List<KitSealed> parts) throws WrongKeyException, UnreadableException {
        KitSealed first = parts.getFirst();
        Seal seal = Seal.opened(key, Base64.getDecoder().decode(first.opening()), PURPOSE);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (KitSealed part : parts) {
            packed.writeBytes(
                    seal.open(part.part(), new byte[0], Base64.getDecoder().decode(part.sealed())));
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray()))) {
            return Json.read(in.readNBytes(BYTES_MAX), Kit.class);
        } catch (IOException e) {
            throw new UnreadableException("the kit in the hub's journal cannot be unpacked: " + e.getMessage(), e);
        }
    }

    private static byte[] packed(byte[] json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(json);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory could not be packed", e);
        }
        return bytes.toByteArray();
    }

    private static String digest(byte[] json) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }
}
