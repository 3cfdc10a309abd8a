package io.yizhan.hardware.fingerprint.zhiantec;

import io.yizhan.hardware.bus.ByteLink;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.fingerprint.EnrolGuide;
import io.yizhan.hardware.fingerprint.EnrolResult;
import io.yizhan.hardware.fingerprint.FingerprintReader;
import io.yizhan.hardware.fingerprint.ScanResult;
import java.util.BitSet;

/** Drives a ZhianTec module. */
@SuppressWarnings("DoNotCallSuggester") // a first shape of the doors; the rooms follow
public final class ZhiantecReader implements FingerprintReader {

    /** What a module leaves the factory with. */
    public static final long FACTORY_PASSWORD = 0;

    private ZhiantecReader() {}

    /** Verifies the password (0 to 4294967295) and asks for the library's size; the reader then owns the link. */
    public static ZhiantecReader open(ByteLink link, long password) throws LinkException {
        throw new UnsupportedOperationException(link.name() + password);
    }

    @Override
    public int capacity() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScanResult scan() throws LinkException {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean fingerPresent() throws LinkException {
        throw new UnsupportedOperationException();
    }

    @Override
    public EnrolResult enrol(int position, EnrolGuide guide) throws LinkException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(int position) throws LinkException {
        throw new UnsupportedOperationException();
    }

    @Override
    public BitSet occupied() throws LinkException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
