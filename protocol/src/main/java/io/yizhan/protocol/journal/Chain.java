package io.yizhan.protocol.journal;

import io.yizhan.protocol.id.Hash;
import io.yizhan.protocol.id.JournalId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes that chain a journal: hash(n) = SHA-256(hash(n−1) ‖ line n), hash(0) = SHA-256(the journal id's text). */
public final class Chain {

    private Chain() {}

    /** hash(0). */
    public static Hash start(JournalId journal) {
        return Hash.of(sha().digest(journal.text().getBytes(StandardCharsets.US_ASCII)));
    }

    /** @param line the line's bytes without its LF */
    public static Hash next(Hash previous, byte[] line) {
        MessageDigest sha = sha();
        sha.update(previous.bytes());
        return Hash.of(sha.digest(line));
    }

    /** Never fed, only cloned: looking the algorithm up costs as much as hashing a line. */
    private static final MessageDigest SHA_256 = sha256();

    private static MessageDigest sha() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 can be cloned", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }
}
