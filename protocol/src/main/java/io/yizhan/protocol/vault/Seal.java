package io.yizhan.protocol.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KEM;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * A fresh AES-256 key that only the recovery key gives back: DHKEM (X25519, HKDF-SHA256; RFC 9180), HKDF-SHA256
 * bound to a
 * purpose, AES-256-GCM with the piece's number as nonce. Who sealed forgets the key with the process. For one thread.
 */
public final class Seal {

    /** What stands before the sealed pieces, so that the recovery key can find their key: 32 bytes. */
    public static final int OPENING_BYTES = 32;

    /** By how much a sealed piece is longer than what is in it. */
    public static final int TAG_BYTES = 16;

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final String CIPHER = "AES/GCM/NoPadding";

    private final byte[] opening;
    private final SecretKey key;

    private Seal(byte[] opening, SecretKey key) {
        this.opening = opening;
        this.key = key;
    }

    /** A new key under this lock; two purposes never share one. */
    public static Seal under(RecoveryLock lock, String purpose, SecureRandom random) {
        try {
            KEM.Encapsulated fresh = KEM.getInstance("DHKEM")
                    .newEncapsulator(lock.publicKey(), random)
                    .encapsulate(0, KEY_BYTES, "Generic");
            return new Seal(fresh.encapsulation(), derived(fresh.key(), purpose));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK 25 has X25519, HKDF and AES, but not this one", e);
        }
    }

    /** The key behind this opening; whether it is the right one shows with the first piece. */
    public static Seal opened(RecoveryKey recovery, byte[] opening, String purpose) throws WrongKeyException {
        try {
            SecretKey secret = KEM.getInstance("DHKEM")
                    .newDecapsulator(recovery.privateKey())
                    .decapsulate(opening, 0, KEY_BYTES, "Generic");
            return new Seal(opening.clone(), derived(secret, purpose));
        } catch (GeneralSecurityException e) {
            throw new WrongKeyException("this recovery key does not open it", e);
        }
    }

    public byte[] opening() {
        return opening.clone();
    }

    /**
     * Seals one piece.
     *
     * @param number of the piece; never the same twice for one seal
     * @param beside what is not sealed and must not be changed either
     */
    public byte[] close(long number, byte[] beside, byte[] piece) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, number, beside).doFinal(piece);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a piece of " + piece.length + " bytes could not be sealed", e);
        }
    }

    /** @throws WrongKeyException also when the piece, or what stands beside it, was changed */
    public byte[] open(long number, byte[] beside, byte[] sealed) throws WrongKeyException {
        try {
            return cipher(Cipher.DECRYPT_MODE, number, beside).doFinal(sealed);
        } catch (AEADBadTagException e) {
            throw new WrongKeyException("it was sealed under another recovery key, or it is damaged", e);
        } catch (GeneralSecurityException e) {
            throw new WrongKeyException("it is damaged", e);
        }
    }

    private Cipher cipher(int mode, long number, byte[] beside) throws GeneralSecurityException {
        byte[] nonce =
                ByteBuffer.allocate(NONCE_BYTES).putInt(0).putLong(number).array();
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(beside);
        return cipher;
    }

    private static SecretKey derived(SecretKey secret, String purpose) throws GeneralSecurityException {
        byte[] info = ("yizhan/1/" + purpose).getBytes(StandardCharsets.US_ASCII);
        return KDF.getInstance("HKDF-SHA256").deriveKey("AES", HKDFParameterSpec.expandOnly(secret, info, KEY_BYTES));
    }
}
