package io.yizhan.protocol.link;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import nl.altindag.ssl.exception.GenericException;
import nl.altindag.ssl.pem.util.PemUtils;

/**
 * A machine's way into the hall, three PEM files: whom it trusts (the hall's authority, and nobody else), who it is,
 * and the key that proves it. They are read anew for each connection, so a renewed certificate needs no restart.
 */
public record TlsFiles(Path ca, Path certificate, Path key) {

    private static final byte[] PROBE = "do this certificate and this key belong together?".getBytes(US_ASCII);
    private static final char[] NO_PASSWORD = {};

    /**
     * @throws NoConnectionException when a file is missing or unreadable, or certificate and key do not belong together
     */
    SSLSocketFactory sockets() throws NoConnectionException {
        for (Path file : List.of(ca, certificate, key)) {
            if (!Files.isReadable(file)) {
                throw new NoConnectionException(
                        file + (Files.exists(file) ? " may not be read by this user" : " does not exist")
                                + ": pair this device with the hall again, or correct the paths in its settings",
                        null);
            }
        }
        try {
            List<X509Certificate> chain = chain();
            PrivateKey secret = pem(key, "private key", () -> PemUtils.loadPrivateKey(key));
            if (!belongTogether(chain.getFirst().getPublicKey(), secret)) {
                throw new NoConnectionException(
                        key + " is not the key of " + certificate + ": copy both from the same pairing", null);
            }
            TrustManager[] trust = {pem(ca, "certificate", () -> PemUtils.loadTrustMaterial(ca))};
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity(secret, chain), trust, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new NoConnectionException("TLS cannot be set up from " + this + ": " + e.getMessage(), e);
        }
    }

    /** This machine's own certificate. */
    X509Certificate own() throws NoConnectionException {
        return chain().getFirst();
    }

    private List<X509Certificate> chain() throws NoConnectionException {
        return pem(certificate, "certificate", () -> PemUtils.loadCertificate(certificate));
    }

    /**
     * The TLS of the JDK takes keys out of a store alone. This one lives in memory, and is of the kind that does not
     * stretch its password: to stretch it took most of what a connection costs, half a second of a small machine.
     */
    private static KeyManager[] identity(PrivateKey secret, List<X509Certificate> chain)
            throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("JKS");
            store.load(null, NO_PASSWORD);
            store.setKeyEntry("own", secret, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, NO_PASSWORD);
            return managers.getKeyManagers();
        } catch (IOException e) {
            throw new GeneralSecurityException("an empty store is read from nowhere", e);
        }
    }

    private static <T> T pem(Path file, String kind, Supplier<T> load) throws NoConnectionException {
        try {
            return load.get();
        } catch (GenericException e) {
            throw new NoConnectionException(
                    file + " holds no PEM " + kind + " that can be read (" + e.getMessage()
                            + "): pair this device again",
                    e);
        }
    }

    private static boolean belongTogether(PublicKey certified, PrivateKey secret) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(
                switch (certified.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> certified.getAlgorithm();
                });
        if (!sameKind(certified.getAlgorithm(), secret.getAlgorithm())) {
            return false;
        }
        signature.initSign(secret);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        signature.update(PROBE);
        return signature.verify(signed);
    }

    /** Bouncy Castle calls an EC key ECDSA. */
    private static boolean sameKind(String certified, String secret) {
        return certified.equals(secret) || (certified.equals("EC") && secret.startsWith("EC"));
    }
}
