package io.yizhan.protocol.link;

import io.yizhan.protocol.clock.MachineClock;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;

/** Says for people why there is no connection, from what Paho and the TLS library say for programs. */
final class ConnectFailure {

    private ConnectFailure() {}

    /** Why a connection could not be made, and what to do. */
    static String explain(MqttException e, LinkSettings settings, MachineClock clock) {
        String where = settings.address();
        return switch (e.getReasonCode()) {
            case MqttClientException.REASON_CODE_CLIENT_TIMEOUT ->
                where + " takes the connection but does not answer: is it an MQTT broker, and not overloaded?";
            case MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD,
                    MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED,
                    MqttClientException.REASON_CODE_NOT_AUTHORIZED ->
                where + " does not admit \"" + settings.clientId()
                        + "\" (not authorised): is this device paired with this hall, and not revoked?";
            case MqttReturnCode.RETURN_CODE_BANNED -> where + " has banned \"" + settings.clientId() + "\"";
            case MqttReturnCode.RETURN_CODE_SERVER_UNAVAILABLE, MqttReturnCode.RETURN_CODE_SERVER_BUSY ->
                where + " is busy or starting: wait";
            default -> wire(e, settings, clock);
        };
    }

    /** Why a connection ended. */
    static String explain(MqttDisconnectResponse response) {
        if (takenOver(response)) {
            return "taken over: another connection uses this device's id. Is its card cloned, or does it run twice?";
        }
        if (response.getReturnCode() == MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED) {
            return "the broker ended the connection, because this device may not publish what it did (code "
                    + response.getReturnCode() + "): look at its access list";
        }
        if (response.getReturnCode() >= MqttReturnCode.RETURN_CODE_UNSPECIFIED_ERROR
                && response.getReturnCode() <= MqttReturnCode.RETURN_CODE_WILDCARD_SUB_NOT_SUPPORTED) {
            return "the broker ended the connection with code " + response.getReturnCode();
        }
        MqttException e = response.getException();
        Throwable cause = e == null || e.getCause() == null ? e : e.getCause();
        return "the connection to the broker broke" + (cause == null ? "" : " (" + cause + ")");
    }

    static boolean takenOver(MqttDisconnectResponse response) {
        MqttException e = response.getException();
        return response.getReturnCode() == MqttReturnCode.RETURN_CODE_SESSION_TAKEN_OVER
                || (e != null && e.getReasonCode() == MqttReturnCode.RETURN_CODE_SESSION_TAKEN_OVER);
    }

    private static String wire(MqttException e, LinkSettings settings, MachineClock clock) {
        String where = settings.address();
        if (find(e, UnknownHostException.class).isPresent()) {
            return "nobody knows the host \"" + settings.host() + "\": correct it in the settings, or look at DNS";
        }
        if (find(e, NoRouteToHostException.class).isPresent()) {
            return "no way leads to " + where + ": is the network cable in?";
        }
        if (find(e, SocketTimeoutException.class).isPresent()) {
            return where + " does not answer: is the broker's machine on, and on this network?";
        }
        if (find(e, ConnectException.class).isPresent()) {
            return where + " refuses the connection: does the broker run there, and is the port right?";
        }
        if (settings.tls() != null) {
            return tls(e, settings, settings.tls(), clock);
        }
        return "no MQTT with " + where + " (" + (e.getCause() == null ? e : e.getCause())
                + "): is it a broker, and does it ask for TLS on this port?";
    }

    private static String tls(MqttException e, LinkSettings settings, TlsFiles tls, MachineClock clock) {
        String where = settings.address();
        Throwable failure = e;
        try {
            if (find(e, SSLException.class).isEmpty()) {
                failure = TlsProbe.verdict(settings, tls);
            }
        } catch (NoConnectionException unreadable) {
            return unreadable.reason();
        }
        if (failure == null) {
            return where + " broke the connection off after TLS (" + (e.getCause() == null ? e : e.getCause())
                    + "): look at the broker's log";
        }
        // By the hour, so that a reason that lasts stays the same sentence.
        Instant now = Instant.ofEpochMilli(clock.wallMs()).truncatedTo(ChronoUnit.HOURS);
        if (find(failure, CertificateNotYetValidException.class).isPresent()
                || find(failure, CertificateExpiredException.class).isPresent()) {
            return "the broker's certificate does not count at " + now
                    + ", which is what this machine's clock says: set the clock, or renew the certificate";
        }
        if (find(failure, CertPathValidatorException.class).isPresent()
                || find(failure, CertPathBuilderException.class).isPresent()) {
            return "the broker at " + where + " is not this hall's: its certificate is not signed by " + tls.ca();
        }
        Optional<CertificateException> misnamed = find(failure, CertificateException.class);
        if (misnamed.isPresent()) {
            return "the broker's certificate does not name \"" + settings.host() + "\": "
                    + misnamed.get().getMessage();
        }
        String said =
                find(failure, SSLException.class).map(Throwable::getMessage).orElse("no reason given");
        if (said.contains("fatal alert")) {
            return where + " does not accept this device's certificate (" + said + "): " + own(tls) + "; it is now "
                    + now + " here. Pair the device again if it was revoked or has run out";
        }
        return "TLS with " + where + " failed (" + said + "): does it speak TLS on this port?";
    }

    private static String own(TlsFiles tls) {
        try {
            X509Certificate own = tls.own();
            return own.getSubjectX500Principal() + " counts from "
                    + own.getNotBefore().toInstant() + " to "
                    + own.getNotAfter().toInstant();
        } catch (NoConnectionException unreadable) {
            return unreadable.reason();
        }
    }

    private static <T extends Throwable> Optional<T> find(Throwable from, Class<T> type) {
        for (Throwable t = from; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return Optional.of(type.cast(t));
            }
        }
        return Optional.empty();
    }
}
