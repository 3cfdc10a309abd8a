package io.yizhan.protocol.vault;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The public half of a recovery key: seals, and cannot open. It stands in the hub's settings and in a vault's.
 *
 * @param u X25519's u-coordinate, 32 bytes, little-endian (RFC 7748)
 */
public record RecoveryLock(byte[] u) {

    private static final int BYTES = 32;
    private static final int NAME_BYTES = 4;

    public RecoveryLock {
        u = u.clone();
        if (u.length != BYTES) {
            throw new IllegalArgumentException("a recovery key's public half has " + BYTES + " bytes, not " + u.length);
        }
    }

    /** From {@link #text}. */
    public static RecoveryLock of(String text) {
        try {
            return new RecoveryLock(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no public half of a recovery key: take the line that scripts/hub wrote", e);
        }
    }

    /** For settings: base64. */
    public String text() {
        return Base64.getEncoder().encodeToString(u);
    }

    /** By which people tell one from another: the first 8 hex digits of its SHA-256. */
    public String name() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(u);
            return HexFormat.of().formatHex(hash, 0, NAME_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }

    PublicKey publicKey() throws GeneralSecurityException {
        byte[] bigEndian = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            bigEndian[i] = u[BYTES - 1 - i];
        }
        return KeyFactory.getInstance("X25519")
                .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, bigEndian)));
    }

    @Override
    public byte[] u() {
        return u.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecoveryLock lock && Arrays.equals(u, lock.u);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(u);
    }

    @Override
    public String toString() {
        return "recovery key " + name();
    }
}
