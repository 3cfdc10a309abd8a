package io.yizhan.hub.staff;

import io.yizhan.hub.store.Rows;
import io.yizhan.hub.store.Tx;
import io.yizhan.protocol.id.StaffId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what proves a person, under a key of that person alone: destroying the key erases it all. Sealed bytes are the
 * 12 bytes of the nonce, then AES-256-GCM's; whose and what it is is authenticated with them, so that a sealed PIN
 * moved to another person's row does not open.
 */
final class PersonKeys {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random;

    PersonKeys(SecureRandom random) {
        this.random = random;
    }

    byte[] seal(Tx tx, StaffId staff, String what, String secret) throws SQLException {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(
                Cipher.ENCRYPT_MODE,
                keyOrNew(tx, staff),
                nonce,
                label(staff, what),
                secret.getBytes(StandardCharsets.UTF_8));
        byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
        return whole;
    }

    /** Empty once the key is destroyed. */
    Optional<String> open(Rows rows, StaffId staff, String what, byte[] whole) throws SQLException {
        Optional<byte[]> key = key(rows, staff);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
        byte[] sealed = Arrays.copyOfRange(whole, NONCE_BYTES, whole.length);
        byte[] secret = run(Cipher.DECRYPT_MODE, key.get(), nonce, label(staff, what), sealed);
        return Optional.of(new String(secret, StandardCharsets.UTF_8));
    }

    void destroy(Tx tx, StaffId staff) throws SQLException {
        tx.update("DELETE FROM person_key WHERE staff = ?", staff);
    }

    private byte[] keyOrNew(Tx tx, StaffId staff) throws SQLException {
        Optional<byte[]> known = key(tx, staff);
        if (known.isPresent()) {
            return known.get();
        }
        byte[] fresh = new byte[KEY_BYTES];
        random.nextBytes(fresh);
        tx.update("INSERT INTO person_key (staff, sealer) VALUES (?, ?)", staff, fresh);
        return fresh;
    }

    private static Optional<byte[]> key(Rows rows, StaffId staff) throws SQLException {
        return rows.one("SELECT sealer FROM person_key WHERE staff = ?", row -> row.bytes("sealer"), staff);
    }

    private static byte[] label(StaffId staff, String what) {
        return (what + "/" + staff).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] run(int mode, byte[] key, byte[] nonce, byte[] label, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(label);
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what is sealed under a person's key does not open: was a row moved?", e);
        }
    }
}
