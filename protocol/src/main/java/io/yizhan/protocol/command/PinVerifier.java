package io.yizhan.protocol.command;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Proves a PIN without being one: {@code pbkdf2-sha256$iterations$salt$hash}, salt and hash in base64. A PIN of a few
 * digits can be guessed by who holds its verifier: it is sealed where it rests and is in no journal, log or export.
 */
public final class PinVerifier {

    /** OWASP's figure for PBKDF2-HMAC-SHA256; about a tenth of a second on a desktop, half a second on a Pi 4. */
    private static final int ITERATIONS = 600_000;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    private static final String NAME = "pbkdf2-sha256";

    private PinVerifier() {}

    /** @param pin 4 to 8 digits */
    public static String of(String pin, SecureRandom random) {
        if (!pin.matches("[0-9]{4,8}")) {
            throw new IllegalArgumentException("a PIN has 4 to 8 digits");
        }
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "%s$%d$%s$%s"
                .formatted(
                        NAME,
                        ITERATIONS,
                        base64.encodeToString(salt),
                        base64.encodeToString(hash(pin, salt, ITERATIONS)));
    }

    /** Whether this PIN is the one. A verifier that cannot be read fits no PIN. */
    public static boolean fits(String pin, String verifier) {
        String[] parts = verifier.split("\\$", -1);
        if (parts.length != 4 || !parts[0].equals(NAME) || !parts[1].matches("[1-9][0-9]{3,6}")) {
            return false;
        }
        try {
            byte[] salt = Base64.getDecoder().decode(parts[2]);
            byte[] hash = Base64.getDecoder().decode(parts[3]);
            return MessageDigest.isEqual(hash, hash(pin, salt, Integer.parseInt(parts[1])));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static byte[] hash(String pin, byte[] salt, int iterations) {
        PBEKeySpec key = new PBEKeySpec(pin.toCharArray(), salt, iterations, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(key)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform must have PBKDF2WithHmacSHA256", e);
        } finally {
            key.clearPassword();
        }
    }
}
