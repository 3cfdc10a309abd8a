package io.yizhan.protocol.id;

/** A device: {@code [a-z0-9-]{1,32}}; also its user name and client id at the broker. {@code all} is taken. */
public record DeviceId(String text) implements Id {

    private static final IdRule RULE = IdRule.small("device id", 32); // before the first device is made

    /** The hub itself, whose decisions are a journal too. */
    public static final DeviceId HUB = new DeviceId("hub");

    private static final String EVERY_DEVICE = "all";

    public DeviceId {
        RULE.check(text);
        if (text.equals(EVERY_DEVICE)) {
            throw new IllegalArgumentException("\"all\" is no device id: it stands for every device");
        }
    }

    public boolean isHub() {
        return equals(HUB);
    }

    @Override
    public String toString() {
        return text;
    }
}
