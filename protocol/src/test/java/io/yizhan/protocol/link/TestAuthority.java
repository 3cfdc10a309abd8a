package io.yizhan.protocol.link;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A hall's authority for one test: its certificate, and those that it issues, as PEM files in a folder. */
public final class TestAuthority {

    private static final Duration DAY = Duration.ofDays(1);

    private final Path folder;
    private final String name;
    private final KeyPair keys = ecKeys();
    private int serial = 1;

    public TestAuthority(Path folder, String name) throws IOException {
        this.folder = folder;
        this.name = name;
        Instant now = Instant.now();
        write(name + ".pem", certificate(name, keys, now.minus(DAY), now.plus(DAY), true));
    }

    Path certificate() {
        return folder.resolve(name + ".pem");
    }

    /** Of a broker on the loopback, or of a device: common name {@code subject}, good for a day. */
    public TlsFiles issue(String subject) throws IOException {
        return issue(subject, Instant.now().minus(DAY), Instant.now().plus(DAY));
    }

    TlsFiles issue(String subject, Instant from, Instant to) throws IOException {
        KeyPair own = ecKeys();
        String file = name + "-" + subject;
        return new TlsFiles(
                certificate(),
                write(file + ".pem", certificate(subject, own, from, to, false)),
                write(file + ".key", new JcaPKCS8Generator(own.getPrivate(), null)));
    }

    private Object certificate(String subject, KeyPair own, Instant from, Instant to, boolean authority)
            throws IOException {
        X509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(
                new X500Name("CN=" + name),
                BigInteger.valueOf(serial++),
                Date.from(from),
                Date.from(to),
                new X500Name("CN=" + subject),
                own.getPublic());
        certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        if (subject.equals("broker")) {
            GeneralName[] names = {
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"), new GeneralName(GeneralName.dNSName, "broker.hall")
            };
            certificate.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        }
        try {
            return certificate.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path write(String file, Object pem) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(pem);
        }
        return Files.writeString(folder.resolve(file), text.toString());
    }

    private static KeyPair ecKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
