package io.yizhan.hardware.bus;

/** A write-only SPI device with its own chip select. Used by one thread. */
public interface SpiLink extends AutoCloseable {

    /** Where it leads, for messages: {@code spi0.0}. */
    String name();

    /** Sends one frame: chip select falls before the first byte and rises after the last. */
    void write(byte[] frame) throws LinkException;

    @Override
    void close();
}
