package io.yizhan.hub.cli;

import io.yizhan.protocol.vault.RecoveryKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hub recovery-key}. */
@Command(
        name = "recovery-key",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Makes a new recovery key for the hall and prints it once. What a vault has sealed so far stays under"
                        + " the older key: keep both.")
public final class RecoveryKeyCommand implements Callable<Integer> {

    private static final Pattern LINE = Pattern.compile("(?m)^recovery_key\\s*=.*$");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private HallOption data = new HallOption();

    private final SecureRandom random;

    public RecoveryKeyCommand(SecureRandom random) {
        this.random = random;
    }

    @Override
    public Integer call() throws CommandFailedException {
        HallFolder hall = data.folder();
        if (!hall.hasHall()) {
            throw new CommandFailedException(hall + " holds no hall: name the right folder with --data.");
        }
        RecoveryKey key = RecoveryKey.random(random);
        String line = "recovery_key = \"" + key.lock().text() + "\"";
        try {
            write(hall.settings(), line);
        } catch (IOException e) {
            throw new CommandFailedException(
                    hall.settings() + " could not be written (" + e + "): is it this user's? Nothing has changed.", e);
        }
        PrintWriter out = spec.commandLine().getOut();
        tell(out, key);
        out.println();
        out.println("重启中枢后生效。已有的保险库终端，请在其 terminal.toml 的 [[vault]] 下换成这一行再重启：");
        out.println(
                "Restart the hub. In the terminal.toml of a vault that is there already, put this line below [[vault]]"
                        + " and restart it:");
        out.println("  " + line);
        out.println("此前封存的分段仍须用旧的恢复密钥打开，请两把都保留。");
        out.println("Segments that were sealed before still need the older key: keep both.");
        out.flush();
        return 0;
    }

    /** What a person is to write down. */
    static void tell(PrintWriter out, RecoveryKey key) {
        out.println("恢复密钥 " + key.lock().name() + "，只显示这一次，不保存在任何地方。请抄在纸上锁好：");
        out.println("The recovery key " + key.lock().name()
                + "; it is shown only this once and kept nowhere. Write it down and lock it away:");
        key.text().lines().forEach(out::println);
    }

    private static void write(Path settings, String line) throws IOException {
        String before = Files.readString(settings);
        String after = LINE.matcher(before).find()
                ? LINE.matcher(before).replaceAll(Matcher.quoteReplacement(line))
                : before.stripTrailing() + "\n\n[vault]\n" + line + "\n";
        Path part = settings.resolveSibling(settings.getFileName() + ".part");
        Files.deleteIfExists(part);
        NewFolder.writePrivate(part, after);
        Files.move(part, settings, StandardCopyOption.ATOMIC_MOVE);
    }
}
