package io.yizhan.hardware.bus;

/** Opens the wire to a device, again after each break: a driver that outlives its wire takes one of these. */
@FunctionalInterface
public interface LinkSource {

    /** A fresh link, owned by the caller. */
    ByteLink open() throws LinkException;
}
