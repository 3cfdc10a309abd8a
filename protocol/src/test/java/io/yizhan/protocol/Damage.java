package io.yizhan.protocol;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/** What a bad cable, a bad card or a bad program makes of a message. */
public final class Damage {

    private Damage() {}

    /** One to four times: a byte changed, left out, put in, or a piece said twice. */
    public static byte[] damaged(byte[] bytes, Random random) {
        byte[] now = bytes;
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            int at = random.nextInt(now.length);
            ByteArrayOutputStream next = new ByteArrayOutputStream();
            next.write(now, 0, at);
            switch (random.nextInt(4)) {
                case 0 -> next.write(random.nextInt(256));
                case 1 -> {}
                case 2 -> {
                    next.write("{}[]\",:019-.e\\n".charAt(random.nextInt(15)));
                    next.write(now[at]);
                }
                default -> next.write(now, at, random.nextInt(now.length - at));
            }
            next.write(now, at, now.length - at);
            now = next.toByteArray();
        }
        return now;
    }
}
