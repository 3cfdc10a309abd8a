package io.yizhan.hub.access.pki;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.jspecify.annotations.Nullable;

/** Certificates and keys as PEM files: a form that OpenSSL, Mosquitto and mbedTLS read as they are. */
final class Pem {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> EVERYONE_READS = PosixFilePermissions.fromString("rw-r--r--");

    private Pem() {}

    static void write(Path file, X509Certificate certificate) throws IOException {
        create(file, EVERYONE_READS, text(certificate));
    }

    /** As PKCS#8 without a password, readable by its owner only from the moment that the file exists. */
    static void write(Path file, PrivateKey key) throws IOException {
        create(file, OWNER_ONLY, text(new JcaPKCS8Generator(key, null)));
    }

    static X509Certificate readCertificate(Path file) throws IOException {
        if (read(file) instanceof X509CertificateHolder holder) {
            try {
                return new JcaX509CertificateConverter().getCertificate(holder);
            } catch (CertificateException e) {
                throw new IOException(file + " holds a certificate that cannot be used: " + e.getMessage(), e);
            }
        }
        throw new IOException(file + " holds no certificate in PEM form (\"-----BEGIN CERTIFICATE-----\")");
    }

    static PrivateKey readKey(Path file) throws IOException {
        if (read(file) instanceof PrivateKeyInfo key) {
            return new JcaPEMKeyConverter().getPrivateKey(key);
        }
        throw new IOException(file + " holds no unlocked PKCS#8 key in PEM form (\"-----BEGIN PRIVATE KEY-----\")");
    }

    private static @Nullable Object read(Path file) throws IOException {
        try (PEMParser parser = new PEMParser(Files.newBufferedReader(file, StandardCharsets.US_ASCII))) {
            return parser.readObject();
        } catch (PEMException e) {
            throw new IOException(file + " is not in PEM form: " + e.getMessage(), e);
        }
    }

    private static String text(Object certificateOrKey) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(certificateOrKey);
        }
        return text.toString();
    }

    private static void create(Path file, Set<PosixFilePermission> permissions, String text) throws IOException {
        Set<? extends OpenOption> anew = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        try (var channel = Files.newByteChannel(file, anew, PosixFilePermissions.asFileAttribute(permissions))) {
            channel.write(StandardCharsets.US_ASCII.encode(text));
        }
    }
}
