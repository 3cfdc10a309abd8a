package io.yizhan.hub.access.pki;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** A certificate with its private key. */
public record Credential(X509Certificate certificate, PrivateKey key) {

    /** Writes {@code name.crt} and {@code name.key}; neither may exist yet. The key is its owner's only (0600). */
    public void write(Path folder, String name) throws IOException {
        Pem.write(folder.resolve(name + ".crt"), certificate);
        Pem.write(folder.resolve(name + ".key"), key);
    }

    static Credential read(Path folder, String name) throws IOException {
        return new Credential(
                Pem.readCertificate(folder.resolve(name + ".crt")), Pem.readKey(folder.resolve(name + ".key")));
    }

    /** SHA-256 of the certificate's DER form, lower-case hex: {@code openssl x509 -fingerprint -sha256}. */
    public String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("A certificate that was just made or read must have a fingerprint", e);
        }
    }

    /** Leaves the key out: a record's own form would print it. */
    @Override
    public String toString() {
        return "Credential of " + certificate.getSubjectX500Principal();
    }
}
