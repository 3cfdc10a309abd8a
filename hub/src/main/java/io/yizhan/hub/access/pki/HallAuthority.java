package io.yizhan.hub.access.pki;

import io.yizhan.protocol.id.DeviceId;
import io.yizhan.protocol.id.HallId;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.IPAddress;

/**
 * Issues every certificate of one hall; nobody else's counts there. Keys are EC P-256, which every TLS library of a
 * small device knows.
 *
 * <p>A certificate is valid from 1970 on, because a terminal without a battery clock starts there and must still be
 * able to join. All end on the same day, {@link #VALIDITY} after the hall was made: an expiry in between would close
 * the hall, and a device that must go is taken off the list of devices, which works at once.
 */
public final class HallAuthority {

    public static final Period VALIDITY = Period.ofYears(30);

    private static final Instant VALID_FROM = Instant.EPOCH;

    /** A machine whose clock shows less has lost it; counting 30 years from there could end in the past. */
    private static final Instant CLOCK_EARLIEST = Instant.parse("2026-01-01T00:00:00Z");

    /** RFC 5280, 4.1.2.2 allows 20 octets; 127 random bits need 16 and are positive. */
    private static final int SERIAL_BITS = 127;

    private static final String NAME = "ca";
    private static final String BROKER = "broker";

    private final Credential own;
    private final SecureRandom random;

    private HallAuthority(Credential own, SecureRandom random) {
        this.own = own;
        this.random = random;
    }

    /** A new authority for this hall; nothing is on disk until {@link #write}. */
    public static HallAuthority create(HallId hall, Instant now, SecureRandom random) {
        Instant from = now.isBefore(CLOCK_EARLIEST) ? CLOCK_EARLIEST : now;
        Instant end = from.atZone(ZoneOffset.UTC).plus(VALIDITY).toInstant();
        KeyPair pair = keyPair(random);
        X500Principal name = new X500Principal("CN=Yizhan hall " + hall.text());
        var builder = new JcaX509v3CertificateBuilder(
                name, serial(random), Date.from(VALID_FROM), Date.from(end), name, pair.getPublic());
        X509Certificate certificate = sign(builder, pair.getPrivate(), extensions -> {
            extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            extensions.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
        });
        return new HallAuthority(new Credential(certificate, pair.getPrivate()), random);
    }

    /** The authority whose {@code ca.crt} and {@code ca.key} lie in this folder. */
    public static HallAuthority open(Path folder, SecureRandom random) throws IOException {
        return new HallAuthority(Credential.read(folder, NAME), random);
    }

    /** Writes {@code ca.crt} and {@code ca.key}. Who has that key can make himself any device of the hall. */
    public void write(Path folder) throws IOException {
        own.write(folder, NAME);
    }

    /** Writes {@code ca.crt} alone: what a device needs to know the hall's broker from another. */
    public void writeCertificate(Path folder) throws IOException {
        Pem.write(folder.resolve(NAME + ".crt"), own.certificate());
    }

    /**
     * The broker's certificate, good for a server only.
     *
     * @param hosts names and addresses under which terminals and the hub reach the broker
     */
    public Credential issueBroker(List<String> hosts) {
        GeneralName[] names = hosts.stream().map(HallAuthority::hostName).toArray(GeneralName[]::new);
        return issue(
                BROKER,
                KeyPurposeId.id_kp_serverAuth,
                extensions ->
                        extensions.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names)));
    }

    /** A device's certificate, or the hub's: its CN is the device's id, and it is good for a client only. */
    public Credential issueDevice(DeviceId device) {
        return issue(device.text(), KeyPurposeId.id_kp_clientAuth, extensions -> {});
    }

    private Credential issue(String commonName, KeyPurposeId purpose, Extensions more) {
        KeyPair pair = keyPair(random);
        X509Certificate issuer = own.certificate();
        var builder = new JcaX509v3CertificateBuilder(
                issuer,
                serial(random),
                issuer.getNotBefore(),
                issuer.getNotAfter(),
                new X500Principal("CN=" + commonName),
                pair.getPublic());
        X509Certificate certificate = sign(builder, own.key(), extensions -> {
            extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            extensions.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            addKeyIdentifiers(extensions, issuer, pair.getPublic());
            more.addTo(extensions);
        });
        return new Credential(certificate, pair.getPrivate());
    }

    private static void addKeyIdentifiers(X509v3CertificateBuilder extensions, X509Certificate issuer, PublicKey key)
            throws IOException, GeneralSecurityException {
        JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
        extensions.addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
        extensions.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                identifiers.createAuthorityKeyIdentifier(issuer.getPublicKey()));
    }

    private static GeneralName hostName(String host) {
        return new GeneralName(IPAddress.isValid(host) ? GeneralName.iPAddress : GeneralName.dNSName, host);
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey issuer, Extensions extensions) {
        try {
            extensions.addTo(builder);
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuer);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException | IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "Every JDK can sign with EC P-256, but not this one or not with this key", e);
        }
    }

    private static KeyPair keyPair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has EC P-256, but not this one", e);
        }
    }

    private static BigInteger serial(SecureRandom random) {
        return new BigInteger(SERIAL_BITS, random).setBit(0);
    }

    @FunctionalInterface
    private interface Extensions {
        void addTo(X509v3CertificateBuilder builder) throws IOException, GeneralSecurityException;
    }
}
