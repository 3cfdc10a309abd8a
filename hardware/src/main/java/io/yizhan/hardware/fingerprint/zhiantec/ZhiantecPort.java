package io.yizhan.hardware.fingerprint.zhiantec;

import io.yizhan.hardware.bus.ByteLink;
import io.yizhan.hardware.bus.LinkException;
import io.yizhan.hardware.bus.LinkException.Kind;
import io.yizhan.hardware.bus.SerialSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place where a module is plugged in: opens it, again after each break, finds the baud rate that it speaks, and
 * sets its password. One thread uses it.
 *
 * <p>A module that somebody set to another baud rate looks dead. One that does not answer at the expected rate is
 * looked for at the others, and used where it answers: people can punch, and the log says what is not as the settings
 * have it.
 */
public final class ZhiantecPort {

    /** 9600 × 6, 12, 1, 2, 4: the likeliest first. No module speaks at another. */
    public static final List<Integer> BAUDS = List.of(57_600, 115_200, 9_600, 19_200, 38_400);

    private static final Logger LOG = LoggerFactory.getLogger(ZhiantecPort.class);

    private final SerialSource line;
    private final ZhiantecSetup setup;
    private int baud;
    private boolean factoryPasswordSaid;

    public ZhiantecPort(SerialSource line, ZhiantecSetup setup) {
        this.line = line;
        this.setup = setup;
        this.baud = setup.baud();
    }

    /**
     * Opens the module. Takes up to 3 s when it is silent, and 2 s more to look for it at other bauds.
     *
     * @throws LinkException also when it refuses the password of the settings, and has not the factory's either
     */
    public ZhiantecReader open() throws LinkException {
        ZhiantecReader reader;
        try {
            reader = openAt(baud);
        } catch (LinkException e) {
            if (e.kind() != Kind.SILENT && e.kind() != Kind.GARBLED) {
                throw e;
            }
            baud = answeringBaud(e);
            reader = openAt(baud);
        }
        if (setup.password() == ZhiantecSetup.FACTORY_PASSWORD && !factoryPasswordSaid) {
            factoryPasswordSaid = true;
            LOG.atWarn()
                    .log(
                            "the fingerprint module at {} has the factory's password: whoever takes it along can read"
                                    + " its templates; set one in the settings",
                            reader.name());
        }
        return reader;
    }

    private String remark(int found) {
        return "answers at " + found + " baud, expected " + setup.baud();
    }

    private ZhiantecReader openAt(int rate) throws LinkException {
        Optional<String> remark = rate == setup.baud() ? Optional.empty() : Optional.of(remark(rate));
        return ZhiantecReader.open(line.open(rate), setup, remark);
    }

    private int answeringBaud(LinkException why) throws LinkException {
        List<Integer> others = IntStream.concat(
                        IntStream.of(setup.baud()), BAUDS.stream().mapToInt(Integer::intValue))
                .distinct()
                .filter(rate -> rate != baud)
                .boxed()
                .toList();
        for (int other : others) {
            ByteLink link = line.open(other);
            try (Conversation conversation = new Conversation(link)) {
                if (conversation.answers()) {
                    LOG.atWarn()
                            .log(
                                    "the fingerprint module at {} {}; it is used so: write what it has into the"
                                            + " settings, or set the module back",
                                    link.name(),
                                    remark(other));
                    return other;
                }
            }
        }
        String tried = others.stream().map(String::valueOf).collect(Collectors.joining(", "));
        throw new LinkException(why.kind(), why.getMessage() + "; it did not answer at " + tried + " baud either", why);
    }
}
