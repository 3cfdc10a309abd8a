package io.yizhan.hardware.bus;

/** Opens one serial line, at any speed: for a driver that looks at which one its device answers. */
@FunctionalInterface
public interface SerialSource {

    /**
     * A fresh link, owned by the caller.
     *
     * @param baud bits a second
     */
    ByteLink open(int baud) throws LinkException;
}
