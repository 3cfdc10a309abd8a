package io.yizhan.protocol.vault;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.Locale;
import javax.crypto.KeyAgreement;

/**
 * A hall's recovery key 恢复密钥, the private half: 32 bytes (X25519, RFC 7748) that stand on paper and nowhere else.
 *
 * <p>Its text is 56 signs in groups of four: 256 bits in base 32 without the signs that people mistake for each
 * other, then
 * a group that tells whether a sign was mistyped.
 */
public final class RecoveryKey {

    private static final int KEY_BYTES = 32;

    /** Of X25519's base point (RFC 7748, 4.1). */
    private static final BigInteger BASE_POINT = BigInteger.valueOf(9);

    /** Crockford's: without i, l, o and u. */
    private static final String SIGNS = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final int SIGN_BITS = 5;
    private static final int KEY_SIGNS = 52; // 260 bits, the last four are 0
    private static final int GROUP_SIGNS = 4;
    private static final int GROUPS_A_LINE = 7;
    private static final String CHECKED = "yizhan recovery key";

    private final byte[] key;

    private RecoveryKey(byte[] key) {
        this.key = key.clone();
    }

    public static RecoveryKey random(SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return new RecoveryKey(key);
    }

    /**
     * Reads what {@link #text} wrote, however it is spaced, in large letters or small.
     *
     * @throws IllegalArgumentException one line for the person who typed it
     */
    public static RecoveryKey of(String text) {
        String signs = text.toLowerCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('o', '0')
                .replaceAll("[il]", "1");
        if (signs.length() != KEY_SIGNS + GROUP_SIGNS) {
            throw new IllegalArgumentException("This is no recovery key: it has " + signs.length()
                    + " letters and digits, expected " + (KEY_SIGNS + GROUP_SIGNS) + " in groups of four.");
        }
        BigInteger bits = BigInteger.ZERO;
        for (int i = 0; i < KEY_SIGNS; i++) {
            int value = SIGNS.indexOf(signs.charAt(i));
            if (value < 0) {
                throw new IllegalArgumentException("This is no recovery key: \"" + signs.charAt(i) + "\" in group "
                        + (i / GROUP_SIGNS + 1) + " is none of its signs.");
            }
            bits = bits.shiftLeft(SIGN_BITS).add(BigInteger.valueOf(value));
        }
        byte[] key = bigEndian(bits.shiftRight(KEY_SIGNS * SIGN_BITS - KEY_BYTES * Byte.SIZE), KEY_BYTES);
        RecoveryKey read = new RecoveryKey(key);
        if (!read.signs().equals(signs)) {
            throw new IllegalArgumentException(
                    "The recovery key is mistyped: its last group does not fit the others. Compare it sign by sign.");
        }
        return read;
    }

    /** As a person writes it down: two lines of seven groups. */
    public String text() {
        String signs = signs();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < signs.length(); i += GROUP_SIGNS) {
            if (i > 0) {
                text.append(i % (GROUP_SIGNS * GROUPS_A_LINE) == 0 ? '\n' : ' ');
            }
            text.append(signs, i, i + GROUP_SIGNS);
        }
        return text.toString();
    }

    /** The half that seals. */
    public RecoveryLock lock() {
        try {
            KeyAgreement agreement = KeyAgreement.getInstance("X25519");
            agreement.init(privateKey());
            KeyFactory factory = KeyFactory.getInstance("X25519");
            agreement.doPhase(
                    factory.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, BASE_POINT)), true);
            return new RecoveryLock(agreement.generateSecret());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has X25519, but not this one", e);
        }
    }

    PrivateKey privateKey() throws GeneralSecurityException {
        return KeyFactory.getInstance("X25519")
                .generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, key.clone()));
    }

    private String signs() {
        BigInteger bits = new BigInteger(1, key).shiftLeft(KEY_SIGNS * SIGN_BITS - KEY_BYTES * Byte.SIZE);
        return signs(bits, KEY_SIGNS) + signs(new BigInteger(1, check()), GROUP_SIGNS);
    }

    private static String signs(BigInteger bits, int count) {
        char[] signs = new char[count];
        BigInteger left = bits;
        for (int i = count - 1; i >= 0; i--) {
            signs[i] = SIGNS.charAt(left.intValue() & ((1 << SIGN_BITS) - 1));
            left = left.shiftRight(SIGN_BITS);
        }
        return new String(signs);
    }

    private byte[] check() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(CHECKED.getBytes(StandardCharsets.US_ASCII));
            return Arrays.copyOf(sha.digest(key), 3);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }

    private static byte[] bigEndian(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[length];
        int count = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - count, fixed, length - count, count);
        return fixed;
    }

    /** Leaves the key out: it must reach no log. */
    @Override
    public String toString() {
        return "the recovery key of " + lock().name();
    }
}
