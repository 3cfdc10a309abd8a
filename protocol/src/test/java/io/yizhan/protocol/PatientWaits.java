package io.yizhan.protocol;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** On a shared machine a fact can be late by seconds; waiting longer for it costs nothing where it comes in time. */
public final class PatientWaits implements BeforeAllCallback {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(PATIENCE);
        // a thread of Paho's that a closed connection leaves behind may end with an exception: that is no test's fault
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }
}
